// The source's side of a transfer: answers what somebody else asks of a clone or generation.
import { open, type FileHandle } from 'node:fs/promises';
import { getDefaultHighWaterMark } from 'node:stream';
import type { ReadBlockDigestsRequest__Output } from '../../proto/gen/parikshan/v1/ReadBlockDigestsRequest.js';
import type { ReadBlockDigestsResponse } from '../../proto/gen/parikshan/v1/ReadBlockDigestsResponse.js';
import type { ReadShipmentRequest__Output } from '../../proto/gen/parikshan/v1/ReadShipmentRequest.js';
import type { ReadShipmentResponse } from '../../proto/gen/parikshan/v1/ReadShipmentResponse.js';
import { InvalidShipmentRequestError, ShipmentChangedError } from './errors.js';
import { piecesOf, type Piece } from './pieces.js';
import type { ReadPiece, ReadThreads } from './read-threads.js';
import { subjectFiles, type Subject, type SubjectFile } from './shipment.js';

/** How far reading is ahead of what the taker has room for, pieces of one call. */
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

/** The pieces that were asked for, in order. @throws InvalidShipmentRequestError, ShipmentChangedError, ReadThreadError */
export async function* readShipment(
  subject: Subject,
  { id, ranges }: Pick<ReadShipmentRequest__Output, 'id' | 'ranges'>,
  readers: ReadThreads,
): AsyncGenerator<ReadShipmentResponse> {
  const files = await filesOf(subject, id);
  const opened = new Map<number, Promise<FileHandle>>();
  const ahead: { piece: Piece; read: Promise<ReadPiece> }[] = [];
  const sent: ReadPiece[] = [];
  try {
    for (const range of ranges) {
      const file = regular(files, range.file);
      if (range.length === 0 || range.offset + range.length > file.size)
        throw new InvalidShipmentRequestError(`${file.path} has no ${range.length} bytes at ${range.offset}`);
      let handle = opened.get(range.file);
      if (handle === undefined) opened.set(range.file, (handle = open(file.source, 'r')));
      const { fd } = await handle;
      for (const piece of piecesOf(range.file, range)) {
        const read = readers.read(fd, piece.offset, piece.length);
        // It is looked at when its turn comes.
        read.catch(() => undefined);
        ahead.push({ piece, read });
        if (ahead.length > AHEAD) yield await answered(ahead.shift()!, sent);
      }
    }
    while (ahead.length > 0) yield await answered(ahead.shift()!, sent);
  } finally {
    // The thread reads from these descriptors until it has answered.
    await Promise.allSettled(ahead.map(({ read }) => read));
    await Promise.allSettled([...opened.values()].map(async (handle) => (await handle).close()));
  }
}

async function answered(
  next: { piece: Piece; read: Promise<ReadPiece> },
  sent: ReadPiece[],
): Promise<ReadShipmentResponse> {
  const read = await next.read;
  sent.push(read);
  if (sent.length > UNWRITTEN) sent.shift()!.done();
  const { file, offset, length } = next.piece;
  return {
    file,
    offset,
    length,
    digest: read.digest,
    ...(read.data === undefined ? {} : { data: read.data }),
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
