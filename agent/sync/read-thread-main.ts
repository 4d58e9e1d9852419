// Entry point of the thread that reads images for others: it gives way to everybody, and does nothing but read and digest.
import { createHash } from 'node:crypto';
import { readSync } from 'node:fs';
import { parentPort } from 'node:worker_threads';
import { forgetRange, giveWayToOthers, readOnlyWhatIsAsked, SyscallError } from '../../runtime/linux/mod.js';
import {
  SHORT_DIGEST_BYTES,
  type GivenBack,
  type ReadAnswer,
  type ReadQuestion,
} from './read-thread-message.js';

/** As many buffers are kept as a few streams have in use, bytes of each as the longest that was asked for. */
const MOST_FREE = 64;

const port = parentPort!;
let zeroes = Buffer.alloc(0);
/** Fresh memory for each piece would cost more than reading it does. */
const free: ArrayBuffer[] = [];

function optional(call: () => void): void {
  try {
    call();
  } catch (error) {
    // Advice that this system does not take.
    if (!(error instanceof SyscallError)) throw error;
  }
}

function isZero(bytes: Buffer): boolean {
  if (zeroes.length < bytes.length) zeroes = Buffer.alloc(bytes.length);
  return bytes.equals(zeroes.subarray(0, bytes.length));
}

function memoryFor(length: number): Buffer<ArrayBuffer> {
  const kept = free.pop();
  // Memory of its own, since it is handed over whole.
  const memory = kept !== undefined && kept.byteLength >= length ? kept : new ArrayBuffer(length);
  return Buffer.from(memory, 0, length);
}

function keep(memory: ArrayBuffer): void {
  if (free.length < MOST_FREE) free.push(memory);
}

function read({ fd, offset, length }: ReadQuestion): Buffer<ArrayBuffer> {
  const bytes = memoryFor(length);
  optional(() => readOnlyWhatIsAsked(fd));
  for (let at = 0; at < length;) {
    const count = readSync(fd, bytes, at, length - at, offset + at);
    if (count === 0) throw new Error(`the file ends at ${offset + at}, before ${offset + length}`);
    at += count;
  }
  optional(() => forgetRange(fd, offset, length));
  return bytes;
}

function answer(question: ReadQuestion): ReadAnswer {
  const { id, blockBytes } = question;
  const bytes = read(question);
  if (blockBytes === 0) {
    const digest = ownBytes(createHash('sha256').update(bytes).digest());
    if (!isZero(bytes)) return { id, digest, data: bytes };
    keep(bytes.buffer);
    return { id, digest };
  }
  const count = Math.ceil(bytes.length / blockBytes);
  const digest = new Uint8Array(count * SHORT_DIGEST_BYTES);
  for (let block = 0; block < count; block += 1) {
    const part = bytes.subarray(block * blockBytes, (block + 1) * blockBytes);
    if (isZero(part)) continue;
    const whole = createHash('sha256').update(part).digest();
    digest.set(whole.subarray(0, SHORT_DIGEST_BYTES), block * SHORT_DIGEST_BYTES);
  }
  keep(bytes.buffer);
  return { id, digest };
}

/** Node's small buffers share one piece of memory, which must not be handed over. */
function ownBytes(bytes: Buffer): Uint8Array<ArrayBuffer> {
  return new Uint8Array(bytes);
}

optional(giveWayToOthers);
port.on('message', (question: ReadQuestion | GivenBack) => {
  if ('givenBack' in question) return keep(question.givenBack);
  let said: ReadAnswer;
  try {
    said = answer(question);
  } catch (error) {
    said = { id: question.id, failure: error instanceof Error ? error.message : String(error) };
  }
  port.postMessage(said, said.data === undefined ? [] : [said.data.buffer]);
});
