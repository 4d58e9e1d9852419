import type { EventEmitter } from 'node:events';

/** The few powers over a process that its lifecycle needs; `process` has them, and so has a test's stand-in. */
export interface HostProcess extends Pick<EventEmitter, 'on' | 'off'> {
  readonly env: NodeJS.ProcessEnv;
  /** Read only for its end, and only under a supervisor. */
  readonly stdin: Pick<NodeJS.ReadableStream, 'on' | 'resume'>;
  /** Ends the process at once. */
  exit(code: number): void;
}
