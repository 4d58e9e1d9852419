/** Registers a role with the coordinator and keeps telling it that the role is alive. */
export { startHeartbeat, type Heartbeat, type HeartbeatOptions } from './heartbeat.js';
export { beatInterval, reconnectPause } from './pace.js';
