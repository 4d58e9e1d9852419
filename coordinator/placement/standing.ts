import type { PlacementHost } from './placement-host.js';
import { reason, type Reason } from './reason.js';

/** What is in the way now, whatever is asked for. */
export function standingReasons(host: PlacementHost): Reason[] {
  const { name, agentAlive, proxyAlive, drained, blocking } = host;
  const reasons: Reason[] = [];
  if (!agentAlive) {
    const remedy = `Start \`parikshan agent\` on ${name}, or see its log.`;
    reasons.push(reason('agent-down', 'Its agent does not beat.', remedy));
  }
  if (!proxyAlive) {
    const remedy = `Start \`parikshan proxy\` on ${name}, or see its log.`;
    reasons.push(reason('proxy-down', 'Its proxy does not beat: nothing could feed a replica.', remedy));
  }
  if (drained) {
    const remedy = `\`parikshan host drain --undo ${name}\` lets it have new ones.`;
    reasons.push(reason('drained', 'It is drained: it gets nothing new.', remedy));
  }
  if (blocking.length > 0) {
    reasons.push(
      reason(
        'checks',
        `Checks fail there that must pass: ${blocking.join(', ')}.`,
        `\`parikshan host check ${name}\` says what to do about each.`,
      ),
    );
  }
  return reasons;
}
