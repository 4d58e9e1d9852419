import type { LogLevel } from '../../runtime/log/mod.js';
import type { NatsConfig } from '../../runtime/nats/mod.js';
import type { CutPlan } from './carried-connection.js';
import type { GateOrder } from './gate.js';

/** What the thread of a replay is given when it starts. */
export interface ReplayWorkerData {
  readonly replica: string;
  readonly netns: string;
  readonly plan: CutPlan;
  readonly stream: string;
  readonly logSequence: number;
  readonly order: GateOrder;
  readonly patienceMs: number;
  readonly nats: NatsConfig;
  readonly logLevel: LogLevel;
}
