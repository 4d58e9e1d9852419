/** A placement in lines for a person. Pure. */
import { plural } from '../../runtime/figures/mod.js';
import { explainUnused, scoreText, type UnusedHost } from './explain.js';
import type { Placement } from './place.js';
import type { PlacementQuestion } from './question.js';
import { IN_SHORT } from './reason.js';

/** Unused hosts up to which each gets a line with all its reasons; of more, those with the same ones share a line. */
const TOLD_HOSTS = 20;
/** Hosts of such a line that are named. */
const NAMED_HOSTS = 3;

/** What a dry run prints: who gets how many replicas and why, and of everybody else why not and what would help. */
export function placementLines(question: PlacementQuestion, placement: Placement): string[] {
  const used = placement.placed ? placement.used : [];
  const unused = explainUnused(question, placement);
  return [
    ...used.map(
      ({ host, replicas, score }) =>
        `host: ${host} takes ${plural(replicas, 'replica')}: ${scoreText(score)}`,
    ),
    ...(unused.length > TOLD_HOSTS ? together(unused) : unused.map(alone)),
  ];
}

function alone({ host, reasons }: UnusedHost): string {
  const told = reasons.map(({ message, remedy }) => `${message} ${remedy}`);
  return `host: ${host} takes none: ${told.join(' ')}`;
}

/** The most hosts first. */
function together(unused: readonly UnusedHost[]): string[] {
  const groups = new Map<string, string[]>();
  for (const { host, reasons } of unused) {
    const why = reasons.map(({ code }) => IN_SHORT[code]).join(', ');
    const group = groups.get(why);
    if (group === undefined) groups.set(why, [host]);
    else group.push(host);
  }
  return [...groups]
    .sort(([, a], [, b]) => b.length - a.length)
    .map(([why, hosts]) => {
      const more = hosts.length > NAMED_HOSTS ? `, and ${hosts.length - NAMED_HOSTS} more` : '';
      const take = hosts.length === 1 ? 'takes' : 'take';
      return `${plural(hosts.length, 'host')} (${hosts.slice(0, NAMED_HOSTS).join(', ')}${more}) ${take} none: ${why}`;
    });
}
