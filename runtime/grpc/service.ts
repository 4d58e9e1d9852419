import type { Readable } from 'node:stream';
import type {
  handleBidiStreamingCall,
  handleClientStreamingCall,
  handleServerStreamingCall,
  handleUnaryCall,
  sendUnaryData,
  ServerDuplexStream,
  ServerUnaryCall,
  ServerWritableStream,
  UntypedServiceImplementation,
} from '@grpc/grpc-js';
import { isCancelled, ParikshanError } from '../errors/mod.js';
import type { Logger } from '../log/mod.js';
import { callContext, type AnyCall, type CallContext } from './call-context.js';
import { readMessages, writeMessages } from './message-streams.js';
import type { Messages, MethodKind, MethodName } from './method-types.js';
import type { RunningCalls } from './running-calls.js';
import { serviceDefinition, type ServiceName } from './services.js';
import { toStatus } from './wire-error.js';

/** The function that serves a method: one message or a generator of them, for one message or an iterable of them. */
export type Handler<Name extends ServiceName, Method extends MethodName<Name>> = {
  unary: (
    request: Messages<Name, Method>['receivedRequest'],
    context: CallContext,
  ) => Promise<Messages<Name, Method>['response']>;
  'client-stream': (
    requests: AsyncIterable<Messages<Name, Method>['receivedRequest']>,
    context: CallContext,
  ) => Promise<Messages<Name, Method>['response']>;
  'server-stream': (
    request: Messages<Name, Method>['receivedRequest'],
    context: CallContext,
  ) => AsyncIterable<Messages<Name, Method>['response']>;
  bidi: (
    requests: AsyncIterable<Messages<Name, Method>['receivedRequest']>,
    context: CallContext,
  ) => AsyncIterable<Messages<Name, Method>['response']>;
}[MethodKind<Name, Method>];

/** One handler for each method of a service, by the method's name in lower camel case. */
export type ServiceHandlers<Name extends ServiceName> = {
  [Method in MethodName<Name> as Uncapitalize<Method>]: Handler<Name, Method>;
};

/** A service with its handlers, ready for startServer. */
export interface BoundService {
  readonly name: ServiceName;
  readonly implement: (calls: RunningCalls, log: Logger) => UntypedServiceImplementation;
}

type AnyHandler = (request: unknown, context: CallContext) => Promise<unknown> & AsyncIterable<unknown>;

/** Binds handlers to a service. `handlers` may be an instance of a class: methods keep their `this`. */
export function service<Name extends ServiceName>(name: Name, handlers: ServiceHandlers<Name>): BoundService {
  const own = handlers as unknown as Record<string, AnyHandler>;
  return {
    name,
    implement: (calls, log) =>
      Object.fromEntries(
        Object.entries(serviceDefinition(name)).map(([method, { requestStream, responseStream }]) => {
          const key = `${method.charAt(0).toLowerCase()}${method.slice(1)}`;
          const handler: AnyHandler = (request, context) => own[key]!(request, context);
          const serve = responseStream ? serveStream : serveSingle;
          return [method, serve(handler, requestStream, calls, log)];
        }),
      ),
  };
}

/** Methods that answer with one message. */
function serveSingle(handler: AnyHandler, requestStream: boolean, calls: RunningCalls, log: Logger) {
  const serve = (
    call: ServerUnaryCall<unknown, unknown> & Readable,
    callback: sendUnaryData<unknown>,
  ): void => {
    const { context, abort } = callContext(call, log);
    const request = requestStream ? readMessages(call, context.signal) : call.request;
    const work = (async () => {
      try {
        callback(null, await handler(request, context));
      } catch (error) {
        logFailure(error, call, context.log);
        callback(toStatus(error));
      }
    })();
    calls.add({ streaming: requestStream, abort }, work);
  };
  return serve as handleUnaryCall<unknown, unknown> & handleClientStreamingCall<unknown, unknown>;
}

/** Methods that answer with a stream. */
function serveStream(handler: AnyHandler, requestStream: boolean, calls: RunningCalls, log: Logger) {
  const serve = (
    call: ServerWritableStream<unknown, unknown> & ServerDuplexStream<unknown, unknown>,
  ): void => {
    const { context, abort } = callContext(call, log);
    const { signal } = context;
    const request = requestStream ? readMessages(call, signal) : call.request;
    let left: Promise<unknown> | undefined;
    const work = (async () => {
      try {
        await writeMessages(call, handler(request, context), signal, (promise) => {
          left = promise;
        });
        call.end();
      } catch (error) {
        logFailure(error, call, context.log);
        // grpc-js sends the status of an `error` event after what was written before it.
        call.emit('error', toStatus(error));
      }
      // The handler's own clean-up is part of the call: a stopping server waits for it.
      await left?.catch((error: unknown) => logFailure(error, call, context.log));
    })();
    calls.add({ streaming: true, abort }, work);
  };
  return serve as handleServerStreamingCall<unknown, unknown> & handleBidiStreamingCall<unknown, unknown>;
}

/** In full: what goes over the wire leaves out causes, and everything of errors that nobody foresaw. */
function logFailure(error: unknown, call: AnyCall, log: Logger): void {
  if (isCancelled(error)) log.debug({ err: error }, 'call cancelled');
  else if (error instanceof ParikshanError && error.code !== 'INTERNAL')
    log.info({ err: error, reason: error.reason }, 'call refused');
  else log.error({ err: error, peer: call.getPeer() }, 'call failed');
}
