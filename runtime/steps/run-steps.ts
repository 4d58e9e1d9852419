import { CancelledError } from '../errors/mod.js';
import type { Logger } from '../log/mod.js';
import type { Step, StepEvent } from './step.js';

/** How to run steps. */
export interface RunStepsOptions {
  /** Cancels the work: the step under way is told, no further one starts, all are undone. */
  readonly signal: AbortSignal;
  readonly log: Logger;
  /** Told of every event at once. What it throws is logged; what it starts is not waited for. */
  readonly onEvent?: ((event: StepEvent) => void) | undefined;
}

/**
 * Runs steps one after the other. At the first that fails, and when the signal is aborted, all steps are undone in
 * reverse order, also those that never ran; an undo that fails is logged and the others still run. A step that is
 * under way when the signal is aborted is waited for: its undo must not race with it.
 * @throws what the failing step threw, or CancelledError; always after everything was undone
 */
export async function runSteps<Context>(
  steps: readonly Step<Context>[],
  context: Context,
  options: RunStepsOptions,
): Promise<void> {
  const { signal, log } = options;
  const emit = (event: StepEvent): void => {
    try {
      options.onEvent?.(event);
    } catch (error) {
      // Whoever watches must not be able to stop the work, least of all the undoing of it.
      log.error({ err: error, event: event.kind }, 'watcher of steps failed');
    }
  };
  const started = new Set<Step<Context>>();
  try {
    for (const step of steps) {
      throwIfAborted(signal);
      started.add(step);
      await doStep(step, context, signal, emit, log);
    }
    // The last step may have ended well although it was told to stop; what was asked for is still the undoing.
    throwIfAborted(signal);
  } catch (error) {
    for (const step of steps.toReversed()) await undoStep(step, context, started.has(step), emit, log);
    throw error;
  }
}

async function doStep<Context>(
  step: Step<Context>,
  context: Context,
  signal: AbortSignal,
  emit: (event: StepEvent) => void,
  log: Logger,
): Promise<void> {
  const start = performance.now();
  emit({ kind: 'started', step: step.name });
  log.debug({ step: step.name }, 'step started');
  try {
    const message = await step.do(context, signal, (line) =>
      emit({ kind: 'progress', step: step.name, message: line }),
    );
    const durationMs = performance.now() - start;
    log.info({ step: step.name, durationMs }, 'step done');
    emit({ kind: 'done', step: step.name, message: message ?? '', durationMs });
  } catch (error) {
    const durationMs = performance.now() - start;
    log.warn({ step: step.name, durationMs, err: error }, 'step failed');
    emit({ kind: 'failed', step: step.name, error, durationMs });
    throw error;
  }
}

async function undoStep<Context>(
  step: Step<Context>,
  context: Context,
  hadStarted: boolean,
  emit: (event: StepEvent) => void,
  log: Logger,
): Promise<void> {
  if (step.undo === undefined) return;
  const start = performance.now();
  let failure: { error: unknown } | undefined;
  try {
    await step.undo(context);
  } catch (error) {
    failure = { error };
    log.error({ step: step.name, err: error }, 'undo failed, something may be left behind');
  }
  const durationMs = performance.now() - start;
  if (!hadStarted) return;
  log.info({ step: step.name, durationMs }, 'step undone');
  emit({ kind: 'undone', step: step.name, durationMs, ...failure });
}

function throwIfAborted(signal: AbortSignal): void {
  if (signal.aborted) throw new CancelledError(undefined, signal.reason);
}
