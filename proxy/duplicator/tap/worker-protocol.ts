import type { NatsConfig } from '../../../runtime/nats/mod.js';
import type { LogLevel } from '../../../runtime/log/mod.js';
import type { RingSize } from './capture.js';

/** What the thread is given when it starts. */
export interface CaptureWorkerData {
  readonly instance: string;
  readonly interface: string;
  readonly addresses: readonly string[];
  readonly nats: NatsConfig;
  readonly stream: string;
  readonly subject: string;
  readonly bufferBytes: number;
  readonly ring: RingSize;
  readonly networkNamespace: string | undefined;
  readonly pid: number;
  readonly servicePorts: readonly number[];
  readonly logLevel: LogLevel;
}

/** What the thread tells by itself. */
export interface CaptureNotice {
  /** See RingReader. */
  readonly crowded: boolean;
}
