import type { Coordinator } from './coordinator.js';
import type { Installation } from './installation.js';
import type { Interrupts } from './interrupts.js';
import type { Terminal } from './output/mod.js';
import type { ProgressMode } from './progress/mod.js';

/** What every command is given: the world outside, by way of things a test can replace. */
export interface CommandContext {
  readonly terminal: Terminal;
  readonly env: NodeJS.ProcessEnv;
  readonly interrupts: Interrupts;
  readonly installation: Installation;
  /** Whether the result is to be JSON. */
  readonly json: boolean;
  readonly progress: ProgressMode;
  /** Opens a connection to the coordinator for the time of `work`. */
  withCoordinator<T>(work: (coordinator: Coordinator) => Promise<T>): Promise<T>;
}
