/** Names and addresses of a lab. Pure: what an earlier run of the same place has left is found by them. */
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { parseNetwork } from '../../runtime/ip/mod.js';

/** Folders of a lab; each host has one of its name in either. */
export interface LabPlace {
  readonly stateDir: string;
  readonly runDir: string;
}

/** What there is on a host: agent and proxy; only what coordinates; nothing. */
export type HostKind = 'working' | 'control' | 'bare';

/** A host of a lab before it is made. */
export interface HostPlan {
  readonly name: string;
  readonly kind: HostKind;
  /** Its network namespace below /run/netns. */
  readonly netns: string;
  /** Its end of the link. */
  readonly address: string;
  /** The bridge's end of its link, in the wire's namespace. */
  readonly port: string;
  /** IPv4 network of its instances. */
  readonly instanceNetwork: string;
  readonly stateDir: string;
  readonly runDir: string;
}

/** A lab before it is made. */
export interface LabPlan {
  readonly place: LabPlace;
  /** Name of the namespace with the bridge; the hosts' begin with the same prefix. */
  readonly wire: string;
  /** The link of this machine itself to the bridge: whoever runs the lab is a machine beside the hosts. */
  readonly ownLink: string;
  readonly ownAddress: string;
  /** The network of all of them, e.g. 10.86.7.0/24. */
  readonly network: string;
  readonly hosts: readonly HostPlan[];
}

/** The interface of a host that leads to the bridge. */
export const HOST_INTERFACE = 'eth0';
/** Its end of the link in the wire's namespace begins with this. */
export const OWN_PORT = 'port-own';
const MOST_HOSTS = 100;
const FIRST_HOST_ADDRESS = 10;
const OWN_HOST_ADDRESS = 254;
/** Networks of instances: 10.(this + number of the host).(number of the lab).0/24. */
const FIRST_INSTANCE_OCTET = 88;

/** What names of everything of the lab at this place begin with; 11 characters. */
export function labPrefix(place: LabPlace): string {
  return `pkhost-${createHash('sha256').update(place.stateDir).digest('hex').slice(0, 4)}`;
}

/** @param number 0 to 255, which no other lab on this machine has */
export function planLab(
  place: LabPlace,
  planned: readonly { readonly name: string; readonly kind: HostKind }[],
  number: number,
): LabPlan {
  if (planned.length === 0 || planned.length > MOST_HOSTS)
    throw new Error(`a lab has 1 to ${MOST_HOSTS} hosts`);
  const prefix = labPrefix(place);
  return {
    place,
    wire: `${prefix}-wire`,
    ownLink: prefix,
    ownAddress: `10.86.${number}.${OWN_HOST_ADDRESS}`,
    network: `10.86.${number}.0/24`,
    hosts: planned.map(({ name, kind }, index) => ({
      name,
      kind,
      netns: `${prefix}-${name}`,
      address: `10.86.${number}.${FIRST_HOST_ADDRESS + index}`,
      port: `port${index}`,
      instanceNetwork: `10.${FIRST_INSTANCE_OCTET + index}.${number}.0/24`,
      stateDir: join(place.stateDir, name),
      runDir: join(place.runDir, name),
    })),
  };
}

/** The first number from `first` on whose network holds none of these addresses, 0 to 255 all round. */
export function freeNumber(first: number, taken: readonly string[]): number {
  for (let step = 0; step < 256; step += 1) {
    const number = (first + step) % 256;
    const network = parseNetwork(`10.86.${number}.0/24`);
    if (!taken.some((address) => network?.contains(address))) return number;
  }
  throw new Error('all networks 10.86.0.0/24 to 10.86.255.0/24 are in use on this machine');
}
