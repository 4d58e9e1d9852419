import type { OperationEvent } from '../../proto/gen/parikshan/v1/OperationEvent.js';
import { OperationEventKind } from '../../proto/gen/parikshan/v1/OperationEventKind.js';
import { operationMessage } from '../operation/mod.js';
import { operationRequest, parseRequest, watchOperationRequest } from './requests.js';
import type { Services, SomeHandlers } from './services.js';

type Methods = 'listOperations' | 'getOperation' | 'watchOperation' | 'cancelOperation';

export function operationHandlers(services: Services): SomeHandlers<Methods> {
  const { operations, store } = services;
  return {
    async listOperations() {
      const records = await store.operations.values();
      records.sort((a, b) => b.createdAt.localeCompare(a.createdAt));
      return { operations: records.map(operationMessage) };
    },

    async getOperation(request) {
      const { id } = parseRequest(operationRequest, request);
      return { operation: operationMessage(await operations.find(id)) };
    },

    async *watchOperation(request, { signal }) {
      const { id, afterSequence } = parseRequest(watchOperationRequest, request);
      for await (const event of watchOperation(services, id, signal)) {
        if ((event.sequence as number) > afterSequence) yield { event };
      }
    },

    async cancelOperation(request) {
      const { id } = parseRequest(operationRequest, request);
      return { operation: operationMessage(await operations.cancel(id)) };
    },
  };
}

/** All events of an operation, and those to come. One whose events have aged away ends with what its record says. */
async function* watchOperation(
  { operations, store }: Services,
  id: string,
  signal: AbortSignal,
): AsyncGenerator<OperationEvent> {
  const record = await operations.find(id);
  const last = record.state.phase === 'running' ? undefined : await store.events.last(record.id);
  if (record.state.phase !== 'running' && last?.kind !== OperationEventKind.OPERATION_EVENT_KIND_FINISHED) {
    yield {
      operationId: record.id,
      sequence: Number.MAX_SAFE_INTEGER,
      time: record.state.finishedAt,
      kind: OperationEventKind.OPERATION_EVENT_KIND_FINISHED,
      operation: operationMessage(record),
    };
    return;
  }
  yield* store.events.follow(record.id, signal);
}
