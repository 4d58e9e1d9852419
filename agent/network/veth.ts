// The wire between the host and an instance.
import { readdir, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { run } from '../../runtime/command/mod.js';
import { hardwareAddress, hostInterfacePrefix, type Wire6 } from './address.js';

const CALL_TIMEOUT_MS = 10_000;

export interface Veth {
  readonly host: string;
  readonly peer: string;
  /** The container's address: the host routes it into the veth. */
  readonly address: string;
  /** The host's address on it. */
  readonly gateway: string;
  /** The same in IPv6; undefined: none. */
  readonly v6: Wire6 | undefined;
}

/** Makes the pair and configures the host side; replaces a leftover of the same name. */
export async function createVeth(veth: Veth): Promise<void> {
  await removeInterface(veth.host);
  const ends = [
    `link add name ${veth.host} address ${hardwareAddress(veth.gateway)}`,
    `type veth peer name ${veth.peer} address ${hardwareAddress(veth.address)}`,
  ];
  try {
    await batch([ends.join(' ')]);
    // Before it is up: it must have no IPv6 address that it was not given, nor believe what comes from the container.
    await configure(veth);
    await batch(hostSide(veth));
  } catch (error) {
    await removeInterface(veth.host);
    throw error;
  }
}

/** Removes an interface and, with it, the other end. None of that name is no error. */
export async function removeInterface(name: string): Promise<void> {
  if (!existsSync(`/sys/class/net/${name}`)) return;
  const result = await run('ip', ['link', 'delete', 'dev', name], {
    timeoutMs: CALL_TIMEOUT_MS,
    allowFailure: true,
  });
  // It may have gone with its container in between.
  if (result.code !== 0 && existsSync(`/sys/class/net/${name}`)) {
    throw new Error(`ip link delete ${name}: ${result.stderr.trim()}`);
  }
}

/** Host sides of this installation's veths. */
export async function listHostInterfaces(tag: string): Promise<string[]> {
  const names = await readdir('/sys/class/net');
  return names.filter((name) => name.startsWith(hostInterfacePrefix(tag)));
}

function hostSide({ host, address, gateway, v6 }: Veth): string[] {
  const before = [`address add ${gateway}/32 dev ${host}`];
  const after = [`route replace ${address}/32 dev ${host}`];
  if (v6 !== undefined) {
    before.push(
      `link set dev ${host} addrgenmode none`,
      `address add ${v6.gateway}/128 dev ${host} nodad noprefixroute`,
    );
    after.push(
      `neighbour replace ${v6.address} lladdr ${hardwareAddress(address)} dev ${host} nud permanent`,
      `route replace ${v6.address}/128 dev ${host}`,
    );
  }
  return [...before, `link set dev ${host} up`, ...after];
}

/** One call of ip for all: it stops at the first that fails. */
async function batch(commands: readonly string[]): Promise<void> {
  await run('ip', ['-batch', '-'], { timeoutMs: CALL_TIMEOUT_MS, input: `${commands.join('\n')}\n` });
}

async function configure({ host, v6 }: Veth): Promise<void> {
  const settings = {
    // A connection to 127.0.0.1 at a published port leads here; the firewall lets nothing else use this.
    [`ipv4/conf/${host}/route_localnet`]: '1',
    [`ipv6/conf/${host}/disable_ipv6`]: v6 === undefined ? '1' : '0',
    // What a container announces or advises never becomes a route of the host.
    [`ipv6/conf/${host}/accept_ra`]: '0',
    [`ipv6/conf/${host}/accept_redirects`]: '0',
  };
  for (const [name, value] of Object.entries(settings)) {
    const path = `/proc/sys/net/${name}`;
    if (existsSync(path)) await writeFile(path, value);
  }
}
