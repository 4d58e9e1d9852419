import { connect, type Client } from '../../runtime/grpc/mod.js';

export type AgentClient = Client<'AgentService'>;
export type ProxyClient = Client<'ProxyService'>;

/** How agents and proxies are reached. */
export interface Clients {
  agent(target: string): AgentClient;
  proxy(target: string): ProxyClient;
}

/** Over gRPC. */
export const grpcClients: Clients = {
  agent: (target) => connect('AgentService', target),
  proxy: (target) => connect('ProxyService', target),
};
