/** What a check found; the same fields as the contract's Check. */
export interface Finding {
  readonly name: string;
  readonly ok: boolean;
  /** What was found, one sentence. */
  readonly message: string;
  /** What to do when it failed; empty when it did not. */
  readonly remedy: string;
  /** Whether a clone cannot be made while it fails. */
  readonly blocking: boolean;
}

/** A check that passed. */
export function passed(name: string, message: string): Finding {
  return { name, ok: true, message, remedy: '', blocking: false };
}

/** A check that failed. */
export function failed(name: string, message: string, remedy: string, blocking = true): Finding {
  return { name, ok: false, message, remedy, blocking };
}
