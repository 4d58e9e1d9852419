import { CGROUP_ROOT } from '../../runtime/cgroup/mod.js';
import type { Logger } from '../../runtime/log/mod.js';
import { CpuGroup } from './cpu-group.js';
import { SharePlan, type Share } from './share-plan.js';

/** What one tap has of the share. */
export interface ShareClaim {
  /** Says from now on whether it needs a normal share: because it would lose something else, or since somebody waits for it. */
  need(needs: boolean): void;
  /** The tap has ended. May be called again. */
  end(): void;
}

/** Which share of the host's processors this proxy takes, see SharePlan. */
export interface ProcessorShare {
  /** A tap begins, and needs a normal share until it says otherwise. */
  claim(): ShareClaim;
  /** As it was before. */
  close(): void;
}

/** How the share is applied; tests script its faults. */
export type ShareGroup = Pick<CpuGroup, 'path' | 'take' | 'leave'>;

/**
 * Lets this process take a low share of the processors while it taps production and nothing would be lost for it. Where cgroups do not
 * allow it, that is logged, and it takes a normal one. Nothing is changed before the first tap: only then is there a container
 * that the controller has been switched on for.
 */
export function openProcessorShare(
  log: Logger,
  joinGroup: () => ShareGroup | undefined = () => CpuGroup.join(process.pid),
): ProcessorShare {
  return new GroupShare(log, joinGroup);
}

class GroupShare implements ProcessorShare {
  readonly #log: Logger;
  readonly #joinGroup: () => ShareGroup | undefined;
  readonly #plan = new SharePlan();
  #group: ShareGroup | undefined;
  #share: Share = 'normal';
  #timer: NodeJS.Timeout | undefined;
  #told = false;
  #closed = false;

  constructor(log: Logger, joinGroup: () => ShareGroup | undefined) {
    this.#log = log;
    this.#joinGroup = joinGroup;
  }

  claim(): ShareClaim {
    const tap = Symbol('tap');
    this.#group ??= this.#join();
    this.#plan.add(tap, performance.now());
    this.#apply();
    return {
      need: (needs) => {
        this.#plan.need(tap, needs, performance.now());
        this.#apply();
      },
      end: () => {
        this.#plan.remove(tap, performance.now());
        this.#apply();
      },
    };
  }

  close(): void {
    this.#closed = true;
    clearTimeout(this.#timer);
    this.#group?.leave();
  }

  #join(): ShareGroup | undefined {
    if (this.#closed) return undefined;
    const effect = 'the tap competes with production for processors as any other process';
    try {
      const group = this.#joinGroup();
      if (group === undefined && !this.#told)
        this.#log.info({ cgroups: CGROUP_ROOT }, `no cpu controller of cgroups: ${effect}`);
      this.#told ||= group === undefined;
      return group;
    } catch (error) {
      if (!this.#told) this.#log.warn({ err: error }, `cannot make a cgroup: ${effect}`);
      this.#told = true;
      return undefined;
    }
  }

  #apply(): void {
    if (this.#closed || this.#group === undefined) return;
    const nowMs = performance.now();
    const share = this.#plan.share(nowMs);
    const staysMs = this.#plan.staysMs(nowMs);
    clearTimeout(this.#timer);
    this.#timer = staysMs === undefined ? undefined : setTimeout(() => this.#apply(), Math.ceil(staysMs));
    this.#timer?.unref();
    if (share === this.#share) return;
    this.#share = share;
    try {
      this.#group.take(share);
      this.#log.debug({ share }, 'share of the processors');
    } catch (error) {
      this.#log.warn(
        { err: error, share, group: this.#group.path },
        'cannot change the share of the processors',
      );
    }
  }
}
