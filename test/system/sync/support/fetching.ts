import type { FetchCloneResponse } from '../../../../proto/gen/parikshan/v1/FetchCloneResponse.js';
import type { FetchDiskRequest__Output } from '../../../../proto/gen/parikshan/v1/FetchDiskRequest.js';
import type { FetchDiskResponse } from '../../../../proto/gen/parikshan/v1/FetchDiskResponse.js';
import type { TransferPart__Output } from '../../../../proto/gen/parikshan/v1/TransferPart.js';
import type { SyncHost } from './sync-host.js';

/** How a fetch in a test is called. */
export interface FetchOptions {
  readonly bytesPerSecond?: number;
  readonly signal?: AbortSignal;
  /** Sees every message. */
  readonly seen?: (message: FetchCloneResponse) => void;
}

/** Fetches a clone; answers the last message. */
export async function fetchClone(
  host: SyncHost,
  clone: string,
  source: string,
  options: FetchOptions = {},
): Promise<FetchCloneResponse> {
  const { bytesPerSecond = 0, signal = new AbortController().signal, seen } = options;
  const request = { clone, source, ssh: null, limits: { bytesPerSecond, streams: 0 } };
  let last: FetchCloneResponse | undefined;
  for await (const message of host.fetches.clone(request, signal)) {
    seen?.(message);
    last = message;
  }
  return last!;
}

/** Fetches a running disk; answers the messages that end a pass. */
export async function fetchDisk(
  host: SyncHost,
  request: Pick<FetchDiskRequest__Output, 'clone' | 'instance' | 'source'> &
    Partial<FetchDiskRequest__Output>,
): Promise<FetchDiskResponse[]> {
  const whole = { ssh: null, limits: null, smallBytes: 0, shrink: 0, mostPasses: 0, ...request };
  const passes: FetchDiskResponse[] = [];
  for await (const message of host.fetches.disk(whole, new AbortController().signal)) {
    if (message.passDone === true) passes.push(message);
  }
  return passes;
}

/** The two parts of a message; neither before the source has said what there is. */
export function partsOf({ parts }: FetchCloneResponse): {
  disk: TransferPart__Output;
  memory: TransferPart__Output;
} {
  // What is yielded has all fields, and its numbers are numbers.
  const [disk, memory] = (parts ?? []) as TransferPart__Output[];
  return { disk: disk!, memory: memory! };
}
