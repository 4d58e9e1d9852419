import { Client as GrpcClient, credentials, Metadata, type CallOptions } from '@grpc/grpc-js';
import type { Readable, Writable } from 'node:stream';
import { CancelledError } from '../errors/mod.js';
import { CLIENT_OPTIONS } from './channel-options.js';
import { readMessages, writeMessages } from './message-streams.js';
import type { Messages, MethodKind, MethodName } from './method-types.js';
import { serviceDefinition, type ServiceName } from './services.js';
import { fromServiceError, type CallSite } from './wire-error.js';

/** How to make a call that has one answer. */
export interface UnaryCallOptions {
  /** How long to wait for the answer, milliseconds; then the call fails with reason DEADLINE_EXCEEDED. */
  readonly timeoutMs: number;
  /** Cancels the call when aborted: it fails with a CancelledError, and the handler's signal is aborted. */
  readonly signal?: AbortSignal | undefined;
}

/** How to make a call that streams. */
export interface StreamCallOptions {
  /** Longest life of the stream, milliseconds. Default: as long as it takes. */
  readonly timeoutMs?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * A method as its caller sees it. Calls that fail throw a RemoteError with what the handler threw, or with reason
 * UNREACHABLE, DEADLINE_EXCEEDED, UNIMPLEMENTED or GRPC_… where the transport failed. A stream's call begins with its
 * first `next()` and is cancelled by leaving the loop.
 */
export type ClientMethod<Name extends ServiceName, Method extends MethodName<Name>> = {
  unary: (
    request: Messages<Name, Method>['request'],
    options: UnaryCallOptions,
  ) => Promise<Messages<Name, Method>['receivedResponse']>;
  'client-stream': (
    requests: AsyncIterable<Messages<Name, Method>['request']>,
    options: UnaryCallOptions,
  ) => Promise<Messages<Name, Method>['receivedResponse']>;
  'server-stream': (
    request: Messages<Name, Method>['request'],
    options?: StreamCallOptions,
  ) => AsyncIterable<Messages<Name, Method>['receivedResponse']>;
  bidi: (
    requests: AsyncIterable<Messages<Name, Method>['request']>,
    options?: StreamCallOptions,
  ) => AsyncIterable<Messages<Name, Method>['receivedResponse']>;
}[MethodKind<Name, Method>];

/** A client of one service: its methods in lower camel case. */
export type Client<Name extends ServiceName> = {
  [Method in MethodName<Name> as Uncapitalize<Method>]: ClientMethod<Name, Method>;
} & {
  /** Lets go of the connection; calls under way go on. */
  close(): void;
};

/** What is not the same for all clients. */
export interface ConnectOptions {
  /**
   * How much may be under way to this client, bytes; default: HTTP/2's 64 KiB, which is too little for much data over a
   * distance.
   */
  readonly windowBytes?: number;
}

interface AnyMethod {
  readonly path: string;
  readonly requestSerialize: (value: unknown) => Buffer;
  readonly responseDeserialize: (bytes: Buffer) => unknown;
  readonly requestStream: boolean;
  readonly responseStream: boolean;
}

/**
 * A client of a service at a target (`unix:/path` or `host:port`). Connects with the first call and again whenever the
 * connection is lost; calls made meanwhile fail at once with reason UNREACHABLE.
 */
export function connect<Name extends ServiceName>(
  name: Name,
  target: string,
  options: ConnectOptions = {},
): Client<Name> {
  const { windowBytes } = options;
  const window = windowBytes === undefined ? {} : { 'grpc-node.flow_control_window': windowBytes };
  const grpc = new GrpcClient(target, credentials.createInsecure(), { ...CLIENT_OPTIONS, ...window });
  const methods = Object.entries(serviceDefinition(name) as unknown as Record<string, AnyMethod>).map(
    ([method, definition]) => {
      const site: CallSite = { service: name, method, target };
      const call = definition.responseStream
        ? (request: unknown, options: StreamCallOptions = {}) =>
            streamCall(grpc, definition, site, request, options)
        : (request: unknown, options: UnaryCallOptions) =>
            singleCall(grpc, definition, site, request, options);
      return [`${method.charAt(0).toLowerCase()}${method.slice(1)}`, call] as const;
    },
  );
  return { ...Object.fromEntries(methods), close: () => grpc.close() } as unknown as Client<Name>;
}

async function singleCall(
  grpc: GrpcClient,
  method: AnyMethod,
  site: CallSite,
  request: unknown,
  options: UnaryCallOptions,
): Promise<unknown> {
  const { signal } = options;
  if (signal?.aborted) throw new CancelledError(`${site.method} was not called.`, signal.reason);
  const { path, requestSerialize, responseDeserialize } = method;
  const answered = new AbortController();
  let onAbort: (() => void) | undefined;
  try {
    return await new Promise<unknown>((resolve, reject) => {
      const done = (error: Error | null, response?: unknown): void =>
        error === null ? resolve(response) : reject(error);
      const rest = [path, requestSerialize, responseDeserialize] as const;
      const settings = callOptions(options);
      const call = method.requestStream
        ? grpc.makeClientStreamRequest(...rest, new Metadata(), settings, done)
        : grpc.makeUnaryRequest(...rest, request, new Metadata(), settings, done);
      onAbort = () => call.cancel();
      signal?.addEventListener('abort', onAbort, { once: true });
      if (method.requestStream)
        sendAll(call as unknown as Writable, request as AsyncIterable<unknown>, answered.signal).catch(
          (error: Error) => {
            reject(error);
            call.cancel();
          },
        );
    });
  } catch (error) {
    throw fromServiceError(error, site, signal);
  } finally {
    answered.abort();
    if (onAbort !== undefined) signal?.removeEventListener('abort', onAbort);
  }
}

async function* streamCall(
  grpc: GrpcClient,
  method: AnyMethod,
  site: CallSite,
  request: unknown,
  options: StreamCallOptions,
): AsyncGenerator<unknown> {
  const { signal } = options;
  if (signal?.aborted) throw new CancelledError(`${site.method} was not called.`, signal.reason);
  const { path, requestSerialize, responseDeserialize } = method;
  const rest = [path, requestSerialize, responseDeserialize] as const;
  const settings = callOptions(options);
  const call = method.requestStream
    ? grpc.makeBidiStreamRequest(...rest, new Metadata(), settings)
    : grpc.makeServerStreamRequest(...rest, request, new Metadata(), settings);
  // Cancelling makes grpc-js emit an error that nobody listens to any more once the loop was left.
  call.on('error', () => {});
  const onAbort = (): void => call.cancel();
  signal?.addEventListener('abort', onAbort, { once: true });
  const over = new AbortController();
  let requestFailure: Error | undefined;
  if (method.requestStream)
    sendAll(call as unknown as Writable, request as AsyncIterable<unknown>, over.signal).catch(
      (error: unknown) => {
        if (over.signal.aborted) return;
        requestFailure = error instanceof Error ? error : new Error(String(error));
        call.cancel();
      },
    );
  try {
    yield* readMessages(call as Readable, over.signal);
  } catch (error) {
    throw requestFailure ?? fromServiceError(error, site, signal);
  } finally {
    over.abort();
    signal?.removeEventListener('abort', onAbort);
    call.cancel();
  }
}

/** Writes all requests, then says that there are no more. The answer's end ends it too, whether or not all were sent. */
async function sendAll(call: Writable, requests: AsyncIterable<unknown>, over: AbortSignal): Promise<void> {
  try {
    await writeMessages(call, requests, over, (left) => void left.catch(() => {}));
    call.end();
  } catch (error) {
    if (!over.aborted) throw error;
  }
}

function callOptions(options: StreamCallOptions): CallOptions {
  return options.timeoutMs === undefined ? {} : { deadline: new Date(Date.now() + options.timeoutMs) };
}
