import { hasReason, toParikshanError } from '../../runtime/errors/mod.js';
import type { Route, RoutePlan, SshHop } from '../links/mod.js';

export interface ByRoute {
  /** @param hop through which sshd; null: directly. Resolves with what was done */
  readonly attempt: (hop: SshHop | null) => Promise<string>;
  readonly signal: AbortSignal;
  readonly tell: (text: string) => void;
  /** Told of the way that has led there. */
  readonly gone: (route: Route) => void;
}

/**
 * Ships by the first way that finds the other agent. What has come by one of them is not shipped again by the next. Where somebody
 * was found who refused, no other way is tried: a host that is not who it was is no reason to go there unencrypted.
 * @throws why the last one failed
 */
export async function byRoute({ routes, hop }: RoutePlan, by: ByRoute): Promise<string> {
  const ways = routes.map((route) => ({ route, through: route === 'ssh' ? (hop ?? null) : null }));
  for (const [index, { route, through }] of ways.entries()) {
    const words = through === null ? 'directly' : `through ssh at ${through.address}`;
    try {
      if (through !== null) by.tell(words);
      const done = await by.attempt(through);
      by.gone(route);
      return through === null ? done : `${done}, ${words}`;
    } catch (error) {
      const last = index === ways.length - 1;
      if (last || by.signal.aborted || !hasReason(error, 'FETCH_INTERRUPTED')) throw error;
      by.tell(`${words}: ${toParikshanError(error).message} The other way is tried.`);
    }
  }
  throw new TypeError('a plan has a way to try');
}
