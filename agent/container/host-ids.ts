// Who has which user and group ids of this host.
import { readFile } from 'node:fs/promises';
import { KeyedLock } from '../../runtime/keyed-lock/mod.js';
import { parseSubordinateIds, type IdClaim } from './id-range.js';

/** Instances and replicas get their ids here, one after the other. */
export class HostIds {
  readonly #claims: () => Promise<readonly IdClaim[]>;
  readonly #lock = new KeyedLock();

  /** @param claims of what this agent has written down */
  constructor(claims: () => Promise<readonly IdClaim[]>) {
    this.#claims = claims;
  }

  /** Hands over what is taken; what `take` chooses has to be written down when it resolves. */
  choose<T>(take: (claims: readonly IdClaim[]) => Promise<T>): Promise<T> {
    return this.#lock.run('ids', async () => {
      const [own, promised] = await Promise.all([this.#claims(), promisedToUsers()]);
      return take([...own, ...promised]);
    });
  }
}

/** Ids promised to users of the host. */
async function promisedToUsers(): Promise<IdClaim[]> {
  const texts = await Promise.all(
    ['/etc/subuid', '/etc/subgid'].map((path) => readFile(path, 'utf8').catch(() => '')),
  );
  return texts.flatMap(parseSubordinateIds).map((range) => ({ instance: undefined, range }));
}
