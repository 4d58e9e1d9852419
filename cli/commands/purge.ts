import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '../../runtime/command/mod.js';
import { packageRoot } from '../../runtime/config/mod.js';
import { defineCommand } from '../command-line/mod.js';
import type { Bind } from '../command-line/mod.js';
import { rolePath } from '../checks/mod.js';
import { UsageError } from '../errors.js';
import { printJson } from '../output/mod.js';
import { clearForPurge, removeFolder, requireNoForeignMounts, unmountOwn } from '../supervisor/mod.js';

interface PurgeOptions {
  readonly yes?: true;
}

/** Stopping many containers and unmounting their disks. */
const PURGE_TIMEOUT_MS = 10 * 60_000;

export function purge(bind: Bind) {
  const command = defineCommand({
    name: 'purge',
    summary: 'remove everything of this installation: containers, disks, clones, logs, state',
    description:
      'Ends what `up` runs, then stops and removes all production containers with their disks, all clones and replicas, and\n' +
      'deletes the state and run folders. Nothing of it can be brought back. It is refused while something else is mounted below them.',
    examples: [['sudo parikshan purge --yes', 'remove everything that was made with the default folders']],
  }).option('--yes', 'yes, remove it all');

  return bind<PurgeOptions, []>(command, async (context, options) => {
    const { terminal, installation } = context;
    if (options.yes !== true) {
      throw new UsageError(
        `This removes all production containers and data below ${installation.stateDir}; it cannot be undone.`,
        'Say --yes if you mean it.',
      );
    }
    if (!existsSync(installation.stateDir) && !existsSync(installation.runDir)) {
      terminal.err.write('There is nothing to remove.\n');
      if (context.json) printJson(terminal, { removed: false });
      return;
    }
    const folders = [installation.stateDir, installation.runDir];
    // What somebody else has mounted there would be emptied with the rest.
    await requireNoForeignMounts(folders);
    await clearForPurge(installation, (line) => void terminal.err.write(`${line}\n`));
    const script = join(packageRoot(), 'dist', 'agent', 'purge-main.js');
    const { stateDir, runDir } = installation;
    // Nobody is served and nobody called: where the environment says that roles listen is of no matter.
    const places = [
      `--state-dir=${stateDir}`,
      `--run-dir=${runDir}`,
      `--listen=unix:${join(runDir, 'purge.sock')}`,
    ];
    const nobody = `--coordinator=unix:${join(runDir, 'coordinator.sock')}`;
    await run(process.execPath, [script, 'purge', ...places, nobody], {
      timeoutMs: PURGE_TIMEOUT_MS,
      env: { ...process.env, PATH: rolePath(process.env) },
    });
    await unmountOwn(folders);
    await requireNoForeignMounts(folders);
    for (const folder of folders)
      if (!(await removeFolder(folder)))
        terminal.err.write(`${folder} is a mount point: it is empty, and stays.\n`);
    terminal.err.write('Everything of this installation is removed.\n');
    if (context.json) printJson(terminal, { removed: true });
  });
}
