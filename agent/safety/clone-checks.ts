/** What must hold before an instance may be cloned: pure findings from facts, all reported together. */
import type { Check } from '../../proto/gen/parikshan/v1/Check.js';
import type { CloneFacts } from './facts.js';
import { fileFindings, mountFindings } from './file-findings.js';
import { hostFindings } from './host-findings.js';
import { objectFindings } from './object-findings.js';
import { processFindings } from './process-findings.js';
import { socketFindings } from './socket-findings.js';

/** Every check, passed or not. */
export function cloneChecks(facts: CloneFacts): Check[] {
  return [
    ...hostFindings(facts),
    ...processFindings(facts),
    ...objectFindings(facts),
    ...socketFindings(facts),
    ...fileFindings(facts),
    mountFindings(facts),
  ];
}
