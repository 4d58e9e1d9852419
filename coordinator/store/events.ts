import {
  DeliverPolicy,
  RetentionPolicy,
  StorageType,
  type JetStreamClient,
  type JetStreamManager,
} from '@nats-io/jetstream';
import { nanos } from '@nats-io/transport-node';
import { z } from 'zod';
import type { OperationEvent } from '../../proto/gen/parikshan/v1/OperationEvent.js';
import { OperationEventKind } from '../../proto/gen/parikshan/v1/OperationEventKind.js';

export const EVENTS_STREAM = 'PK_EVENTS';
/** Operations are kept as long as their events. */
export const EVENTS_MAX_AGE_MS = 7 * 24 * 3600 * 1000;

/** What is stored of an event; the rest of it passes through as it was written. */
const stored = z.looseObject({
  operationId: z.string(),
  sequence: z.number(),
  kind: z.enum(OperationEventKind),
});
/** An event as it comes back. */
export type StoredEvent = OperationEvent & z.infer<typeof stored>;

/** The events of all operations: a stream, one subject for each operation, so that a watch can begin at the first. */
export class Events {
  readonly #js: JetStreamClient;
  readonly #jsm: JetStreamManager;

  constructor(js: JetStreamClient, jsm: JetStreamManager) {
    this.#js = js;
    this.#jsm = jsm;
  }

  /** Makes the stream when there is none. */
  async open(): Promise<void> {
    await this.#jsm.streams.add({
      name: EVENTS_STREAM,
      subjects: [`${SUBJECT_PREFIX}*`],
      retention: RetentionPolicy.Limits,
      storage: StorageType.File,
      max_age: nanos(EVENTS_MAX_AGE_MS),
    });
  }

  async append(event: OperationEvent & { operationId: string; sequence: number }): Promise<void> {
    // The id makes a publish that was retried after a lost answer count once.
    await this.#js.publish(subject(event.operationId), JSON.stringify(event), {
      msgID: `${event.operationId}.${event.sequence}`,
    });
  }

  /** The newest event of an operation; undefined when it has none (yet, or any more). */
  async last(operation: string): Promise<StoredEvent | undefined> {
    const message = await this.#jsm.streams.getMessage(EVENTS_STREAM, { last_by_subj: subject(operation) });
    return message === null ? undefined : parse(message.string());
  }

  /** The events of an operation from the first, then as they come, until FINISHED or the signal. */
  async *follow(operation: string, signal: AbortSignal): AsyncGenerator<StoredEvent> {
    const consumer = await this.#js.consumers.get(EVENTS_STREAM, {
      filter_subjects: subject(operation),
      deliver_policy: DeliverPolicy.All,
    });
    const messages = await consumer.consume();
    const stop = () => messages.stop();
    signal.addEventListener('abort', stop, { once: true });
    try {
      if (signal.aborted) return;
      for await (const message of messages) {
        const event = parse(message.string());
        yield event;
        if (event.kind === OperationEventKind.OPERATION_EVENT_KIND_FINISHED) return;
      }
    } finally {
      signal.removeEventListener('abort', stop);
      await messages.close();
    }
  }
}

const SUBJECT_PREFIX = 'parikshan.events.';

function subject(operation: string): string {
  return SUBJECT_PREFIX + operation;
}

function parse(text: string): StoredEvent {
  return stored.parse(JSON.parse(text));
}
