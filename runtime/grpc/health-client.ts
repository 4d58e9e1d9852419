import { setTimeout as delay } from 'node:timers/promises';
import { Client, credentials, Metadata, type ServiceError } from '@grpc/grpc-js';
import { CancelledError } from '../errors/mod.js';
import { CLIENT_OPTIONS } from './channel-options.js';
import { NotServingError } from './errors.js';
import { fullServiceName, type ServiceName } from './services.js';

/** Between two attempts, so that a server that ends every watch is not asked in a tight loop. */
const RETRY_PAUSE_MS = 50;

/** How long to wait for a role. */
export interface ServingOptions {
  /** Milliseconds. */
  readonly timeoutMs: number;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Returns when the service at the target says that it serves (grpc.health.v1 Watch; connects again until then).
 * @throws NotServingError after `timeoutMs`, CancelledError when aborted
 */
export async function waitUntilServing(
  name: ServiceName,
  target: string,
  options: ServingOptions,
): Promise<void> {
  const { timeoutMs, signal } = options;
  const deadline = new Date(Date.now() + timeoutMs);
  const client = new Client(target, credentials.createInsecure(), CLIENT_OPTIONS);
  let last = 'nobody answers there.';
  try {
    while (!signal?.aborted && Date.now() < deadline.getTime()) {
      try {
        await ready(client, deadline, signal);
        if (await watch(client, name, deadline, signal, (said) => (last = said))) return;
      } catch (error) {
        last = error instanceof Error ? error.message : String(error);
      }
      await delay(RETRY_PAUSE_MS, undefined, { signal }).catch(() => {});
    }
  } finally {
    client.close();
  }
  if (signal?.aborted) throw new CancelledError(`Waiting for ${name} was cancelled.`, signal.reason);
  throw new NotServingError(name, target, timeoutMs, last);
}

/** Whether the service says at this moment that it serves. False when it cannot be reached in `timeoutMs`, or when aborted. */
export async function isServing(
  name: ServiceName,
  target: string,
  options: ServingOptions,
): Promise<boolean> {
  const client = new Client(target, credentials.createInsecure(), CLIENT_OPTIONS);
  const check = (await healthService())['Check']!;
  const deadline = new Date(Date.now() + options.timeoutMs);
  let onAbort = (): void => {};
  try {
    return await new Promise<boolean>((resolve) => {
      const call = client.makeUnaryRequest(
        check.path,
        check.requestSerialize,
        check.responseDeserialize,
        { service: fullServiceName(name) },
        new Metadata(),
        { deadline },
        (error: ServiceError | null, response?: object) =>
          resolve(error === null && (response as { status: string }).status === 'SERVING'),
      );
      onAbort = () => call.cancel();
      if (options.signal?.aborted) onAbort();
      options.signal?.addEventListener('abort', onAbort, { once: true });
    });
  } finally {
    options.signal?.removeEventListener('abort', onAbort);
    client.close();
  }
}

/** Loaded when health is asked for: most clients never do. */
async function healthService() {
  return (await import('grpc-health-check')).service;
}

function ready(client: Client, deadline: Date, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const onAbort = (): void => reject(new CancelledError());
    signal?.addEventListener('abort', onAbort, { once: true });
    client.waitForReady(deadline, (error) => {
      signal?.removeEventListener('abort', onAbort);
      if (error === undefined || error === null) resolve();
      else reject(new Error('nobody answers there.'));
    });
  });
}

/** Watches until the service serves (true) or the stream ends (throws why). */
async function watch(
  client: Client,
  name: ServiceName,
  deadline: Date,
  signal: AbortSignal | undefined,
  said: (status: string) => void,
): Promise<boolean> {
  const method = (await healthService())['Watch']!;
  const request = { service: fullServiceName(name) };
  const call = client.makeServerStreamRequest(
    method.path,
    method.requestSerialize,
    method.responseDeserialize,
    request,
    new Metadata(),
    { deadline },
  );
  call.on('error', () => {});
  const onAbort = (): void => call.cancel();
  signal?.addEventListener('abort', onAbort, { once: true });
  try {
    for await (const { status } of call as AsyncIterable<{ status: string }>) {
      said(`it says ${status}.`);
      if (status === 'SERVING') return true;
    }
    return false;
  } finally {
    signal?.removeEventListener('abort', onAbort);
    call.cancel();
  }
}
