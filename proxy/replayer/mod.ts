/** Plays the log of an instance to replicas: every client that a replica sees. */
export { Replays } from './replays.js';
export { isOver } from './session-status.js';
