import { parseNetwork, type Network } from '../ip/mod.js';
import { targetFault, targetPort, targetScope } from './target.js';

/** How a role is reached, as it was asked for. */
export interface ReachRequest {
  readonly role: string;
  readonly listen: string;
  readonly coordinatorTarget: string;
  /** Undefined: not given. */
  readonly advertise: string | undefined;
  readonly trustedNetwork: string | undefined;
}

/**
 * What is wrong with where a role listens and what it tells others of it, all at once; and the network whose machines it
 * believes, undefined when it serves this machine only. Pure.
 */
export function checkReach(request: ReachRequest): { faults: string[]; trusted: Network | undefined } {
  const { listen, coordinatorTarget, advertise, trustedNetwork } = request;
  const faults = [
    ...namedFaults('listen', listen),
    ...namedFaults('coordinator', coordinatorTarget),
    ...(advertise === undefined ? [] : namedFaults('advertise', advertise)),
  ];
  const trusted = trustedNetwork === undefined ? undefined : parseNetwork(trustedNetwork);
  if (trustedNetwork !== undefined && (trusted === undefined || trustedNetwork.endsWith('/0')))
    faults.push(
      `--trusted-network ${trustedNetwork}: must be a network like 10.0.0.0/24 or fd00:1:2:3::/64, and not everybody.`,
    );
  if (faults.length > 0) return { faults, trusted: undefined };
  faults.push(...listenFaults(request), ...advertiseFaults(request));
  return { faults, trusted: targetScope(listen) === 'machine' ? undefined : trusted };
}

function namedFaults(name: string, target: string): string[] {
  const fault = targetFault(target);
  return fault === undefined ? [] : [`--${name} ${target}: ${fault}`];
}

function listenFaults({ listen, advertise, trustedNetwork }: ReachRequest): string[] {
  const scope = targetScope(listen);
  if (scope === 'machine') return [];
  const faults = [];
  if (trustedNetwork === undefined)
    faults.push(
      `--listen ${listen}: others reach this, and calls are not encrypted yet. Say whose calls are believed: --trusted-network A.B.C.D/N.`,
    );
  if (scope === 'any-address' && advertise === undefined)
    faults.push(`--listen ${listen}: say under which address others reach it: --advertise HOST:PORT.`);
  return faults;
}

function advertiseFaults({ role, listen, advertise, coordinatorTarget }: ReachRequest): string[] {
  const told = advertise ?? listen;
  if (advertise !== undefined && targetScope(advertise) === 'any-address')
    return [`--advertise ${advertise}: that is no address others could call.`];
  if (advertise !== undefined && targetPort(advertise) === 0)
    return [`--advertise ${advertise}: others need a port that is known.`];
  // What is told to a coordinator on another machine must lead back here.
  const far = role !== 'coordinator' && targetScope(coordinatorTarget) !== 'machine';
  return far && targetScope(told) === 'machine'
    ? [
        `--coordinator ${coordinatorTarget} may be another machine, which cannot reach ${told}: give --listen HOST:PORT, or --advertise.`,
      ]
    : [];
}
