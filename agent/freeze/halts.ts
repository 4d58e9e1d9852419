/**
 * Lets a test stop a freeze at a moment of its choice and strike there. Nobody else uses it: the folder is named by an environment
 * variable of the agent that no help text tells, goes to the guard in its plan, and without it nothing here does anything. A
 * container cannot be held by it: a halted guard still renews the hold, sees CRIU end, and ends the freeze at its deadline.
 */
import { existsSync, watch, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const HALTS_ENV = 'PARIKSHAN_TEST_FREEZE_HALTS';

/** The folder of the halts; undefined everywhere but in tests. */
export function haltsFolder(env: NodeJS.ProcessEnv = process.env): string | undefined {
  return env[HALTS_ENV] || undefined;
}

/** Files of a halt: the freeze stops there while the first exists; the second says that it has. */
export function haltFiles(
  folder: string,
  moment: string,
): { readonly asked: string; readonly reached: string } {
  return { asked: join(folder, moment), reached: join(folder, `${moment}.reached`) };
}

/** Resolves when the freeze may go on: at once, unless a test asks for a halt here. Keeps no process alive. */
export async function halt(folder: string | undefined, moment: string): Promise<void> {
  if (folder === undefined) return;
  const { asked, reached } = haltFiles(folder, moment);
  if (!existsSync(asked)) return;
  await new Promise<void>((resolve) => {
    const watcher = watch(folder, { persistent: false }, () => {
      if (existsSync(asked)) return;
      watcher.close();
      resolve();
    });
    writeFileSync(reached, '');
  });
}
