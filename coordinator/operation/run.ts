import type { OperationEvent } from '../../proto/gen/parikshan/v1/OperationEvent.js';
import { OperationEventKind } from '../../proto/gen/parikshan/v1/OperationEventKind.js';
import type { Logger } from '../../runtime/log/mod.js';
import type { Events } from '../store/mod.js';

/** What an operation's work may say: an event without what the run itself knows. */
export interface OperationNews {
  readonly kind: OperationEventKind;
  readonly step: string;
  readonly message: string;
  /** Milliseconds. */
  readonly durationMs?: number;
}

type NumberedEvent = OperationEvent & { operationId: string; sequence: number };

/** One operation under way: its events go out in order, numbered. */
export class OperationRun {
  readonly id: string;
  /** Aborted by CancelOperation and by the coordinator's end; the reason is the error the operation ends with. */
  readonly signal: AbortSignal;
  /** Names of what was made, in order. */
  readonly results: string[] = [];
  readonly log: Logger;
  readonly #events: Events;
  #sequence: number;
  #tail: Promise<void> = Promise.resolve();
  #last: NumberedEvent | undefined;

  constructor(
    id: string,
    options: { events: Events; signal: AbortSignal; log: Logger; afterSequence?: number },
  ) {
    this.id = id;
    this.signal = options.signal;
    this.log = options.log.child({ operation: id });
    this.#events = options.events;
    this.#sequence = options.afterSequence ?? 0;
  }

  /** Appends an event. A lost event must not end the work it tells of: it is logged and the next one goes on. */
  emit(news: OperationNews): void {
    const event = this.#number(news);
    this.#tail = this.#tail
      .then(() => this.#events.append(event))
      .catch((error: unknown) => this.log.error({ err: error, event }, 'event not stored'));
  }

  progress(step: string, message: string): void {
    this.emit({ kind: OperationEventKind.OPERATION_EVENT_KIND_STEP_PROGRESS, step, message });
  }

  /** The last event; unlike the others it must be stored for the operation to have ended. Asked again, sends the same. */
  async finish(operation: OperationEvent['operation'], message: string): Promise<void> {
    await this.#tail;
    const news = { kind: OperationEventKind.OPERATION_EVENT_KIND_FINISHED, step: '', message };
    this.#last ??= { ...this.#number(news), operation };
    await this.#events.append(this.#last);
  }

  #number(news: OperationNews): NumberedEvent {
    this.#sequence += 1;
    return { ...news, operationId: this.id, sequence: this.#sequence, time: new Date().toISOString() };
  }
}
