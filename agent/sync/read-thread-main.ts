// Entry point of the thread that reads images for others: it gives way to everybody, and does nothing but read and digest.
import { createHash } from 'node:crypto';
import { readSync } from 'node:fs';
import { parentPort } from 'node:worker_threads';
import {
  forgetRange,
  giveWayToOthers,
  readOnlyWhatIsAsked,
  readSoon,
  SyscallError,
} from '../../runtime/linux/mod.js';
import { MESSAGE_BYTES, totalBytes } from './pieces.js';
import {
  DIGEST_BYTES,
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
  // Memory of its own, since it is handed over whole, and as much as most answers need, since it is used again.
  const memory =
    kept !== undefined && kept.byteLength >= length ? kept : new ArrayBuffer(Math.max(length, MESSAGE_BYTES));
  return Buffer.from(memory, 0, length);
}

function keep(memory: ArrayBuffer): void {
  if (free.length < MOST_FREE) free.push(memory);
}

/** The bytes of all ranges, one after the other. */
function read({ fd, ranges }: ReadQuestion): Buffer<ArrayBuffer> {
  const bytes = memoryFor(totalBytes(ranges));
  optional(() => readOnlyWhatIsAsked(fd));
  // A disk answers many small reads together nearly as soon as one.
  if (ranges.length > 1)
    for (const { offset, length } of ranges) optional(() => readSoon(fd, offset, length));
  let from = 0;
  for (const { offset, length } of ranges) {
    for (let at = 0; at < length;) {
      const count = readSync(fd, bytes, from + at, length - at, offset + at);
      if (count === 0) throw new Error(`the file ends at ${offset + at}, before ${offset + length}`);
      at += count;
    }
    from += length;
    optional(() => forgetRange(fd, offset, length));
  }
  return bytes;
}

function answer(question: ReadQuestion): ReadAnswer {
  const { id, ranges, blockBytes } = question;
  const bytes = read(question);
  if (blockBytes > 0) {
    const digests = blockDigests(bytes, blockBytes);
    keep(bytes.buffer);
    return { id, digests };
  }
  // Memory of its own: Node's small buffers share one piece, which must not be handed over.
  const digests = new Uint8Array(ranges.length * DIGEST_BYTES);
  let from = 0;
  const zeroes = ranges.map(({ length }, index) => {
    const part = bytes.subarray(from, (from += length));
    digests.set(createHash('sha256').update(part).digest(), index * DIGEST_BYTES);
    return isZero(part);
  });
  if (zeroes.includes(false)) return { id, digests, zeroes, data: bytes };
  keep(bytes.buffer);
  return { id, digests, zeroes };
}

function blockDigests(bytes: Buffer, blockBytes: number): Uint8Array<ArrayBuffer> {
  const count = Math.ceil(bytes.length / blockBytes);
  const digests = new Uint8Array(count * SHORT_DIGEST_BYTES);
  for (let block = 0; block < count; block += 1) {
    const part = bytes.subarray(block * blockBytes, (block + 1) * blockBytes);
    if (isZero(part)) continue;
    const whole = createHash('sha256').update(part).digest();
    digests.set(whole.subarray(0, SHORT_DIGEST_BYTES), block * SHORT_DIGEST_BYTES);
  }
  return digests;
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
