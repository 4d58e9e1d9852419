import type { Check__Output } from '../../proto/gen/parikshan/v1/Check.js';
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

/** A host in JSON. */
export function hostJson(host: Host__Output) {
  return {
    name: host.name,
    agentAlive: host.agentAlive,
    proxyAlive: host.proxyAlive,
    facts: host.facts,
    checks: host.checks.map(checkJson),
  };
}
