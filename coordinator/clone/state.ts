/**
 * The states of a clone and what leads from one to the next.
 *
 * The state is written before the work it names begins, so that whoever finds the record knows what may have been
 * made. Production stands still in one state only, `freezing`, which names the time at which the agent's watchdog
 * lets it run again whatever happens; a failure there keeps that time until the undoing is done.
 *
 *   planned → capturing → marked → freezing → imaged → ready → removing → (no record)
 *      └──────────┴──────────┴─────────┴─────────┴→ undoing → (no record)
 */
import { CloneTransitionRefusedError } from '../errors.js';
import type { CloneImage, CloneState } from '../store/mod.js';

export type CloneEvent =
  | { readonly type: 'capture' }
  | { readonly type: 'marked'; readonly logSequence: number }
  | { readonly type: 'freeze'; readonly resumedBy: number }
  | { readonly type: 'resumed'; readonly image: CloneImage }
  | { readonly type: 'completed'; readonly clientGapMs: number }
  /** `operation`: who undoes, when it is not the operation that made it. */
  | { readonly type: 'undo'; readonly operation?: string }
  | { readonly type: 'remove'; readonly operation: string };

/** The state after the event. Throws CloneTransitionRefusedError where the event makes no sense. */
export function advance(state: CloneState, event: CloneEvent): CloneState {
  switch (event.type) {
    case 'capture':
      if (state.phase === 'planned') return { phase: 'capturing', operation: state.operation };
      break;
    case 'marked':
      if (state.phase === 'capturing') {
        return { phase: 'marked', operation: state.operation, logSequence: event.logSequence };
      }
      break;
    case 'freeze':
      if (state.phase === 'marked') return { ...state, phase: 'freezing', resumedBy: event.resumedBy };
      break;
    case 'resumed':
      if (state.phase === 'freezing') {
        const { operation, logSequence } = state;
        return { phase: 'imaged', operation, logSequence, image: event.image };
      }
      break;
    case 'completed':
      if (state.phase === 'imaged') {
        const { logSequence, image } = state;
        const suspend = { ...image.suspend, clientGapMs: event.clientGapMs };
        return { phase: 'ready', logSequence, image: { ...image, suspend } };
      }
      break;
    case 'undo':
      if (state.phase !== 'ready' && state.phase !== 'removing') {
        const operation = event.operation ?? state.operation;
        return { phase: 'undoing', operation, resumedBy: frozenUntil(state), mayHave: traces(state) };
      }
      break;
    case 'remove':
      if (state.phase === 'ready' || state.phase === 'removing') {
        const { logSequence, image } = state;
        return { phase: 'removing', operation: event.operation, logSequence, image };
      }
      break;
  }
  throw new CloneTransitionRefusedError(state.phase, event.type);
}

/** What a clone in this state may have made and what its removal must hence take away. */
export interface CloneTraces {
  /** A log stream and a tap, shared with the other clones of the instance. */
  readonly capture: boolean;
  /** Memory images and disk snapshot at the agent, cut in the store. Replicas exist only where this is true. */
  readonly image: boolean;
}

export function traces(state: CloneState): CloneTraces {
  switch (state.phase) {
    case 'planned':
      return { capture: false, image: false };
    case 'capturing':
    case 'marked':
      return { capture: true, image: false };
    case 'freezing':
    case 'imaged':
    case 'ready':
    case 'removing':
      return { capture: true, image: true };
    case 'undoing':
      return state.mayHave;
  }
}

/** The operation that is making or removing the clone; undefined while none is. */
export function heldBy(state: CloneState): string | undefined {
  return state.phase === 'ready' ? undefined : state.operation;
}

/** Until when production may stand still because of this clone, milliseconds since 1970; 0: it does not. */
export function frozenUntil(state: CloneState): number {
  return state.phase === 'freezing' || state.phase === 'undoing' ? state.resumedBy : 0;
}
