// The source's side of a transfer: answers what somebody else asks of a clone or generation.
import { open, type FileHandle } from 'node:fs/promises';
import { getDefaultHighWaterMark } from 'node:stream';
import type { ReadBlockDigestsRequest__Output } from '../../proto/gen/parikshan/v1/ReadBlockDigestsRequest.js';
import type { ReadBlockDigestsResponse } from '../../proto/gen/parikshan/v1/ReadBlockDigestsResponse.js';
import type { ReadShipmentRequest__Output } from '../../proto/gen/parikshan/v1/ReadShipmentRequest.js';
import type { ReadShipmentResponse } from '../../proto/gen/parikshan/v1/ReadShipmentResponse.js';
import { InvalidShipmentRequestError, ShipmentChangedError } from './errors.js';
import { messagesOf, piecesOf, type Piece } from './pieces.js';
import type { ReadPieces, ReadThreads } from './read-threads.js';
import { subjectFiles, type Subject, type SubjectFile } from './shipment.js';

/** How far reading is ahead of what the taker has room for, messages of one call. */
const AHEAD = 4;

/**
 * So many messages a stream holds as they are at most before they are written out; what is older is bytes by now, and its
 * memory can be read into again. (Were it not so, the digest would tell.)
 */
const UNWRITTEN = getDefaultHighWaterMark(true) + 1;

const MIN_BLOCK_BYTES = 4096;
const MAX_BLOCK_BYTES = 2 ** 20;
/** Digests in one message; their blocks are read by one question to the thread at most MAX_BLOCK_BYTES long. */
const DIGESTS_A_MESSAGE = 1024;

/** What is being read for one message. */
interface Reading {
  readonly pieces: readonly Piece[];
  readonly read: Promise<ReadPieces>;
}

/** The pieces that were asked for, in order. @throws InvalidShipmentRequestError, ShipmentChangedError, ReadThreadError */
export async function* readShipment(
  subject: Subject,
  { id, ranges }: Pick<ReadShipmentRequest__Output, 'id' | 'ranges'>,
  readers: ReadThreads,
): AsyncGenerator<ReadShipmentResponse> {
  const files = await filesOf(subject, id);
  for (const { file: number, offset, length } of ranges) {
    const file = regular(files, number);
    if (length === 0 || offset + length > file.size)
      throw new InvalidShipmentRequestError(`${file.path} has no ${length} bytes at ${offset}`);
  }
  const opened = new Map<number, FileHandle>();
  const ahead: Reading[] = [];
  const sent: ReadPieces[] = [];
  try {
    for (const pieces of messagesOf(allPieces(ranges))) {
      const [{ file }] = pieces;
      let handle = opened.get(file);
      if (handle === undefined) opened.set(file, (handle = await open(files[file]!.source, 'r')));
      const read = readers.read(handle.fd, pieces);
      // It is looked at when its turn comes.
      read.catch(() => undefined);
      ahead.push({ pieces, read });
      if (ahead.length > AHEAD) yield await answered(ahead.shift()!, sent);
    }
    while (ahead.length > 0) yield await answered(ahead.shift()!, sent);
  } finally {
    // The thread reads from these descriptors until it has answered.
    await Promise.allSettled(ahead.map(({ read }) => read));
    await Promise.allSettled([...opened.values()].map((handle) => handle.close()));
  }
}

function* allPieces(ranges: readonly Piece[]): Generator<Piece> {
  for (const range of ranges) yield* piecesOf(range.file, range);
}

async function answered({ pieces, read }: Reading, sent: ReadPieces[]): Promise<ReadShipmentResponse> {
  const done = await read;
  sent.push(done);
  if (sent.length > UNWRITTEN) sent.shift()!.done();
  return {
    pieces: pieces.map(({ file, offset, length }, index) => {
      const { data, digest } = done.pieces[index]!;
      return { file, offset, length, digest, ...(data === undefined ? {} : { data }) };
    }),
  };
}

/** The digests of all blocks of a file. @throws InvalidShipmentRequestError, ShipmentChangedError, ReadThreadError */
export async function* readBlockDigests(
  subject: Subject,
  { id, file: number, blockBytes }: Pick<ReadBlockDigestsRequest__Output, 'id' | 'file' | 'blockBytes'>,
  readers: ReadThreads,
): AsyncGenerator<ReadBlockDigestsResponse> {
  if (blockBytes < MIN_BLOCK_BYTES || blockBytes > MAX_BLOCK_BYTES || MAX_BLOCK_BYTES % blockBytes !== 0)
    throw new InvalidShipmentRequestError(`no digests are made of blocks of ${blockBytes} bytes`);
  const { source, size } = regular(await filesOf(subject, id), number);
  const file = await open(source, 'r');
  try {
    for await (const { first, digests } of fileDigests(file, size, blockBytes, readers))
      yield { first, digests };
  } finally {
    await file.close();
  }
}

/** Digests of the blocks of an open file, a thousand or so at a time. */
export async function* fileDigests(
  file: FileHandle,
  size: number,
  blockBytes: number,
  readers: ReadThreads,
): AsyncGenerator<{ first: number; digests: Buffer }> {
  const count = Math.ceil(size / blockBytes);
  const blocksARead = MAX_BLOCK_BYTES / blockBytes;
  for (let first = 0; first < count; first += DIGESTS_A_MESSAGE) {
    const end = Math.min(count, first + DIGESTS_A_MESSAGE);
    const digests: Uint8Array[] = [];
    for (let block = first; block < end; block += blocksARead) {
      const offset = block * blockBytes;
      const length = Math.min(size, Math.min(end, block + blocksARead) * blockBytes) - offset;
      digests.push(await readers.digests(file.fd, offset, length, blockBytes));
    }
    yield { first, digests: Buffer.concat(digests) };
  }
}

async function filesOf(subject: Subject, id: string): Promise<SubjectFile[]> {
  if (subject.id !== id) throw new ShipmentChangedError(subject.image, id, subject.id);
  return subjectFiles(subject);
}

function regular(files: readonly SubjectFile[], number: number): SubjectFile {
  const file = files[number];
  if (file?.kind !== 'SHIPMENT_FILE_KIND_REGULAR')
    throw new InvalidShipmentRequestError(`there is no file ${number} with bytes`);
  return file;
}
