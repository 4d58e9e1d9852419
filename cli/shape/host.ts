import type { Check__Output } from '../../proto/gen/parikshan/v1/Check.js';
import type { HostLink__Output } from '../../proto/gen/parikshan/v1/HostLink.js';
import type { Host__Output } from '../../proto/gen/parikshan/v1/Host.js';

/** A check in JSON. */
export function checkJson(check: Check__Output) {
  return {
    name: check.name,
    ok: check.ok,
    blocking: check.blocking,
    message: check.message,
    remedy: check.remedy,
  };
}

/** The way between a host and another one, in JSON. */
export function linkJson(link: HostLink__Output) {
  const measured = link.measuredAt !== '';
  return {
    peer: link.peer,
    roundTripUs: measured ? link.roundTripUs : null,
    bytesPerSecond: measured ? link.bytesPerSecond : null,
    measuredAt: measured ? link.measuredAt : null,
    fault: link.fault === '' ? null : link.fault,
    route: measured ? (link.route === 'TRANSFER_ROUTE_SSH' ? 'ssh' : 'direct') : null,
    sshFault: link.sshFault === '' ? null : link.sshFault,
  };
}

/** A host in JSON. */
export function hostJson(host: Host__Output) {
  const { name, agentAlive, proxyAlive, drained, labels, instances, clones, replicas, facts } = host;
  return {
    ...{ name, agentAlive, proxyAlive },
    lastHeardAt: host.lastHeardAt || null,
    drained,
    drainedAt: host.drainedAt || null,
    labels,
    agentVersion: host.agentVersion || null,
    proxyVersion: host.proxyVersion || null,
    cpus: known(host.cpus),
    loadAverage: host.loadAverage < 0 ? null : host.loadAverage,
    memoryBytes: known(host.memoryBytes),
    memoryAvailableBytes: known(host.memoryAvailableBytes),
    poolFreeBytes: known(host.poolFreeBytes),
    ...{ instances, clones, replicas, facts },
    checks: host.checks.map(checkJson),
    links: host.links.map(linkJson),
  };
}

/** Labels in one word each, by key: `disk=ssd zone=b`. */
export function labelWords(labels: Readonly<Record<string, string>>): string {
  return Object.entries(labels)
    .map(([key, value]) => (value === '' ? key : `${key}=${value}`))
    .sort()
    .join(' ');
}

function known(figure: number): number | null {
  return figure === 0 ? null : figure;
}
