import { expect } from 'vitest';
import type { CloneBench, RunningInstance } from '../../clone/support/bench.js';
import { byConnection, requestsIn } from './access-log.js';
import { cloneUnderLoad, followedToTheEnd } from './clone-under-load.js';
import { expectOnlyDatesDiffer } from './date-header.js';
import { HttpLoad } from './http-load.js';
import { askInside, askReplica } from './probe.js';
import { KEPT_DIGEST, nextSiteRequest, siteFault } from './web-site.js';

/** The load of a server of the site: clients that stay, and some that come and go. */
export function siteLoad({ address, port }: RunningInstance): HttpLoad {
  return new HttpLoad({
    ...{ host: address, port, lasting: 8, brief: 4 },
    next: nextSiteRequest,
    fault: siteFault,
  });
}

/**
 * Clones a server of the site while it serves: each replica serves, logs and keeps what production does.
 * @param accessLog path inside, with a line for each request, as `byConnection` reads it
 */
export async function expectClonedSite(
  bench: CloneBench,
  instance: RunningInstance,
  load: HttpLoad,
  { replicas, accessLog }: { readonly replicas: number; readonly accessLog: string },
): Promise<void> {
  const created = await cloneUnderLoad(bench, instance, load, { replicas, before: 300, after: 600 });
  const inProduction = async () => byConnection(await askInside(instance, 'cat', accessLog));
  await expect.poll(async () => requestsIn(await inProduction()), { timeout: 20_000 }).toBe(load.done);
  const requests = await inProduction();
  const kept = await askInside(instance, ...KEPT_DIGEST);
  for (const { name } of created.replicas) {
    expectOnlyDatesDiffer(await followedToTheEnd(bench, name));
    // A worker logs a request after its answer is out.
    const inReplica = async () => byConnection(await askReplica(bench, name, 'cat', accessLog));
    await expect.poll(inReplica, { timeout: 20_000 }).toEqual(requests);
    expect(await askReplica(bench, name, ...KEPT_DIGEST)).toBe(kept);
  }
}
