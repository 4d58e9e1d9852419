/** What the exit code of a command says; documented by `parikshan help exit-codes`. */
export const EXIT = {
  /** Done. */
  done: 0,
  /** Failed: what was asked for did not happen. */
  failed: 1,
  /** The command line, or a value in it, is wrong. */
  usage: 2,
  /** The coordinator cannot be reached, or this user may not. */
  unreachable: 4,
  /** Not ended yet. */
  pending: 8,
  /** Interrupted by a signal; work that had been started goes on. */
  interrupted: 130,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];
