/**
 * The way of disk and memory to hosts that are not the instance's. The disk goes ahead, in passes, while production runs;
 * behind the freeze only the last change and the memory are left. A host that fails is left out, or another takes its place;
 * what it has got by then goes with the clone.
 */
import { CancelledError, toParikshanError } from '../../../runtime/errors/mod.js';
import type { Step } from '../../../runtime/steps/mod.js';
import { ReplicasFailedError } from '../../errors.js';
import type { SshHop } from '../../links/mod.js';
import { byRoute } from '../by-route.js';
import { HostSilentError } from '../errors.js';
import type { CloneJob } from '../job.js';
import { passText, shippedText, Transfer, transferText } from '../transfer.js';

/** An agent that ships says how far it is twice a second; one that says nothing for this long is given up, milliseconds. */
const SILENCE_MS = 20_000;
/** How often a person is told, milliseconds. */
const TELL_MS = 2_000;

type Tell = (message: string) => void;
/** `hop`: through which sshd; null: directly. */
type Ship = (
  job: CloneJob,
  host: string,
  hop: SshHop | null,
  signal: AbortSignal,
  tell: Tell,
) => Promise<string>;

export const shipDiskStep: Step<CloneJob> = {
  name: 'ship-disk',

  async do(job, signal, progress) {
    return shipToAll(job, signal, progress, shipDisk);
  },

  async undo(job) {
    await job.undoCopies();
  },
};

export const shipStep: Step<CloneJob> = {
  name: 'ship',

  async do(job, signal, progress) {
    // One that took another's place has had no pass ahead: it gets all of the disk now.
    return shipToAll(job, signal, progress, shipClone);
  },
};

async function shipToAll(job: CloneJob, signal: AbortSignal, progress: Tell, ship: Ship): Promise<string> {
  const hosts = job.otherHosts();
  if (hosts.length === 0) return 'not needed: all replicas run on the host of the instance';
  const told = await Promise.all(hosts.map((host) => shipTo(job, host, signal, progress, ship)));
  signal.throwIfAborted();
  if (job.places.size > 0 && job.failed.size === job.places.size)
    throw new ReplicasFailedError(job.failed, []);
  return told.join('; ');
}

/** To the host, or to one that takes its place; when there is none, its replicas are given up. */
async function shipTo(
  job: CloneJob,
  planned: string,
  signal: AbortSignal,
  progress: Tell,
  ship: Ship,
): Promise<string> {
  for (let host = planned; ;) {
    try {
      await job.willCopyTo(host);
      return await byRoute(job.routeTo(host), {
        attempt: (hop) => ship(job, host, hop, signal, progress),
        signal,
        tell: (text) => progress(`${host}: ${text}`),
        gone: (route) => job.gone.set(host, route),
      });
    } catch (error) {
      if (signal.aborted || error instanceof CancelledError) throw error;
      const failure = toParikshanError(error);
      const next = job.replaceHost(host, failure);
      if (next === undefined) {
        progress(`${host}: ${failure.message} Its replicas are not made.`);
        return `${host} failed`;
      }
      progress(`${host}: ${failure.message} ${next} takes its place.`);
      host = next;
    }
  }
}

const shipDisk: Ship = async (job, host, ssh, signal, tell) => {
  const { instance, name } = job.request;
  const transfer = new Transfer(TELL_MS, (text) => tell(`${host}: ${text}`));
  const source = job.tools.registry.agentTarget(job.host);
  let passes = 0;
  await lively(host, signal, async (calls, alive) => {
    const stream = job.tools.registry
      .agent(host)
      .fetchDisk({ clone: name, instance, source, ssh, limits: job.limits }, { signal: calls });
    for await (const { pass, disk, done, why } of stream) {
      alive();
      passes = pass;
      if (disk !== null) transfer.heard(pass, [disk], () => passText(pass, disk));
      if (done)
        tell(`${host}: ${pass === 1 ? 'one pass' : `${pass} passes`} ahead of the freeze: ${lastPass(why)}`);
    }
  });
  return `${host}: ${transfer.shippedBytes} bytes in ${passes === 1 ? 'one pass' : `${passes} passes`}`;
};

const shipClone: Ship = async (job, host, ssh, signal, tell) => {
  const transfer = new Transfer(TELL_MS, (text) => tell(`${host}: ${text}`));
  const source = job.tools.registry.agentTarget(job.host);
  let here = false;
  await lively(host, signal, async (calls, alive) => {
    const stream = job.tools.registry
      .agent(host)
      .fetchClone({ clone: job.request.name, source, ssh, limits: job.limits }, { signal: calls });
    for await (const { parts, alreadyHere } of stream) {
      alive();
      here = alreadyHere;
      transfer.heard(0, parts, () => transferText(parts));
    }
  });
  return here ? `${host} has it already` : `${host}: ${shippedText(transfer.last)}`;
};

function lastPass(why: string): string {
  switch (why) {
    case 'LAST_PASS_SMALL':
      return 'little has changed since';
    case 'LAST_PASS_NOT_SHRINKING':
      return 'the change does not shrink any more: the last one takes as long behind the freeze, while production runs';
    default:
      return 'no more passes are made';
  }
}

/** Ends the work when its host has said nothing for too long: a host that is cut off closes no connection. */
async function lively(
  host: string,
  signal: AbortSignal,
  work: (calls: AbortSignal, alive: () => void) => Promise<void>,
): Promise<void> {
  const silent = new AbortController();
  const timer = setTimeout(() => silent.abort(), SILENCE_MS);
  try {
    await work(AbortSignal.any([signal, silent.signal]), () => timer.refresh());
  } catch (error) {
    if (silent.signal.aborted && !signal.aborted) throw new HostSilentError(host, SILENCE_MS);
    throw error;
  } finally {
    clearTimeout(timer);
  }
}
