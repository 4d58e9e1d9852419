import { randomUUID } from 'node:crypto';
import { defineCommand, nameArgument } from '../../command-line/mod.js';
import type { Bind } from '../../command-line/mod.js';
import { unaryOptions } from '../../coordinator.js';
import { wholeNumber } from '../../input/mod.js';
import { settleOperation } from '../../operation/mod.js';
import type { FollowOptions } from '../../operation/mod.js';
import { printJson } from '../../output/mod.js';
import { cloneJson, operationJson, replicaJson } from '../../shape/mod.js';
import { printCreated } from './created.js';
import { addReplicaOptions, MAX_REPLICAS, replicaFields, type ReplicaOptions } from './feed-and-place.js';
import { requireClone } from './require.js';

interface StartOptions extends FollowOptions, ReplicaOptions {
  readonly replicas: number;
}

export function cloneStartReplica(bind: Bind) {
  const command = defineCommand({
    name: 'start-replica',
    summary: 'make further replicas of a clone that is kept; production is not touched',
    description:
      'They begin where the first ones did, and work off all that production has got since: possible as long as the log reaches back to\n' +
      'the freeze. A host that does not hold the clone gets it first.',
    follows: true,
    examples: [
      ['parikshan clone start-replica redis-1', 'one more, on the host of the instance'],
      ['parikshan clone start-replica redis-1 --replicas 3 --host h2', 'three on host h2'],
    ],
  })
    .addArgument(nameArgument('clone'))
    .option('--replicas <n>', `how many, 1 to ${MAX_REPLICAS}`, wholeNumber(1, MAX_REPLICAS), 1);

  return bind<StartOptions, [string]>(addReplicaOptions(command), async (context, options, name) => {
    await context.withCoordinator(async (coordinator) => {
      const unary = unaryOptions(context.interrupts.signal);
      const { operation } = await coordinator.startReplicas(
        { requestId: randomUUID(), clone: name, replicas: options.replicas, ...replicaFields(options) },
        unary,
      );
      const ended = await settleOperation(context, coordinator, operation, options);
      if (ended === undefined) return;
      const clone = requireClone(await coordinator.getClone({ name }, unary));
      const all = (await coordinator.listReplicas({ clone: name }, unary)).replicas;
      const replicas = all.filter((replica) => ended.operation.results.includes(replica.name));
      if (!context.json) return printCreated(context, clone, replicas);
      printJson(context.terminal, {
        operation: operationJson(ended.operation),
        clone: cloneJson(clone),
        replicas: replicas.map(replicaJson),
      });
    });
  });
}
