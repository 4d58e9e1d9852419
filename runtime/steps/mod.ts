/** Long work as a visible ordered list of steps that can be done, timed, watched, stopped and undone. */
export type { Step, StepEvent } from './step.js';
export { runSteps, type RunStepsOptions } from './run-steps.js';
