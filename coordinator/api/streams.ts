import type { ExecInReplicaRequest } from '../../proto/gen/parikshan/v1/ExecInReplicaRequest.js';
import { InstanceNotFoundError, InvalidRequestError, ReplicaNotFoundError } from '../errors.js';
import { parseRequest, streamLogsRequest } from './requests.js';
import type { Services, SomeHandlers } from './services.js';

type Methods = 'streamLogs' | 'execReplica';

/** What only passes through to the agent: the next message is taken when the one before it was. */
export function streamHandlers({ store, registry }: Services): SomeHandlers<Methods> {
  async function hostOf(name: string, replica: boolean): Promise<string> {
    const stored = replica ? await store.replicas.get(name) : await store.instances.get(name);
    if (stored !== undefined) return stored.value.host;
    throw replica ? new ReplicaNotFoundError(name) : new InstanceNotFoundError(name);
  }

  return {
    async *streamLogs(request, { signal }) {
      const asked = parseRequest(streamLogsRequest, request);
      const agent = registry.agent(await hostOf(asked.name, asked.replica));
      yield* agent.streamContainerLogs(asked, { signal });
    },

    async *execReplica(requests, { signal }) {
      const incoming = requests[Symbol.asyncIterator]();
      const first = await incoming.next();
      const start = first.done === true ? undefined : first.value.message?.start;
      if (start === null || start === undefined) {
        throw new InvalidRequestError(['the first message must say what to run']);
      }
      const agent = registry.agent(await hostOf(start.replica, true));
      async function* passedOn(): AsyncGenerator<ExecInReplicaRequest> {
        yield { start };
        for (let next = await incoming.next(); next.done !== true; next = await incoming.next()) {
          if (next.value.message !== null) yield next.value.message;
        }
      }
      for await (const message of agent.execInReplica(passedOn(), { signal })) yield { message };
    },
  };
}
