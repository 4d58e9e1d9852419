/** Runs a guard to its end, with a journal for as long as the container may be held. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { open, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { packageRoot } from '../../runtime/config/mod.js';
import type { Logger } from '../../runtime/log/mod.js';
import { freezeFiles } from './freeze-paths.js';
import { guardResultSchema, type GuardPlan, type GuardResult } from './guard-plan.js';
import { letGo, type Journal } from './journal.js';

/** @returns what it wrote, or undefined when it died: then the container has been let go */
export async function runGuard(
  instance: string,
  plan: GuardPlan,
  journalPath: string,
  log: Logger,
): Promise<GuardResult | undefined> {
  const files = freezeFiles(plan.workDir);
  const journal: Journal = { instance, netns: plan.netns, pidsPath: plan.pidsPath };
  await writeFile(files.plan, JSON.stringify(plan), { mode: 0o600 });
  await writeFile(journalPath, JSON.stringify(journal), { mode: 0o600 });
  await spawnGuard(files.plan, plan.outputPath);
  const result = await readResult(plan.resultPath);
  if (result === undefined) await letGo(journal, log);
  for (const fault of result?.releaseFaults ?? []) log.error({ instance, fault }, 'release fault');
  await rm(journalPath, { force: true });
  return result;
}

async function spawnGuard(planPath: string, outputPath: string): Promise<void> {
  const output = await open(outputPath, 'a', 0o600);
  try {
    const guard = spawn(
      process.execPath,
      [join(packageRoot(), 'dist/agent/freeze/guard-main.js'), planPath],
      {
        detached: true,
        stdio: ['ignore', output.fd, output.fd],
      },
    );
    await once(guard, 'exit');
  } finally {
    await output.close();
  }
}

async function readResult(path: string): Promise<GuardResult | undefined> {
  const text = await readFile(path, 'utf8').catch(() => undefined);
  return text === undefined ? undefined : guardResultSchema.parse(JSON.parse(text));
}
