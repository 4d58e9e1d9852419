import type { PreDump__Output } from '../../../proto/gen/parikshan/v1/PreDump.js';
import { plural } from '../../../runtime/figures/mod.js';
import { formatSize } from '../../output/mod.js';
import type { Detail } from '../../output/mod.js';

/** What was copied ahead of the freeze, and why no more; nothing where it is not known. */
export function preDumpDetails(preDump: PreDump__Output | null): readonly Detail[] {
  if (preDump === null) return [];
  const { rounds, bytes, why } = preDump;
  const said = rounds === 0 ? 'nothing' : `${formatSize(bytes)} in ${plural(rounds, 'round')}`;
  return [['copied ahead', `${said}: ${why}`]];
}
