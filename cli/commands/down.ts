import { defineCommand } from '../command-line/mod.js';
import type { Bind } from '../command-line/mod.js';
import type { CommandContext } from '../context.js';
import { unaryOptions } from '../coordinator.js';
import { followToSuccess, requireOperation } from '../operation/mod.js';
import { plural } from '../../runtime/figures/mod.js';
import { containerState } from '../shape/mod.js';
import { endUp, readLiveUp } from '../supervisor/mod.js';

interface DownOptions {
  readonly stopInstances?: true;
}

/** Names of the instances that run; none where nobody can be asked. */
async function runningInstances(context: CommandContext): Promise<readonly string[]> {
  return context.withCoordinator(async (coordinator) => {
    const { instances } = await coordinator.listInstances({}, unaryOptions(context.interrupts.signal));
    return instances.filter((i) => containerState(i.detail?.state ?? '') === 'running').map((i) => i.name);
  });
}

async function stopInstances(context: CommandContext, names: readonly string[]): Promise<void> {
  await context.withCoordinator(async (coordinator) => {
    for (const name of names) {
      const { operation } = await coordinator.stopInstance(
        { name, graceMs: 0 },
        unaryOptions(context.interrupts.signal),
      );
      await followToSuccess(context, coordinator, requireOperation(operation).id);
    }
  });
}

export function down(bind: Bind) {
  const command = defineCommand({
    name: 'down',
    summary: 'end what `up` runs; production containers go on',
    description:
      'Production containers go on running and serving, and the next `up` finds them again. Replicas stay too, but\n' +
      'nothing feeds them any more. With nothing up it does nothing and exits with 0.',
    json: false,
    examples: [
      ['sudo parikshan down', 'end nats-server, coordinator, agent and proxy'],
      ['sudo parikshan down --stop-instances', 'stop production containers first; their disks stay'],
    ],
  }).option('--stop-instances', 'stop production containers first');

  return bind<DownOptions, []>(command, async (context, options) => {
    const { terminal, installation } = context;
    const record = await readLiveUp(installation.runDir);
    if (record === undefined) {
      terminal.err.write('Nothing is up.\n');
      return;
    }
    if (options.stopInstances === true) await stopInstances(context, await runningInstances(context));
    // Only for the farewell: what cannot be asked is not worth a failure.
    const running = await runningInstances(context).catch(() => []);
    await endUp(record);
    terminal.err.write('Parikshan is down.\n');
    if (running.length > 0) {
      terminal.err.write(
        `${plural(running.length, 'production container')} still running: ${running.join(', ')}.\n`,
      );
    }
  });
}
