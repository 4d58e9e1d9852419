import { randomUUID } from 'node:crypto';
import { defineCommand, nameArgument } from '../../command-line/mod.js';
import type { Bind } from '../../command-line/mod.js';
import type { CommandContext } from '../../context.js';
import { unaryOptions } from '../../coordinator.js';
import type { Coordinator } from '../../coordinator.js';
import { parseDuration, parseNewName, parseSize, wholeNumber } from '../../input/mod.js';
import { followToSuccess, requireOperation, settleOperation } from '../../operation/mod.js';
import type { FollowOptions } from '../../operation/mod.js';
import { printJson } from '../../output/mod.js';
import { cloneJson, operationJson, replicaJson } from '../../shape/mod.js';
import { addReplicaOptions, MAX_REPLICAS, replicaFields, type ReplicaOptions } from './feed-and-place.js';
import { printPlan } from './plan.js';
import { requireClone } from './require.js';
import { printCreated } from './created.js';

interface CreateOptions extends FollowOptions, ReplicaOptions {
  readonly replicas: number;
  readonly name?: string;
  readonly freezeDeadline?: number;
  readonly logSize?: number;
  readonly keepFor?: number;
  readonly dryRun?: true;
}

function requestOf(instance: string, options: CreateOptions) {
  return {
    requestId: randomUUID(),
    instance,
    replicas: options.replicas,
    name: options.name ?? '',
    freezeDeadlineMs: options.freezeDeadline ?? 0,
    logBytes: options.logSize ?? 0,
    keepSeconds: Math.ceil((options.keepFor ?? 0) / 1000),
    ...replicaFields(options),
    dryRun: options.dryRun === true,
  };
}

async function dryRun(
  context: CommandContext,
  coordinator: Coordinator,
  instance: string,
  options: CreateOptions,
) {
  const unary = unaryOptions(context.interrupts.signal);
  const { operation } = await coordinator.createClone(requestOf(instance, options), unary);
  // The steps are the result here, not its progress.
  const mode = context.progress === 'auto' ? 'quiet' : context.progress;
  const followed = await followToSuccess(context, coordinator, requireOperation(operation).id, mode);
  printPlan(context, followed);
}

export function cloneCreate(bind: Bind) {
  const command = defineCommand({
    name: 'create',
    summary: 'clone an instance while it serves, with its open connections',
    description:
      'Production stands still for the time of a hiccup and runs again whatever happens. Each replica lives in a sealed\n' +
      'cell, is fed the traffic production gets, and what it says is compared and dropped. Replicas are named CLONE-r1, -r2, ...',
    follows: true,
    examples: [
      ['parikshan clone create redis --replicas 2', 'two replicas of redis'],
      [
        'parikshan clone create redis --replicas 1 --name night-bug --order causal',
        'a name, and order kept on each connection only',
      ],
      [
        'parikshan clone create redis --replicas 4 --dry-run',
        'only say what would be done, and what stands in the way',
      ],
      [
        'parikshan clone create redis --replicas 1 --mode external --host h2',
        'one replica on host h2; disk and memory are shipped there while production runs',
      ],
      [
        'parikshan clone create redis --replicas 1 --host h2 --route ssh --bandwidth 20M',
        'the same through ssh, and with no more than 20 MiB a second',
      ],
      [
        'parikshan clone create redis --replicas 8 --spread 3 --label zone=a',
        'from one freeze, on at least three of the hosts with that label',
      ],
      [
        'parikshan clone create redis --replicas 0 --keep-for 2h',
        'kept for replicas that are started within two hours',
      ],
      ['parikshan clone create redis --replicas 2 --detach', 'print the operation and return'],
    ],
  })
    .addArgument(nameArgument('instance'))
    .requiredOption('--replicas <n>', `how many replicas, 0 to ${MAX_REPLICAS}`, wholeNumber(0, MAX_REPLICAS))
    .option('--name <name>', 'name of the clone (default: INSTANCE-1, -2, ...)', parseNewName)
    .option(
      '--freeze-deadline <duration>',
      'production runs again after this, whatever happens (default: 10s)',
      parseDuration,
    )
    .option(
      '--log-size <size>',
      "room for the instance's log; the first clone sets it (default: 8G, or half of what is free)",
      parseSize,
    )
    .option(
      '--keep-for <duration>',
      'remove the clone when it is older than this and has no replica (default: keep it until it is removed)',
      parseDuration,
    )
    .option('--dry-run', 'plan and check only; production is not touched');

  return bind<CreateOptions, [string]>(addReplicaOptions(command), async (context, options, instance) => {
    await context.withCoordinator(async (coordinator) => {
      if (options.dryRun === true) return dryRun(context, coordinator, instance, options);
      const unary = unaryOptions(context.interrupts.signal);
      const { operation } = await coordinator.createClone(requestOf(instance, options), unary);
      const ended = await settleOperation(context, coordinator, operation, options);
      if (ended === undefined) return;
      const name = ended.operation.results[0] ?? options.name ?? '';
      const clone = requireClone(await coordinator.getClone({ name }, unary));
      const { replicas } = await coordinator.listReplicas({ clone: name }, unary);
      if (!context.json) return printCreated(context, clone, replicas);
      printJson(context.terminal, {
        operation: operationJson(ended.operation),
        clone: cloneJson(clone),
        replicas: replicas.map(replicaJson),
      });
    });
  });
}
