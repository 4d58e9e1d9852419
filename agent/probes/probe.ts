// The form of a probe: one for each fact about the host. What is absent is an answer, not an error.
import type { Check } from '../../proto/gen/parikshan/v1/Check.js';
import type { SshLogin } from '../../runtime/config/mod.js';
import type { Pool } from '../disk/mod.js';
import type { SshHop } from '../route/mod.js';

/** What probes may use. */
export interface ProbeContext {
  readonly stateDir: string;
  readonly pool: Pool;
  readonly criu: CriuState;
  /** How this agent goes to others through ssh; undefined: it does not. */
  readonly sshLogin: SshLogin | undefined;
  /** How others come to it through ssh; undefined: they do not. */
  readonly sshHop: SshHop | undefined;
}

/** CRIU on this host. */
export interface CriuState {
  /** Path of one that works, or undefined. */
  readonly path: string | undefined;
  readonly version: string | undefined;
  /** Why there is none that works; undefined when there is. */
  readonly fault: string | undefined;
}

/** What a probe found. */
export interface Finding {
  readonly facts: Readonly<Record<string, string>>;
  readonly checks: readonly Check[];
}

export interface Probe {
  readonly name: string;
  run(context: ProbeContext): Promise<Finding>;
}

/** A check; `fault` undefined: it passed. */
export function check(
  name: string,
  fault: string | undefined,
  well: string,
  remedy: string,
  blocking = true,
): Check {
  return {
    name,
    ok: fault === undefined,
    message: fault ?? well,
    remedy: fault === undefined ? '' : remedy,
    blocking,
  };
}
