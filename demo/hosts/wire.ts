/** The network between hosts: a bridge in a namespace of its own, where no rule of this machine applies to it. */
import { run } from '../../runtime/command/mod.js';
import { HOST_INTERFACE, OWN_PORT, type HostPlan, type LabPlan } from './lab-plan.js';

const TIMEOUT_MS = 10_000;
/** What a link may send at once, at any rate: a few full packets; bytes. */
const LEAST_BURST_BYTES = 16_384;
/** And at least this much of a second's worth, which the kernel's timer needs. */
const BURST_SECONDS = 0.01;
/** What waits longer for its turn is dropped, as a switch does; milliseconds. */
const QUEUE_MS = 100;

/** Makes the namespaces with all links up, and this machine's own link. */
export async function makeWire(plan: LabPlan): Promise<void> {
  for (const netns of [plan.wire, ...plan.hosts.map((host) => host.netns)]) await ip('netns', 'add', netns);
  await batch(plan.wire, [
    'link add bridge0 type bridge stp_state 0',
    'link set bridge0 up',
    'link set lo up',
  ]);
  for (const host of plan.hosts) await linkHost(plan, host);
  await batch(plan.wire, [
    `link add ${OWN_PORT} type veth peer name ${plan.ownLink}`,
    `link set ${plan.ownLink} netns ${process.pid}`,
    `link set ${OWN_PORT} master bridge0 up`,
  ]);
  await batch(undefined, [
    `address add ${plan.ownAddress}/24 dev ${plan.ownLink}`,
    `link set ${plan.ownLink} up`,
    // Clients of production are on this machine.
    ...plan.hosts.map((host) => `route add ${host.instanceNetwork} via ${host.address} dev ${plan.ownLink}`),
  ]);
}

async function linkHost(plan: LabPlan, { netns, port, address }: HostPlan): Promise<void> {
  await batch(plan.wire, [
    `link add ${port} type veth peer name ${HOST_INTERFACE} netns ${netns}`,
    `link set ${port} master bridge0 up`,
  ]);
  await batch(netns, [
    'link set lo up',
    `address add ${address}/24 dev ${HOST_INTERFACE}`,
    `link set ${HOST_INTERFACE} up`,
    `route add default via ${plan.ownAddress}`,
  ]);
}

/** Lets a host send and receive no more than this; undefined: as much as it can. Each direction has its own limit. */
export async function limitLink(
  plan: LabPlan,
  host: HostPlan,
  bitsPerSecond: number | undefined,
): Promise<void> {
  for (const [netns, device] of [
    [host.netns, HOST_INTERFACE],
    [plan.wire, host.port],
  ] as const) {
    await inNetns(netns, ['tc', 'qdisc', 'delete', 'dev', device, 'root'], true);
    if (bitsPerSecond === undefined) continue;
    const burst = Math.max(LEAST_BURST_BYTES, Math.ceil((bitsPerSecond / 8) * BURST_SECONDS));
    const limit = ['rate', `${bitsPerSecond}bit`, 'burst', `${burst}b`, 'latency', `${QUEUE_MS}ms`];
    await inNetns(netns, ['tc', 'qdisc', 'add', 'dev', device, 'root', 'tbf', ...limit]);
  }
}

/** Pulls the plug of a host, or puts it back. */
export async function plugLink(plan: LabPlan, host: HostPlan, state: 'up' | 'down'): Promise<void> {
  await batch(plan.wire, [`link set ${host.port} ${state}`]);
}

/** Removes this machine's own link with its address and routes; the kernel would do so too, when it gets to it. None is fine. */
export async function removeOwnLink(name: string): Promise<void> {
  await run('ip', ['link', 'delete', 'dev', name], { timeoutMs: TIMEOUT_MS, allowFailure: true });
}

/** Removes namespaces; the links go with them. The kernel frees one when its last process and socket are gone. */
export async function removeNamespaces(names: readonly string[]): Promise<void> {
  for (const name of names) await ip('netns', 'delete', name);
}

/** Names of all network namespaces of this machine that have one. */
export async function namespaces(): Promise<string[]> {
  const { stdout } = await run('ip', ['netns', 'list'], { timeoutMs: TIMEOUT_MS });
  return stdout.split('\n').flatMap((line) => line.split(' ')[0] || []);
}

/** Pids of everything in a named network namespace. */
export async function pidsIn(netns: string): Promise<number[]> {
  const { stdout } = await run('ip', ['netns', 'pids', netns], { timeoutMs: TIMEOUT_MS, allowFailure: true });
  return stdout.split('\n').filter(Boolean).map(Number);
}

async function inNetns(netns: string, command: readonly string[], allowFailure = false): Promise<void> {
  await run('nsenter', [`--net=/run/netns/${netns}`, ...command], { timeoutMs: TIMEOUT_MS, allowFailure });
}

async function ip(...words: string[]): Promise<void> {
  await run('ip', words, { timeoutMs: TIMEOUT_MS });
}

async function batch(netns: string | undefined, commands: readonly string[]): Promise<void> {
  const into = netns === undefined ? [] : ['-n', netns];
  await run('ip', [...into, '-batch', '-'], { timeoutMs: TIMEOUT_MS, input: `${commands.join('\n')}\n` });
}
