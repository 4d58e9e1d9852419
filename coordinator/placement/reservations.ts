import { addClaim, isNothing, NO_CLAIM, type Claim, type Claims } from './claim.js';

/**
 * What is promised to clones in the making: it counts as taken on its host until the replicas stand, when the host's own figures show
 * it, or until it is given back. Kept in memory; after a restart it is made again from the records of clones, which hold the same claims.
 */
export class Reservations {
  readonly #byClone = new Map<string, Claims>();
  readonly #byHost = new Map<string, Claim>();

  /** @param kept what records of clones in the making say */
  constructor(kept: Iterable<readonly [clone: string, claims: Claims]> = []) {
    for (const [clone, claims] of kept) this.reserve(clone, claims);
  }

  /** What is promised on each host; a host without promises is not in it. For `place`: read it and reserve in one go, without waiting. */
  get byHost(): ReadonlyMap<string, Claim> {
    return this.#byHost;
  }

  /** What a clone has been promised; empty: nothing. */
  of(clone: string): Claims {
    return this.#byClone.get(clone) ?? {};
  }

  /** Promises a clone what it says, instead of what it was promised before. */
  reserve(clone: string, claims: Claims): void {
    this.release(clone);
    if (Object.keys(claims).length === 0) return;
    this.#byClone.set(clone, claims);
    for (const [host, claim] of Object.entries(claims)) this.#add(host, claim, 1);
  }

  /** Takes back what a clone was promised: its replicas stand, or it is given up. It need not have been promised anything. */
  release(clone: string): void {
    const claims = this.#byClone.get(clone);
    if (claims === undefined) return;
    this.#byClone.delete(clone);
    for (const [host, claim] of Object.entries(claims)) this.#add(host, claim, -1);
  }

  /** The same for one host: all of the clone's replicas there stand, or none will. */
  releaseHost(clone: string, host: string): void {
    const { [host]: claim, ...rest } = this.of(clone);
    if (claim !== undefined) this.reserve(clone, rest);
  }

  #add(host: string, claim: Claim, factor: 1 | -1): void {
    const sum = addClaim(this.#byHost.get(host) ?? NO_CLAIM, claim, factor);
    if (isNothing(sum)) this.#byHost.delete(host);
    else this.#byHost.set(host, sum);
  }
}
