/** What a dry run says of the hosts that get no replica, and what a refusal says. Pure. */
import { plural } from '../../runtime/figures/mod.js';
import { NO_CLAIM } from './claim.js';
import { choiceReasons, labelReasons, machineReasons } from './filters.js';
import type { Obstacle, Placement } from './place.js';
import type { PlacementQuestion } from './question.js';
import type { PlacementHost } from './placement-host.js';
import { IN_SHORT, reason, type Reason, type ReasonCode } from './reason.js';
import { gibibytes, room, roomReasons } from './room.js';
import { score, type Score } from './score.js';
import { standingReasons } from './standing.js';

/** A host without replicas, and why: at least one reason. */
export interface UnusedHost {
  readonly host: string;
  readonly reasons: readonly Reason[];
}

/** A refusal for a person. */
export interface Refusal {
  readonly message: string;
  readonly remedy: string;
}

/** Hosts up to which a refusal tells the reasons of each; of more it counts them. */
const TOLD_HOSTS = 4;

/** Every host of the fleet that gets no replica, by name, with all that is in its way. */
export function explainUnused(question: PlacementQuestion, placement: Placement): UnusedHost[] {
  const { needs, fleet } = question;
  const used = new Set(placement.placed ? placement.hosts : []);
  const ofKinds = fleet.kinds.map((kind) => machineReasons(needs, kind));
  const ofLabels = fleet.labelSets.map((labels) => labelReasons(needs, labels));
  const unused: UnusedHost[] = [];
  fleet.hosts.forEach((host, place) => {
    if (used.has(host.name)) return;
    const reasons = [
      ...choiceReasons(needs, host.name),
      ...standingReasons(host),
      ...ofLabels[fleet.labelSetOf[place]!]!,
      ...ofKinds[fleet.kindOf[place]!]!,
      ...roomReasons(needs, host, question.reserved.get(host.name)),
    ];
    unused.push({
      host: host.name,
      reasons: reasons.length > 0 ? reasons : [ableReason(question, placement, host)],
    });
  });
  return unused;
}

/** Why a host that could take a replica gets none. */
function ableReason(
  { needs, reserved, links }: PlacementQuestion,
  placement: Placement,
  host: PlacementHost,
) {
  const claim = reserved.get(host.name) ?? NO_CLAIM;
  if (!placement.placed) {
    const fits = Math.min(room(needs, host, claim), needs.replicas);
    return reason(
      'not-enough',
      `It could take ${fits} of the ${needs.replicas} replicas.`,
      'Nothing is in its way; see what is in the way of others.',
    );
  }
  if (needs.replicas === 0) {
    return reason('outscored', 'No replica was asked for.', 'Ask for replicas.');
  }
  const own = score(needs, host, { reserved: claim, placed: 0, link: links.get(host.name) });
  const best = placement.used.map(({ host: name, score: { total } }) => `${name} ${total.toFixed(2)}`);
  return reason(
    'outscored',
    `It could take one, and does not score higher: ${scoreText(own)}; used: ${best.join(', ')}.`,
    `Name it with --host ${host.name}, or ask for more --spread.`,
  );
}

/** `0.62 (load 0.40, nearness 0.83, bandwidth 0.85)`. */
export function scoreText({ total, load, nearness, bandwidth }: Score): string {
  const [l, n, b] = [load, nearness, bandwidth].map((part) => part.toFixed(2));
  return `${total.toFixed(2)} (load ${l}, nearness ${n}, bandwidth ${b})`;
}

/** A refusal in words; it names what is in the way of hosts that could otherwise have helped. */
export function explainRefusal(question: PlacementQuestion, obstacle: Obstacle): Refusal {
  const { needs } = question;
  switch (obstacle.kind) {
    case 'spread-over-replicas':
      return {
        message: `${plural(needs.replicas, 'replica')} cannot be on ${needs.spread} hosts.`,
        remedy: 'Ask for more replicas, or for less spread.',
      };
    case 'hosts-unknown':
      return {
        message: `There is no host ${obstacle.hosts.join(', ')}.`,
        remedy: 'See `parikshan host list` for the hosts there are.',
      };
    case 'source-full':
      return {
        message: `The memory images need ${gibibytes(needs.memory.imageBytes)} on ${needs.source}, where the instance runs; it has less to give.`,
        remedy: 'Remove clones that are no longer needed (`parikshan clone list`), or free memory there.',
      };
    case 'too-few-hosts':
      return withReasons(
        question,
        obstacle,
        obstacle.able === 0
          ? 'No host can take a replica'
          : `Replicas are to be on at least ${obstacle.needed} hosts, and only ${obstacle.able} can take one`,
      );
    case 'too-little-room':
      return withReasons(
        question,
        obstacle,
        `There is room for ${obstacle.replicas} of ${plural(needs.replicas, 'replica')}, on ${plural(obstacle.able, 'host')}`,
      );
  }
}

/** Codes of hosts that the request itself leaves out. */
const LEFT_OUT: ReadonlySet<ReasonCode> = new Set(['not-named', 'mode']);

function withReasons(question: PlacementQuestion, obstacle: Obstacle, sentence: string): Refusal {
  const hindered = explainUnused(question, { placed: false, obstacle }).filter(
    ({ reasons }) => reasons[0]?.code !== 'not-enough',
  );
  const considered = hindered.filter(({ reasons }) => !reasons.some(({ code }) => LEFT_OUT.has(code)));
  return inWords(sentence, considered.length > 0 ? considered : hindered);
}

function inWords(sentence: string, hindered: readonly UnusedHost[]): Refusal {
  if (hindered.length === 0) {
    return { message: `${sentence}.`, remedy: 'Ask for fewer replicas or less spread, or add hosts.' };
  }
  if (hindered.length > TOLD_HOSTS) {
    return {
      message: `${sentence}: ${tally(hindered)}.`,
      remedy: '`parikshan clone create --dry-run` says of each host why not, and what would help.',
    };
  }
  const told = hindered.map(
    ({ host, reasons }) => `${host}: ${reasons.map(({ message }) => message).join(' ')}`,
  );
  const remedies = new Set(hindered.flatMap(({ reasons }) => reasons.map(({ remedy }) => remedy)));
  return { message: `${sentence}. ${told.join(' ')}`, remedy: [...remedies].join(' ') };
}

/** How many hosts are hindered by what, the most frequent first. A host may be counted under several. */
function tally(hosts: readonly UnusedHost[]): string {
  const counts = new Map<ReasonCode, number>();
  for (const { reasons } of hosts)
    for (const code of new Set(reasons.map((each) => each.code)))
      counts.set(code, (counts.get(code) ?? 0) + 1);
  return [...counts]
    .sort(([a, one], [b, other]) => other - one || a.localeCompare(b))
    .map(([code, count]) => `${count} ${IN_SHORT[code]}`)
    .join(', ');
}
