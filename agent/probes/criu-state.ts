// Whether this host has a CRIU that works on this kernel.
import { readFile } from 'node:fs/promises';
import { release } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { run } from '../../runtime/command/mod.js';
import { packageRoot } from '../../runtime/config/mod.js';
import type { CriuState } from './probe.js';

/** Where scripts/setup installs, unless told otherwise. */
export function toolPrefix(env: NodeJS.ProcessEnv = process.env): string {
  return env['PARIKSHAN_PREFIX'] || '/opt/parikshan';
}

/** What scripts/setup wrote about the CRIU it chose. */
const recordSchema = z.object({ path: z.string(), version: z.string(), kernel: z.string() });

const SELF_TEST_TIMEOUT_MS = 90_000;
const VERSION_TIMEOUT_MS = 10_000;

/** The first that knows `--network-lock skip`: the freeze holds the network by itself. */
const OLDEST_CRIU = '3.19';

/** Whether a version comes before another. Pure. */
export function olderThan(version: string, other: string): boolean {
  const [a, b] = [version, other].map((text) =>
    text.split('.').map((part) => Number.parseInt(part, 10) || 0),
  );
  for (let i = 0; i < Math.max(a?.length ?? 0, b?.length ?? 0); i += 1) {
    const difference = (a?.[i] ?? 0) - (b?.[i] ?? 0);
    if (difference !== 0) return difference < 0;
  }
  return false;
}

/**
 * CRIU as set-up recorded it when that was on this very kernel; else the self-test decides, on the recorded one or the one on PATH.
 * `criu check` alone proves nothing: it passes on kernels where no TCP socket can be dumped.
 */
export async function findCriu(prefix = toolPrefix()): Promise<CriuState> {
  const record = await readRecord(join(prefix, 'criu.json'));
  const path = record?.path ?? 'criu';
  const version = await criuVersion(path);
  if (version === undefined) {
    return {
      path: undefined,
      version: undefined,
      fault: `there is none at ${join(prefix, 'bin')} or on PATH`,
    };
  }
  if (olderThan(version, OLDEST_CRIU)) {
    return { path: undefined, version, fault: `${version} is older than ${OLDEST_CRIU}, which is needed` };
  }
  if (record?.kernel === release()) return { path, version, fault: undefined };
  const test = await run(join(packageRoot(), 'scripts', 'criu-self-test'), [path], {
    timeoutMs: SELF_TEST_TIMEOUT_MS,
    allowFailure: true,
  });
  if (test.code === 0) return { path, version, fault: undefined };
  return {
    path: undefined,
    version,
    fault: test.stdout.trim() || test.stderr.trim() || 'its self-test failed',
  };
}

async function readRecord(path: string): Promise<z.infer<typeof recordSchema> | undefined> {
  const text = await readFile(path, 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  try {
    return recordSchema.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}

async function criuVersion(path: string): Promise<string | undefined> {
  const result = await run(path, ['--version'], { timeoutMs: VERSION_TIMEOUT_MS, allowFailure: true }).catch(
    () => undefined,
  );
  return result?.code === 0 ? /^Version: *(\S+)/m.exec(result.stdout)?.[1] : undefined;
}
