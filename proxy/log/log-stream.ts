import type { JetStreamManager } from '@nats-io/jetstream';
import { headers, type Msg, type MsgHdrs } from '@nats-io/transport-node';

const MESSAGE_ID = 'Nats-Msg-Id';
const EXPECTED_LAST_ID = 'Nats-Expected-Last-Msg-Id';
const EXPECTED_LAST_SEQUENCE = 'Nats-Expected-Last-Sequence';

/**
 * What a batch must come right behind: the batch sent before it, by its message id, or the end that the stream was
 * found to have, by its sequence. The end has to go by its sequence: a server that was restarted remembers the id of
 * the last message only if that came within the duplicate window, and refuses every other id for ever.
 */
export type Predecessor = { readonly messageId: string } | { readonly logSequence: number };

/** What the stream answered to one batch. */
export type StoreAnswer =
  | { readonly stored: true; readonly logSequence: number }
  | { readonly stored: false; readonly problem: string };

/** Where a stream ends. */
export interface StreamEnd {
  /** JetStream sequence of the last message; 0 when there is none. */
  readonly logSequence: number;
  /** Message id of the last message, if it has one. */
  readonly messageId: string | undefined;
}

/**
 * The id of a batch as a message. The stream drops a message whose id it has seen within its duplicate window, and
 * refuses one that does not come right behind the id it expects: so it holds each batch once, in order.
 */
export function batchMessageId(epoch: number, sequence: number): string {
  return `${epoch}-${sequence}`;
}

/** The sequence of one of this epoch's batches, from a message id. */
export function batchSequence(epoch: number, messageId: string | undefined): number | undefined {
  const prefix = `${epoch}-`;
  if (messageId?.startsWith(prefix) !== true) return undefined;
  const sequence = Number(messageId.slice(prefix.length));
  return Number.isSafeInteger(sequence) ? sequence : undefined;
}

export function batchHeaders(messageId: string, behind: Predecessor | undefined): MsgHdrs {
  const made = headers();
  made.set(MESSAGE_ID, messageId);
  if (behind === undefined) return made;
  if ('messageId' in behind) made.set(EXPECTED_LAST_ID, behind.messageId);
  else made.set(EXPECTED_LAST_SEQUENCE, String(behind.logSequence));
  return made;
}

/** Reads the answer to a published batch (JetStream's PubAck, or a status without a body when nobody listens). */
export function storeAnswer(message: Msg): StoreAnswer {
  const status = message.headers?.code;
  if (status !== undefined && status >= 400) {
    return {
      stored: false,
      problem: status === 503 ? 'no stream listens on the subject' : `status ${status}`,
    };
  }
  try {
    const { seq, error } = message.json<{ seq?: number; error?: { description?: string } }>();
    if (error !== undefined)
      return { stored: false, problem: error.description ?? 'unnamed JetStream error' };
    if (typeof seq === 'number' && seq > 0) return { stored: true, logSequence: seq };
  } catch {
    // Falls through: whatever came was no answer of JetStream.
  }
  return { stored: false, problem: 'an answer that is none of JetStream' };
}

/** Where the stream ends now. Rejects when it cannot be asked or does not exist. */
export async function streamEnd(
  manager: JetStreamManager,
  stream: string,
  subject: string,
): Promise<StreamEnd> {
  const last = await manager.streams.getMessage(stream, { last_by_subj: subject });
  if (last === null) return { logSequence: 0, messageId: undefined };
  return { logSequence: last.seq, messageId: last.header?.get(MESSAGE_ID) || undefined };
}
