// The taker's side: clones and disks that are being fetched from other hosts.
import { readdir, stat } from 'node:fs/promises';
import type { FetchCloneRequest__Output } from '../../proto/gen/parikshan/v1/FetchCloneRequest.js';
import type { FetchCloneResponse } from '../../proto/gen/parikshan/v1/FetchCloneResponse.js';
import type { FetchDiskRequest__Output } from '../../proto/gen/parikshan/v1/FetchDiskRequest.js';
import type { FetchDiskResponse } from '../../proto/gen/parikshan/v1/FetchDiskResponse.js';
import { hasReason } from '../../runtime/errors/mod.js';
import { connect, type Client } from '../../runtime/grpc/mod.js';
import type { KeyedLock } from '../../runtime/keyed-lock/mod.js';
import type { Logger } from '../../runtime/log/mod.js';
import { clonePaths, ensureImageArea, imageAreaDir } from '../freeze/mod.js';
import type { SshHop, Way, WayOpener } from '../route/mod.js';
import { brokenOff, FetchRemovedError, isBrokenOff } from './errors.js';
import { fetchProgress, type FetchOrder, type FetchProgress, type FetchTools } from './fetch.js';
import { fetchWholeClone, removeFetched } from './fetch-clone.js';
import { fetchDiskPasses, LAST_PASS } from './fetch-disk.js';
import { fetchesFolder, fetchPaths, partOf } from './fetch-paths.js';
import { isGenerationId, type Generations } from './generations.js';
import type { Holdings } from './holdings.js';
import { readJournal } from './journal.js';
import { DEFAULT_PASS_LIMITS } from './passes.js';
import type { ReadThreads } from './read-threads.js';
import { withTicks } from './ticks.js';

export interface FetchesOptions {
  readonly runDir: string;
  readonly poolDir: string;
  /** Generations that others make for this host are named by it. */
  readonly hostName: string;
  readonly holdings: Holdings;
  readonly generations: Generations;
  readonly readers: ReadThreads;
  /** How other agents are reached. */
  readonly ways: WayOpener;
  /** Bytes free in the pool. */
  readonly poolRoom: () => Promise<number>;
  /** Bytes that memory images may still take. */
  readonly imageRoom: () => Promise<number>;
  /** By clone (`clone NAME`): whoever freezes or removes one holds it too. */
  readonly lock: KeyedLock;
  readonly log: Logger;
}

/** Half a fetch that nobody went on with for so long is removed when an agent starts, milliseconds. */
const HALF_KEPT_MS = 24 * 3_600_000;
/** A generation that nobody asked for in so long is needed by nobody, milliseconds. */
export const GENERATION_KEPT_MS = 3_600_000;
const REMOVE_TIMEOUT_MS = 30_000;
/** A small call, over a way that is of any use, milliseconds. */
const ANSWER_MS = 4_000;
const NO_ANSWER = new Error(`no answer within ${ANSWER_MS / 1000} s`);
const NOTHING_YET = { done: 0, total: 0 };
/** 100 MB/s and more over 10 ms. */
const WINDOW_BYTES = 2 ** 20;

export class Fetches {
  readonly #options: FetchesOptions;
  readonly #running = new Map<string, Set<AbortController>>();

  constructor(options: FetchesOptions) {
    this.#options = options;
  }

  /** FetchClone, see the contract. */
  async *clone(request: FetchCloneRequest__Output, signal: AbortSignal): AsyncGenerator<FetchCloneResponse> {
    const { clone, source, ssh, limits } = request;
    const subject = { clone };
    const progress = fetchProgress(subject);
    let alreadyHere = false;
    const view = (): FetchCloneResponse => ({ parts: messages(progress) });
    const work = async (until: AbortSignal): Promise<void> => {
      const { holdings, runDir, poolDir, generations, hostName } = this.#options;
      if ((await holdings.clone(clone)) !== undefined) {
        alreadyHere = true;
        return;
      }
      await this.#withSource(clone, { source, ssh }, until, async (tools, way) => {
        await ensureImageArea(imageAreaDir(runDir));
        const order = { ...this.#order(clone, clone, way), subject, limits };
        await fetchWholeClone(tools, order, clonePaths(runDir, poolDir, clone), progress, until);
        await generations.remove({ clone, taker: hostName });
        await this.#letGo(tools.client, clone);
      });
    };
    yield* withTicks<FetchCloneResponse>((_say, left) => this.#exclusively(clone, left, work), view, signal);
    yield { ...(alreadyHere ? {} : view()), done: true, alreadyHere };
  }

  /** FetchDisk, see the contract. */
  async *disk(request: FetchDiskRequest__Output, signal: AbortSignal): AsyncGenerator<FetchDiskResponse> {
    const { clone, instance, source, ssh, limits } = request;
    let [pass, progress]: [number, FetchProgress] = [1, fetchProgress({ generation: 'first' })];
    const view = (): FetchDiskResponse => ({
      pass,
      disk: progress.described ? progress.disk.message() : null,
    });
    const { generations, hostName } = this.#options;
    const passLimits = {
      smallBytes: request.smallBytes || DEFAULT_PASS_LIMITS.smallBytes,
      shrink: request.shrink || DEFAULT_PASS_LIMITS.shrink,
      mostPasses: request.mostPasses || DEFAULT_PASS_LIMITS.mostPasses,
    };
    const work = (say: (message: FetchDiskResponse) => void) => async (until: AbortSignal) => {
      const half = (await this.#halves()).find(
        (each) => each.clone === clone && isGenerationId(each.name),
      )?.name;
      await this.#withSource(`the disk of ${instance}`, { source, ssh }, until, async (tools, way) =>
        fetchDiskPasses(
          {
            ...{ tools, generations, instance, clone, source: way.name, half },
            ...{ limits: passLimits, taker: hostName },
            order: (generation) => ({
              ...this.#order(generation, clone, way),
              ...{ subject: { generation }, limits },
            }),
            begun: (number, begun) => ([pass, progress] = [number, begun]),
            passed: (why) => {
              const last = why === undefined ? {} : { done: true, why: LAST_PASS[why] };
              say({ ...view(), passDone: true, ...last });
            },
          },
          until,
        ),
      );
    };
    yield* withTicks<FetchDiskResponse>(
      (say, left) => this.#exclusively(clone, left, work(say)),
      view,
      signal,
    );
  }

  /** Ends fetches of a clone that are under way. */
  cancel(clone: string): void {
    for (const running of this.#running.get(clone) ?? []) running.abort(new FetchRemovedError(clone));
  }

  /** Removes what is half fetched for a clone, and its generations. The clone's lock must be held. */
  async remove(clone: string): Promise<void> {
    for (const half of await this.#halves())
      if (half.clone === clone) await removeFetched(this.#paths(half.name));
    await removeFetched(this.#paths(clone));
    await this.#options.generations.remove({ clone });
  }

  /** Clones that are not here, but of which something is. */
  async partial(): Promise<string[]> {
    const { holdings, generations } = this.#options;
    const clones = [...(await this.#halves()), ...(await generations.list())].map(({ clone }) => clone);
    const named = [...new Set(clones)].sort();
    const held = await Promise.all(named.map((clone) => holdings.clone(clone)));
    return named.filter((_, index) => held[index] === undefined);
  }

  /** Removes what nobody will go on with, and what a crash left half made. For an agent that starts. */
  async sweep(): Promise<string[]> {
    const { generations } = this.#options;
    const removed = await this.#unneeded();
    await generations.removeUnfinished();
    for (const { name, changedAt } of await this.#halves()) {
      const kept = isGenerationId(name) ? GENERATION_KEPT_MS : HALF_KEPT_MS;
      if (Date.now() - changedAt <= kept) continue;
      await removeFetched(this.#paths(name));
      removed.push(name);
    }
    return removed;
  }

  /** Generations that nobody has asked for in long, or whose clone is here. */
  async #unneeded(): Promise<string[]> {
    const { generations, holdings, hostName } = this.#options;
    const here = new Set((await holdings.list()).map(({ id }) => id.split('@')[0]));
    return generations.removeIf(
      ({ usedAt, taker, clone }) =>
        Date.now() - usedAt > GENERATION_KEPT_MS || (taker === hostName && here.has(clone)),
    );
  }

  /** What is half fetched: its name, the clone it is for, and when it last grew, milliseconds since 1970. */
  async #halves(): Promise<{ name: string; clone: string; changedAt: number }[]> {
    const { runDir, poolDir } = this.#options;
    const disks = await readdir(fetchesFolder(poolDir)).catch(() => []);
    const memories = (await readdir(imageAreaDir(runDir)).catch(() => [])).flatMap(
      (name) => partOf(name) ?? [],
    );
    return Promise.all(
      [...new Set([...disks, ...memories])].map(async (name) => {
        const { diskJournal, memoryJournal, diskFolder, memoryFolder } = this.#paths(name);
        const journal = (await readJournal(diskJournal)) ?? (await readJournal(memoryJournal));
        const times = await Promise.all(
          [diskJournal, memoryJournal, diskFolder, memoryFolder].map(changedAt),
        );
        return { name, clone: journal?.header.clone ?? name.split('.')[0]!, changedAt: Math.max(...times) };
      }),
    );
  }

  async #exclusively(
    clone: string,
    signal: AbortSignal,
    work: (signal: AbortSignal) => Promise<void>,
  ): Promise<void> {
    const cancelled = new AbortController();
    const all = this.#running.get(clone) ?? new Set();
    this.#running.set(clone, all.add(cancelled));
    const until = AbortSignal.any([signal, cancelled.signal]);
    try {
      await this.#options.lock.run(`clone ${clone}`, async () => {
        until.throwIfAborted();
        await work(until);
      });
    } finally {
      all.delete(cancelled);
      if (all.size === 0) this.#running.delete(clone);
    }
  }

  /** Opens the way, sees that the agent there answers, works, and closes it. */
  async #withSource(
    what: string,
    { source, ssh }: { readonly source: string; readonly ssh: SshHop | null },
    signal: AbortSignal,
    work: (tools: FetchTools, way: Way) => Promise<void>,
  ): Promise<void> {
    const { readers, holdings, poolRoom, imageRoom, ways } = this.#options;
    let way: Way | undefined;
    let client: Client<'AgentService'> | undefined;
    try {
      way = await ways.open(source, ssh, signal);
      client = connect('AgentService', way.target, { windowBytes: WINDOW_BYTES });
      if (!(await answers(client, signal))) throw brokenOff(what, way, NOTHING_YET, NO_ANSWER);
      await work({ client, readers, held: () => holdings.list(), poolRoom, imageRoom }, way);
    } catch (error) {
      if (!isBrokenOff(error)) throw error;
      throw brokenOff(what, way ?? { name: source, fault: undefined }, NOTHING_YET, error);
    } finally {
      client?.close();
      way?.close();
    }
  }

  /** The source need not keep its generations for this host any more. If it is not told, they grow old there. */
  async #letGo(client: Client<'AgentService'>, clone: string): Promise<void> {
    const { hostName, log } = this.#options;
    await client
      .removeDiskGenerations({ clone, taker: hostName }, { timeoutMs: REMOVE_TIMEOUT_MS })
      .catch((error: unknown) =>
        log.warn({ err: error, clone }, 'the source keeps its generations until they are old'),
      );
  }

  #order(name: string, clone: string, way: Way): Omit<FetchOrder, 'subject' | 'limits'> {
    return { name, clone, way, paths: this.#paths(name) };
  }

  #paths(name: string) {
    return fetchPaths(this.#options.runDir, this.#options.poolDir, name);
  }
}

/**
 * Whether the other agent says anything in time: a network that drops what it does not let through would leave us waiting for
 * minutes. Whatever it says will do. Throws when the connection is refused, and when aborted.
 */
async function answers(client: Client<'AgentService'>, signal: AbortSignal): Promise<boolean> {
  try {
    for await (const _ of client.probeLink({ bytes: 0 }, { timeoutMs: ANSWER_MS, signal }));
    return true;
  } catch (error) {
    if (isBrokenOff(error) || signal.aborted) throw error;
    return !hasReason(error, 'DEADLINE_EXCEEDED');
  }
}

function messages({ described, disk, memory }: FetchProgress) {
  return described ? [disk.message(), ...(memory === undefined ? [] : [memory.message()])] : [];
}

async function changedAt(path: string): Promise<number> {
  return stat(path).then(
    ({ mtimeMs }) => mtimeMs,
    () => 0,
  );
}
