/** A group of this process alone in the cpu controller of cgroups, and its weight there. */
import { existsSync, mkdirSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CGROUP_ROOT, proxyGroup, removeEmptyProxyGroups } from '../../runtime/cgroup/mod.js';
import type { Share } from './share-plan.js';

/** How the controller is mounted, and what a share is there. */
interface Layout {
  /** The root of the hierarchy that has the controller. */
  readonly root: string;
  readonly file: string;
  readonly weights: Readonly<Record<Share, string>>;
}

/**
 * A twentieth of what one container counts for by default. It still gets that much of a busy processor, so that it
 * notices soon when it needs more.
 */
const V1 = { file: 'cpu.shares', weights: { low: '50', normal: '1024' } };
const V2 = { file: 'cpu.weight', weights: { low: '5', normal: '100' } };

/**
 * Where groups with a weight can be made; undefined where they cannot: there is no such controller, or (v2) it is not on for
 * groups at the root. There is where the groups of containers are made: a weight deeper down, among the services of a host,
 * would not count against them.
 */
export function cpuLayout(cgroupRoot = CGROUP_ROOT): Layout | undefined {
  const v1 = join(cgroupRoot, 'cpu');
  if (existsSync(join(v1, V1.file))) return { root: v1, ...V1 };
  let enabled: string;
  try {
    enabled = readFileSync(join(cgroupRoot, 'cgroup.subtree_control'), 'utf8');
  } catch {
    return undefined;
  }
  return enabled.trim().split(/\s+/).includes('cpu') ? { root: cgroupRoot, ...V2 } : undefined;
}

/** The group that a process has joined. */
export class CpuGroup {
  readonly path: string;
  readonly #layout: Layout;
  readonly #pid: number;

  private constructor(layout: Layout, pid: number) {
    this.#layout = layout;
    this.#pid = pid;
    this.path = proxyGroup(layout.root, pid);
  }

  /**
   * Puts a process with all its threads into a group of its own, of normal weight; groups that ended proxies left are removed.
   * Undefined where there can be none. Throws the error of the file system where it is forbidden.
   */
  static join(pid: number, cgroupRoot = CGROUP_ROOT): CpuGroup | undefined {
    const layout = cpuLayout(cgroupRoot);
    if (layout === undefined) return undefined;
    removeEmptyProxyGroups(layout.root);
    const group = new CpuGroup(layout, pid);
    mkdirSync(group.path, { recursive: true });
    try {
      group.take('normal');
      writeFileSync(join(group.path, 'cgroup.procs'), String(pid));
    } catch (error) {
      group.leave();
      throw error;
    }
    return group;
  }

  /** Throws the error of the file system. */
  take(share: Share): void {
    writeFileSync(join(this.path, this.#layout.file), this.#layout.weights[share]);
  }

  /** Back to the root of the hierarchy; the group is removed. Does nothing when it has gone. */
  leave(): void {
    // What cannot be done now is done when the next proxy starts here.
    attempt(() => writeFileSync(join(this.#layout.root, 'cgroup.procs'), String(this.#pid)));
    attempt(() => rmdirSync(this.path));
  }
}

function attempt(effect: () => void): void {
  try {
    effect();
  } catch {
    return;
  }
}
