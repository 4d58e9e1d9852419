import { randomUUID } from 'node:crypto';
import { Option } from 'commander';
import { defineCommand, nameArgument } from '../../command-line/mod.js';
import type { Bind } from '../../command-line/mod.js';
import type { CommandContext } from '../../context.js';
import { unaryOptions } from '../../coordinator.js';
import type { Coordinator } from '../../coordinator.js';
import { parseCpus, parseDuration, parseNewName, parseSize, wholeNumber } from '../../input/mod.js';
import { followToSuccess, requireOperation, settleOperation } from '../../operation/mod.js';
import type { FollowOptions } from '../../operation/mod.js';
import { printJson } from '../../output/mod.js';
import { cloneJson, operationJson, replicaJson } from '../../shape/mod.js';
import { printPlan } from './plan.js';
import { requireClone } from './require.js';
import { printCreated } from './created.js';

interface CreateOptions extends FollowOptions {
  readonly replicas: number;
  readonly name?: string;
  readonly order: 'strict' | 'causal';
  readonly patience?: number;
  readonly freezeDeadline?: number;
  readonly replicaMemory?: number;
  readonly replicaCpus?: number;
  readonly logSize?: number;
  readonly mode?: keyof typeof MODES;
  readonly host: readonly string[];
  readonly label: readonly string[];
  readonly spread?: number;
  readonly bandwidth?: number;
  readonly dryRun?: true;
}

/** The contract's bound on replicas of one clone. */
const MAX_REPLICAS = 64;

const ORDERS = { strict: 'REPLAY_ORDER_STRICT', causal: 'REPLAY_ORDER_CAUSAL' } as const;

const MODES = { internal: 'REPLICA_MODE_INTERNAL', external: 'REPLICA_MODE_EXTERNAL' } as const;

function collect(value: string, before: readonly string[]): readonly string[] {
  return [...before, value];
}

function requestOf(instance: string, options: CreateOptions) {
  return {
    requestId: randomUUID(),
    instance,
    replicas: options.replicas,
    name: options.name ?? '',
    order: ORDERS[options.order],
    patienceMs: options.patience ?? 0,
    freezeDeadlineMs: options.freezeDeadline ?? 0,
    replicaMemoryBytes: options.replicaMemory ?? 0,
    replicaCpus: options.replicaCpus ?? 0,
    logBytes: options.logSize ?? 0,
    mode: options.mode === undefined ? ('REPLICA_MODE_UNSPECIFIED' as const) : MODES[options.mode],
    hosts: [...options.host],
    labels: [...options.label],
    spread: options.spread ?? 0,
    bytesPerSecond: options.bandwidth ?? 0,
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
        'parikshan clone create redis --replicas 8 --spread 3 --label zone=a',
        'from one freeze, on at least three of the hosts with that label',
      ],
      ['parikshan clone create redis --replicas 2 --detach', 'print the operation and return'],
    ],
  })
    .addArgument(nameArgument('instance'))
    .requiredOption('--replicas <n>', `how many replicas, 0 to ${MAX_REPLICAS}`, wholeNumber(0, MAX_REPLICAS))
    .option('--name <name>', 'name of the clone (default: INSTANCE-1, -2, ...)', parseNewName)
    .addOption(
      new Option('--order <order>', 'strict: across all connections; causal: on each connection')
        .choices(Object.keys(ORDERS))
        .default('strict'),
    )
    .option(
      '--patience <duration>',
      'how long to wait for output that does not come (default: 5s)',
      parseDuration,
    )
    .option(
      '--freeze-deadline <duration>',
      'production runs again after this, whatever happens (default: 10s)',
      parseDuration,
    )
    .option('--replica-memory <size>', 'memory limit of each replica (default: as the instance)', parseSize)
    .option('--replica-cpus <n>', 'CPU limit of each replica (default: as the instance)', parseCpus)
    .option(
      '--log-size <size>',
      "room for the instance's log; the first clone sets it (default: 8G, or half of what is free)",
      parseSize,
    )
    .addOption(
      new Option(
        '--mode <mode>',
        "internal: on the instance's own host (the default without --host, --label, --spread); external: on others",
      ).choices(Object.keys(MODES)),
    )
    .option('--host <host>', 'only on this host; may be given several times', collect, [])
    .option(
      '--label <label>',
      'only on hosts with this label, KEY or KEY=VALUE; may be given several times',
      collect,
      [],
    )
    .option('--spread <n>', 'on at least so many hosts', wholeNumber(1, MAX_REPLICAS))
    .option(
      '--bandwidth <size>',
      'what the transfer to each other host may use, a second, e.g. 20M',
      parseSize,
    )
    .option('--dry-run', 'plan and check only; production is not touched');

  return bind<CreateOptions, [string]>(command, async (context, options, instance) => {
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
