// Calls about the ways between hosts.
import type { ServiceHandlers } from '../../runtime/grpc/mod.js';
import type { Links } from '../link/mod.js';
import { requireHop } from './ssh-hop.js';

export interface LinkDependencies {
  readonly links: Links;
}

export function linkHandlers({
  links,
}: LinkDependencies): Pick<ServiceHandlers<'AgentService'>, 'measureLink' | 'probeLink'> {
  return {
    measureLink: ({ target, ssh }, { signal }) => links.measure(target, requireHop(ssh), signal),
    probeLink: ({ bytes }, { signal }) => links.fill(bytes, signal),
  };
}
