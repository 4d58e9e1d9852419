import type { MethodDefinition } from '@grpc/proto-loader';
import type { ServiceName, Services } from './services.js';

/** Methods of a service as generated, without the index signature that the generated types inherit. */
export type MethodName<Name extends ServiceName> = keyof {
  [
    Key in keyof Services[Name]['definition'] as string extends Key ? never : number extends Key ? never : Key
  ]: true;
} &
  string;

/** The four message types of a method: what is sent may leave fields out, what is received has all of them. */
export type Messages<Name extends ServiceName, Method extends MethodName<Name>> =
  Services[Name]['definition'][Method] extends MethodDefinition<
    infer Request,
    infer Response,
    infer ReceivedRequest,
    infer ReceivedResponse
  >
    ? {
        request: Request;
        response: Response;
        receivedRequest: ReceivedRequest;
        receivedResponse: ReceivedResponse;
      }
    : never;

/**
 * Kind of a method. The generated definitions do not say; the generated handlers do: only single answers take a
 * callback, and only single requests come as a field of the call.
 */
export type MethodKind<
  Name extends ServiceName,
  Method extends MethodName<Name>,
> = Services[Name]['handlers'][Method] extends (call: infer Call, ...rest: infer Rest) => void
  ? Call extends { request: unknown }
    ? Rest extends []
      ? 'server-stream'
      : 'unary'
    : Rest extends []
      ? 'bidi'
      : 'client-stream'
  : never;
