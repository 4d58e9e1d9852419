/** The steps that change nothing on the host: the way in, and whether it fits. */
import { arch } from 'node:os';
import { rm } from 'node:fs/promises';
import { targetScope } from '../../runtime/config/mod.js';
import type { Step } from '../../runtime/steps/mod.js';
import { formatSize } from '../output/mod.js';
import { unaryOptions } from '../coordinator.js';
import { checkHost } from './check-host.js';
import { known, type AddContext } from './context.js';
import { HostNotReadyError, HostUnreadableError } from './errors.js';
import { LOOK_SCRIPT, lookArguments, readFacts, type HostFacts } from './look.js';
import { packProduct } from './product.js';

/** Reaching several peers, each with its time limit, beside all else. */
const LOOK_MS = 60_000;
/** What Node calls a machine, and uname(1) too. */
const MACHINES: Readonly<Record<string, string>> = { x64: 'x86_64', arm64: 'aarch64' };

export const CONNECT: Step<AddContext> = {
  name: 'connect',
  async do({ host, request }, signal) {
    await host.connect(signal);
    return `${request.label} let us in.`;
  },
};

export const PACK: Step<AddContext> = {
  name: 'pack',
  async do(context, signal) {
    context.product = await packProduct(signal);
    const { name, bytes } = context.product;
    return `${name}, ${formatSize(bytes)}.`;
  },
  async undo({ product }) {
    if (product !== undefined) await rm(product.folder, { recursive: true, force: true });
  },
};

export const CHECK: Step<AddContext> = {
  name: 'check',
  async do(context, signal) {
    const { request, host, coordinator } = context;
    const { hosts } = await coordinator.getStatus({}, unaryOptions(signal));
    const { facts, clockAheadMs, clockDoubtMs } = await look(context, signal);
    const name = request.name ?? facts.hostName;
    context.facts = facts;
    context.knownBefore = hosts.some((one) => one.name === name);
    context.member = {
      name,
      address: request.address ?? facts.address ?? '',
      coordinator: request.coordinator,
      trustedNetwork: request.trustedNetwork,
      instanceNetwork: request.instanceNetwork,
      ssh: request.ssh,
      nodePath: facts.node?.path ?? 'node',
    };
    context.findings = checkHost(facts, {
      places: request.places,
      name,
      address: context.member.address,
      trustedNetwork: request.trustedNetwork,
      machine: MACHINES[arch()] ?? arch(),
      productBytes: known(context.product).bytes,
      coordinator: request.coordinator,
      natsServers: request.nats.servers,
      sshFiles: sshFiles(request),
      clockAheadMs,
      clockDoubtMs,
      nameTaken: hosts.some((one) => one.name === name && (one.agentAlive || one.proxyAlive)),
    });
    const failing = context.findings.filter(({ ok, blocking }) => !ok && blocking);
    if (failing.length > 0)
      throw new HostNotReadyError(
        request.label,
        failing.map((finding) => finding.name),
      );
    if (facts.userId !== 0) host.useSudo();
    return `${context.findings.length} checks, ${context.findings.filter(({ ok }) => !ok).length} warnings.`;
  },
};

interface Look {
  readonly facts: HostFacts;
  readonly clockAheadMs: number;
  readonly clockDoubtMs: number;
}

async function look({ request, host }: AddContext, signal: AbortSignal): Promise<Look> {
  const peers = [request.coordinator, ...request.nats.servers].filter(
    (target) => targetScope(target) !== 'machine',
  );
  const ask = async () => {
    const options = { what: 'the look at the host', timeoutMs: LOOK_MS, signal, allowFailure: true };
    const words = lookArguments(request.places, sshFiles(request), peers);
    const { stdout, stderr } = await host.script(LOOK_SCRIPT, words, options);
    const facts = readFacts(stdout);
    if (facts === undefined)
      throw new HostUnreadableError(request.label, (stderr.trim() || stdout.trim()).slice(-500));
    return facts;
  };
  const facts = await ask();
  const clock = await clockOf(host, signal);
  if (facts.userId === 0 || !facts.sudo) return { facts, ...clock };
  // What is for root only is seen by root only; the connection's address, by the user only.
  host.useSudo();
  const second = await ask();
  return { facts: { ...second, address: facts.address, userId: facts.userId, sudo: true }, ...clock };
}

/** Files on the host that its agent is going to read. */
function sshFiles({ ssh: { identity, knownHosts } }: AddContext['request']): string[] {
  return [identity, knownHosts].flatMap((file) => file ?? []);
}

/** How far the host's clock is ahead, by one short question: half of its way there and back is in doubt. */
async function clockOf(host: AddContext['host'], signal: AbortSignal) {
  const before = Date.now();
  const { stdout } = await host.script('date +%s%N', [], { what: 'the look at the clock', signal });
  const after = Date.now();
  const then = Number(stdout.trim().slice(0, -6));
  return { clockAheadMs: then - (before + after) / 2, clockDoubtMs: (after - before) / 2 };
}
