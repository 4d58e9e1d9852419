import type { OddPacketReason } from './odd-packets.js';

/** Figures of a tap since it started; names as in CaptureStatus of the proxy's API, which `instance` is added to. */
export interface TapStatus {
  /** Whether the ring is being read. */
  readonly running: boolean;
  /** Packets read from the ring. */
  readonly packets: number;
  /** Packets that the ring had no room for. */
  readonly ringDrops: number;
  /** Packets and segments that were not used, by reason. */
  readonly oddPackets: Partial<Record<OddPacketReason, number>>;
  /** Segments that held nothing new. */
  readonly retransmits: number;
  /** Records in the log, acknowledged. */
  readonly records: number;
  /** Bytes of payload in them. */
  readonly bytes: number;
  /** Gap records among them. */
  readonly gaps: number;
  /** Bytes those stand for. */
  readonly gapBytes: number;
  /** Connections alive now. */
  readonly connections: number;
  /** What is wrong with the path to the log; empty when nothing is. */
  readonly lastError: string;
  /** JetStream sequence of the last acknowledged batch. */
  readonly logSequence: number;
  /** Whether the order in which the instance's program reads is recorded. */
  readonly readsRecorded: boolean;
  /** Reads whose place in the order was lost. */
  readonly readsLost: number;
  /** Records that are taken from the wire, and not in the log yet. */
  readonly backlogRecords: number;
  /** Bytes of payload in them. */
  readonly backlogBytes: number;
  /** Age of the oldest, seconds; 0: there is none. */
  readonly backlogSeconds: number;
  /** Memory held by batches that are not acknowledged. */
  readonly bufferedBytes: number;
  /** Processor time of the tap's thread, µs. */
  readonly cpuUs: number;
}

/** A mark in the log. */
export interface Mark {
  /** JetStream sequence of the message that begins with it. */
  readonly logSequence: number;
  /** Live connections described there. */
  readonly connections: number;
}
