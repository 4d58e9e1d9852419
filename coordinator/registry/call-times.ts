/**
 * Deadlines of calls to agents and proxies, milliseconds. Generous: they catch a peer that hangs, they do not
 * measure one that is slow. Each names what makes the call long.
 */
export const CALL_MS = {
  /** Answers from memory. A host that does not answer in this time is shown as unreachable. */
  ask: 3_000,
  /** Opens a ring, publishes a mark, makes twins of some thousand connections. */
  proxyWork: 30_000,
  /** Checks include a CRIU self-test. */
  checks: 60_000,
  /** What comes after production runs again: reading the cut of a large dump. Added to the freeze's own deadline. */
  afterFreeze: 120_000,
  /** Copying a root filesystem into a disk; of a disk image, some hundred GB twice over. */
  createInstance: 3_600_000,
  /** Added to the grace between TERM and KILL. */
  stopInstance: 30_000,
  /** Unmounts, loop devices, some GB of images. */
  remove: 60_000,
  /** A reflink of the disk, a loop device, a namespace with its rules. */
  prepareReplica: 60_000,
  /** Some small calls and a second of filler, over a slow link. */
  measureLink: 15_000,
  /** Reading some GB of memory back. */
  restore: 300_000,
} as const;
