import type { SshHop__Output } from '../../proto/gen/parikshan/v1/SshHop.js';
import { targetFault } from '../../runtime/config/mod.js';
import type { SshHop } from '../route/mod.js';
import { InvalidShipmentRequestError } from '../sync/mod.js';

/** The sshd to go through; null: directly. @throws InvalidShipmentRequestError */
export function requireHop(hop: SshHop__Output | null): SshHop | null {
  for (const target of hop === null ? [] : [hop.address, hop.target]) {
    const fault = target.startsWith('unix:') ? 'must be host:port.' : targetFault(target);
    if (fault !== undefined)
      throw new InvalidShipmentRequestError(`"${target}" is no place to go to through ssh, it ${fault}`);
  }
  return hop;
}
