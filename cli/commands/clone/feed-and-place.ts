/** Options of all commands that make replicas: where they run, how they are fed, what they may use. */
import { Option, type Command } from 'commander';
import { parseCpus, parseDuration, parseSize, wholeNumber } from '../../input/mod.js';

/** The contract's bound on replicas of one clone. */
export const MAX_REPLICAS = 64;

const ORDERS = { strict: 'REPLAY_ORDER_STRICT', causal: 'REPLAY_ORDER_CAUSAL' } as const;
const MODES = { internal: 'REPLICA_MODE_INTERNAL', external: 'REPLICA_MODE_EXTERNAL' } as const;

const ROUTES = { direct: 'TRANSFER_ROUTE_DIRECT', ssh: 'TRANSFER_ROUTE_SSH' } as const;

export interface ReplicaOptions {
  readonly order: keyof typeof ORDERS;
  readonly patience?: number;
  readonly replicaMemory?: number;
  readonly replicaCpus?: number;
  readonly mode?: keyof typeof MODES;
  readonly host: readonly string[];
  readonly label: readonly string[];
  readonly spread?: number;
  readonly bandwidth?: number;
  readonly route?: keyof typeof ROUTES;
}

/** The fields of a request that they stand for. */
export function replicaFields(options: ReplicaOptions) {
  return {
    order: ORDERS[options.order],
    patienceMs: options.patience ?? 0,
    replicaMemoryBytes: options.replicaMemory ?? 0,
    replicaCpus: options.replicaCpus ?? 0,
    mode: options.mode === undefined ? ('REPLICA_MODE_UNSPECIFIED' as const) : MODES[options.mode],
    hosts: [...options.host],
    labels: [...options.label],
    spread: options.spread ?? 0,
    bytesPerSecond: options.bandwidth ?? 0,
    route: options.route === undefined ? ('TRANSFER_ROUTE_UNSPECIFIED' as const) : ROUTES[options.route],
  };
}

export function addReplicaOptions(command: Command): Command {
  return command
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
      'what the transfer to each other host may use, a second, e.g. 20M (default: all there is)',
      parseSize,
    )
    .addOption(
      new Option(
        '--route <route>',
        "how disk and memory go to other hosts; direct: to the agent's port; ssh: through sshd (default: whichever is open)",
      ).choices(Object.keys(ROUTES)),
    )
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
    .option('--replica-memory <size>', 'memory limit of each replica (default: as the instance)', parseSize)
    .option('--replica-cpus <n>', 'CPU limit of each replica (default: as the instance)', parseCpus);
}

function collect(value: string, before: readonly string[]): readonly string[] {
  return [...before, value];
}
