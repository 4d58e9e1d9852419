/** gRPC as async functions and generators: servers with health and reflection, clients, typed errors on the wire. */
export { fullServiceName, serviceDefinition, type ServiceName, type Services } from './services.js';
export type { Messages, MethodKind, MethodName } from './method-types.js';
export { service, type BoundService, type Handler, type ServiceHandlers } from './service.js';
export type { CallContext } from './call-context.js';
export { startServer, type RunningServer, type ServerOptions } from './server.js';
export {
  connect,
  type Client,
  type ClientMethod,
  type ConnectOptions,
  type StreamCallOptions,
  type UnaryCallOptions,
} from './client.js';
export { isServing, waitUntilServing, type ServingOptions } from './health-client.js';
export { AddressInUseError, CannotListenError, NotServingError, ServerStoppingError } from './errors.js';
export { abortable } from './abortable.js';
