import { join } from 'node:path';
import type { ServiceDefinition } from '@grpc/grpc-js';
import { loadSync, type PackageDefinition } from '@grpc/proto-loader';
import type {
  AgentServiceDefinition,
  AgentServiceHandlers,
} from '../../proto/gen/parikshan/v1/AgentService.js';
import type {
  CoordinatorServiceDefinition,
  CoordinatorServiceHandlers,
} from '../../proto/gen/parikshan/v1/CoordinatorService.js';
import type {
  ProxyServiceDefinition,
  ProxyServiceHandlers,
} from '../../proto/gen/parikshan/v1/ProxyService.js';
import { packageRoot } from '../config/mod.js';
import { LOADER_OPTIONS } from './loader-options.js';

/** The services of the contract, with the types generated for each. */
export interface Services {
  CoordinatorService: { definition: CoordinatorServiceDefinition; handlers: CoordinatorServiceHandlers };
  AgentService: { definition: AgentServiceDefinition; handlers: AgentServiceHandlers };
  ProxyService: { definition: ProxyServiceDefinition; handlers: ProxyServiceHandlers };
}
/** Name of a service without its package. */
export type ServiceName = keyof Services;

const PROTO_PACKAGE = 'parikshan.v1';
const PROTO_FILES: Record<ServiceName, string> = {
  CoordinatorService: 'parikshan/v1/coordinator.proto',
  AgentService: 'parikshan/v1/agent.proto',
  ProxyService: 'parikshan/v1/proxy.proto',
};

const loaded = new Map<ServiceName, PackageDefinition>();

/** What the .proto file of a service defines, and those it imports; read once, from the package's proto folder. */
export function packageDefinition(name: ServiceName): PackageDefinition {
  let definition = loaded.get(name);
  if (definition === undefined) {
    const includeDirs = [join(packageRoot(), 'proto')];
    definition = loadSync(PROTO_FILES[name], { ...LOADER_OPTIONS, includeDirs });
    loaded.set(name, definition);
  }
  return definition;
}

/** Full name of a service, as in health checks and reflection: `parikshan.v1.AgentService`. */
export function fullServiceName(name: ServiceName): string {
  return `${PROTO_PACKAGE}.${name}`;
}

/** The definition of a service: for each method its path, its kind and how its messages are read and written. */
export function serviceDefinition<Name extends ServiceName>(name: Name): Services[Name]['definition'] {
  return packageDefinition(name)[fullServiceName(name)] as ServiceDefinition as Services[Name]['definition'];
}
