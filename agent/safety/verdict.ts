/** How a check is worded. */
import type { Check } from '../../proto/gen/parikshan/v1/Check.js';
import type { ContainerProcess } from './facts.js';

/** Longest command line shown, characters. */
const COMMAND_CHARACTERS = 60;
/** Faults told of one check; of more, their number. */
const MOST_TOLD = 5;

export interface Wording {
  readonly name: string;
  /** What is said when nothing is wrong. */
  readonly well: string;
  /** What would go wrong. */
  readonly consequence: string;
  readonly remedy: string;
  /** False: the clone is made all the same. */
  readonly blocking?: boolean;
}

/** A check from the faults that were found: none, and it passed. */
export function judged(wording: Wording, faults: readonly string[]): Check {
  const { name, well, consequence, remedy, blocking = true } = wording;
  const ok = faults.length === 0;
  return {
    name,
    ok,
    message: ok ? well : `${told(faults)}: ${consequence}`,
    remedy: ok ? '' : remedy,
    blocking,
  };
}

function told(faults: readonly string[]): string {
  const different = [...new Set(faults)];
  const more = different.length - MOST_TOLD;
  return [...different.slice(0, MOST_TOLD), ...(more > 0 ? [`and ${more} more`] : [])].join('; ');
}

/** A process for people: on the host, in the container, and what it runs. */
export function who({
  name,
  pid,
  innerPid,
  command,
}: Pick<ContainerProcess, 'name' | 'pid' | 'innerPid' | 'command'>): string {
  return `${name} (pid ${pid}, ${innerPid} in the container${ran(command, name)})`;
}

/** The command line, shortened; nothing when it says no more than the name. */
export function ran(command: string, name: string): string {
  if (command === '' || command === name) return '';
  // One line of a message, and no control character of somebody else's on a terminal.
  // eslint-disable-next-line no-control-regex
  const plain = command.replace(/[\x00-\x1f\x7f]+/g, ' ').trim();
  const short = plain.length > COMMAND_CHARACTERS ? `${plain.slice(0, COMMAND_CHARACTERS)}…` : plain;
  return `, ${short}`;
}
