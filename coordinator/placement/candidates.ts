/** Hosts that may have replicas, the best first. Pure. */
import { NO_CLAIM, type Claim } from './claim.js';
import { choiceReasons, labelReasons, machineReasons } from './filters.js';
import type { PlacementHost } from './placement-host.js';
import type { PlacementQuestion } from './question.js';
import { room } from './room.js';
import { boundWithoutLink, scoreTotal, type Link } from './score.js';

/** A host that may have replicas, as placing goes on. */
export interface Candidate {
  readonly host: PlacementHost;
  readonly reserved: Claim;
  readonly link: Link | undefined;
  /** Replicas that fit. */
  readonly room: number;
  /** For its next replica. */
  total: number;
  placed: number;
}

export interface Candidates {
  /** The best, best first: as many as there are replicas to be placed and spares wanted, or all. */
  readonly best: readonly Candidate[];
  /** Hosts that were found able, and the replicas they have room for: all of them, unless there are more than enough. */
  readonly able: number;
  readonly capacity: number;
}

/** Hosts that are told besides those that are used, should one of these fail. */
const SPARES = 8;

/**
 * Looks at few hosts of many: one that is not the source, holds nothing and to which no link was measured differs from its like by its load
 * alone, so these are looked at by load, until none that is left could be among the best.
 */
export function candidates(question: PlacementQuestion): Candidates {
  const { needs, fleet, links } = question;
  const search = new Search(question);
  const chosen = (name: string) => choiceReasons(needs, name).length === 0;
  const placesOf = (names: Iterable<string>) =>
    new Set([...names].filter(chosen).flatMap((name) => fleet.places.get(name) ?? []));
  if (needs.hosts.length > 0 || needs.mode === 'internal') {
    for (const place of placesOf([...needs.hosts, needs.source])) search.look(place);
    return search;
  }
  const apart = placesOf([needs.source, ...needs.held, ...links.keys()]);
  for (const place of apart) search.look(place);
  // Where no host is named, the source is the only one that the request may leave out.
  const source = fleet.places.get(needs.source);
  for (const place of fleet.byLoad) {
    if (search.isBeyond(boundWithoutLink(fleet.bestLoad[place]!))) break;
    if (place !== source && !apart.has(place)) search.look(place);
  }
  return search;
}

class Search implements Candidates {
  readonly best: (Candidate & { readonly place: number })[] = [];
  able = 0;
  capacity = 0;
  readonly #question: PlacementQuestion;
  readonly #kindFits: readonly boolean[];
  readonly #labelsFit: readonly boolean[];
  /** How many are kept. */
  readonly #most: number;

  constructor(question: PlacementQuestion) {
    const { needs, fleet } = question;
    this.#question = question;
    this.#most = needs.replicas + SPARES;
    this.#kindFits = fleet.kinds.map((kind) => machineReasons(needs, kind).length === 0);
    this.#labelsFit = fleet.labelSets.map((labels) => labelReasons(needs, labels).length === 0);
  }

  /** Whether hosts with no higher total than this cannot be among the best any more. */
  isBeyond(total: number): boolean {
    return this.best.length === this.#most && total < this.best.at(-1)!.total;
  }

  /** Takes a host that the request does not leave out into account. */
  look(place: number): void {
    const { needs, fleet, reserved, links } = this.#question;
    if (fleet.usable[place] === 0) return;
    if (!this.#kindFits[fleet.kindOf[place]!] || !this.#labelsFit[fleet.labelSetOf[place]!]) return;
    const host = fleet.hosts[place]!;
    const claim = reserved.get(host.name) ?? NO_CLAIM;
    const fits = room(needs, host, claim);
    if (fits < 1) return;
    this.able += 1;
    this.capacity += Math.min(fits, needs.replicas);
    const link = links.get(host.name);
    const total = scoreTotal(needs, host, { reserved: claim, placed: 0, link });
    if (!this.isBeyond(total))
      this.#insert({ host, reserved: claim, link, room: fits, total, placed: 0, place });
  }

  /** Into its place among the best; of equals the first by name is better. */
  #insert(candidate: Candidate & { readonly place: number }): void {
    let at = this.best.length;
    while (at > 0 && isBetter(candidate, this.best[at - 1]!)) at -= 1;
    this.best.splice(at, 0, candidate);
    if (this.best.length > this.#most) this.best.pop();
  }
}

interface Ranked {
  readonly total: number;
  readonly place: number;
}

function isBetter(a: Ranked, b: Ranked): boolean {
  return a.total > b.total || (a.total === b.total && a.place < b.place);
}
