// Entry point of the thread that reads images for others: it gives way to everybody, and does nothing but read and digest.
import { createHash } from 'node:crypto';
import { readSync } from 'node:fs';
import { parentPort } from 'node:worker_threads';
import { forgetRange, giveWayToOthers, readOnlyWhatIsAsked, SyscallError } from '../../runtime/linux/mod.js';
import { SHORT_DIGEST_BYTES, type ReadAnswer, type ReadQuestion } from './read-thread-message.js';

const port = parentPort!;
let zeroes = Buffer.alloc(0);

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

function read({ fd, offset, length }: ReadQuestion): Buffer<ArrayBuffer> {
  // A buffer of its own, since it is handed over whole.
  const bytes = Buffer.from(new ArrayBuffer(length));
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
    return isZero(bytes) ? { id, digest } : { id, digest, data: bytes };
  }
  const count = Math.ceil(bytes.length / blockBytes);
  const digest = new Uint8Array(count * SHORT_DIGEST_BYTES);
  for (let block = 0; block < count; block += 1) {
    const part = bytes.subarray(block * blockBytes, (block + 1) * blockBytes);
    if (isZero(part)) continue;
    const whole = createHash('sha256').update(part).digest();
    digest.set(whole.subarray(0, SHORT_DIGEST_BYTES), block * SHORT_DIGEST_BYTES);
  }
  return { id, digest };
}

/** Node's small buffers share one piece of memory, which must not be handed over. */
function ownBytes(bytes: Buffer): Uint8Array<ArrayBuffer> {
  return new Uint8Array(bytes);
}

optional(giveWayToOthers);
port.on('message', (question: ReadQuestion) => {
  let said: ReadAnswer;
  try {
    said = answer(question);
  } catch (error) {
    said = { id: question.id, failure: error instanceof Error ? error.message : String(error) };
  }
  port.postMessage(said, said.data === undefined ? [] : [said.data.buffer]);
});
