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
  };
}

/** A host in JSON. */
export function hostJson(host: Host__Output) {
  return {
    name: host.name,
    agentAlive: host.agentAlive,
    proxyAlive: host.proxyAlive,
    facts: host.facts,
    checks: host.checks.map(checkJson),
    links: host.links.map(linkJson),
  };
}
