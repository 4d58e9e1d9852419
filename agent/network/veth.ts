// The wire between the host and an instance.
import { readdir, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { run } from '../../runtime/command/mod.js';
import { hostInterfacePrefix } from './address.js';

const CALL_TIMEOUT_MS = 10_000;

export interface Veth {
  readonly host: string;
  readonly peer: string;
  /** The container's address: the host routes it into the veth. */
  readonly address: string;
  /** The host's address on it. */
  readonly gateway: string;
}

/** Makes the pair and configures the host side; replaces a leftover of the same name. */
export async function createVeth(veth: Veth): Promise<void> {
  await removeInterface(veth.host);
  // One call of ip for all: it stops at the first that fails.
  const commands = [
    `link add name ${veth.host} type veth peer name ${veth.peer}`,
    `address add ${veth.gateway}/32 dev ${veth.host}`,
    `link set dev ${veth.host} up`,
    `route replace ${veth.address}/32 dev ${veth.host}`,
  ];
  try {
    await run('ip', ['-batch', '-'], { timeoutMs: CALL_TIMEOUT_MS, input: `${commands.join('\n')}\n` });
    await configure(veth.host);
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

async function configure(host: string): Promise<void> {
  const settings = {
    // A connection to 127.0.0.1 at a published port leads here; the firewall lets nothing else use this.
    [`ipv4/conf/${host}/route_localnet`]: '1',
    [`ipv6/conf/${host}/disable_ipv6`]: '1',
  };
  for (const [name, value] of Object.entries(settings)) {
    const path = `/proc/sys/net/${name}`;
    if (existsSync(path)) await writeFile(path, value);
  }
}
