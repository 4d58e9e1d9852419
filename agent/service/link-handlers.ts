// Calls about the ways between hosts.
import type { ServiceHandlers } from '../../runtime/grpc/mod.js';
import type { Links } from '../link/mod.js';

export interface LinkDependencies {
  readonly links: Links;
}

export function linkHandlers({
  links,
}: LinkDependencies): Pick<ServiceHandlers<'AgentService'>, 'measureLink' | 'probeLink'> {
  return {
    measureLink: ({ target }, { signal }) => links.measure(target, signal),
    probeLink: ({ bytes }, { signal }) => links.fill(bytes, signal),
  };
}
