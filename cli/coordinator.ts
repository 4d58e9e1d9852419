import { findParikshanError } from '../runtime/errors/mod.js';
import type { Client, UnaryCallOptions } from '../runtime/grpc/mod.js';
import { CliError, CoordinatorUnreachableError } from './errors.js';

/** The coordinator, as commands call it. */
export type Coordinator = Client<'CoordinatorService'>;

/** How long an answer may take. The longest ones ask every host, which has deadlines of its own below this. */
const UNARY_TIMEOUT_MS = 20_000;

/** Options of a call with one answer. */
export function unaryOptions(signal: AbortSignal): UnaryCallOptions {
  return { timeoutMs: UNARY_TIMEOUT_MS, signal };
}

/** Reasons by which the transport says that nobody answered; see runtime/grpc. */
const NO_ANSWER = new Set(['UNREACHABLE', 'DEADLINE_EXCEEDED', 'SERVER_STOPPING']);

/**
 * Connects to the coordinator for the time of `work`.
 * @throws CoordinatorUnreachableError when nobody answers there, else what `work` throws
 */
export async function withCoordinator<T>(
  target: string,
  work: (coordinator: Coordinator) => Promise<T>,
): Promise<T> {
  // Loaded when somebody is asked: help and usage errors need nothing of it.
  const { connect } = await import('../runtime/grpc/mod.js');
  const coordinator = connect('CoordinatorService', target);
  try {
    return await work(coordinator);
  } catch (error) {
    const known = findParikshanError(error);
    // An operation that failed because an agent did not answer has the same reason, told by a coordinator that does.
    if (known !== undefined && !(known instanceof CliError) && NO_ANSWER.has(known.reason)) {
      const root = process.getuid?.() === 0;
      const remedy = root
        ? 'Start everything on this machine with `parikshan up --detach`, or name another with --run-dir or --coordinator.'
        : 'Only root may talk to it: try with sudo. `sudo parikshan up --detach` starts everything on this machine.';
      throw new CoordinatorUnreachableError(
        target,
        target.startsWith('unix:') ? remedy : REMOTE_REMEDY,
        error,
      );
    }
    throw error;
  } finally {
    coordinator.close();
  }
}

const REMOTE_REMEDY = 'Check the address, and that the coordinator runs there.';
