import {
  DiscardPolicy,
  JetStreamApiError,
  RetentionPolicy,
  StorageType,
  type JetStreamManager,
} from '@nats-io/jetstream';
import { LogNoRoomError } from '../errors.js';
import { instanceOfLogStream, logStream, logSubject, replicaConsumer } from './names.js';

/** JetStream's error codes, from nats-server's errors.json. */
const STREAM_NOT_FOUND = 10059;
const CONSUMER_NOT_FOUND = 10014;
const NO_ROOM: readonly number[] = [
  10028, // not enough memory on the server
  10047, // not enough storage on the server
  10002, // over the account's limits
  10023, // insufficient resources
];

/** The log streams of instances in JetStream. */
export class Logs {
  readonly #jsm: JetStreamManager;

  constructor(jsm: JetStreamManager) {
    this.#jsm = jsm;
  }

  /**
   * Makes the log of an instance unless there is one; one that is there keeps its size.
   * @throws LogNoRoomError
   */
  async ensure(instance: string, bytes: number): Promise<void> {
    const name = logStream(instance);
    if (await this.#exists(name)) return;
    try {
      await this.#jsm.streams.add({
        name,
        subjects: [logSubject(instance)],
        storage: StorageType.File,
        retention: RetentionPolicy.Limits,
        // A slow replica must never stop production's records: the oldest go, and the replica is overrun.
        discard: DiscardPolicy.Old,
        max_bytes: bytes,
      });
    } catch (error) {
      if (hasCode(error, NO_ROOM)) throw new LogNoRoomError(instance, bytes, error);
      throw error;
    }
  }

  /** Deletes the log with its consumers. There need not be one. */
  async remove(instance: string): Promise<void> {
    await absentIsFine(this.#jsm.streams.delete(logStream(instance)), STREAM_NOT_FOUND);
  }

  /** Deletes the place where a replica reads. There need not be one. */
  async removeReader(instance: string, replica: string): Promise<void> {
    const removed = this.#jsm.consumers.delete(logStream(instance), replicaConsumer(replica));
    await absentIsFine(removed, STREAM_NOT_FOUND, CONSUMER_NOT_FOUND);
  }

  /** JetStream sequence up to which a replica has worked its log off; undefined when that is not known. */
  async position(instance: string, replica: string): Promise<number | undefined> {
    try {
      const { ack_floor } = await this.#jsm.consumers.info(logStream(instance), replicaConsumer(replica));
      return ack_floor.stream_seq;
    } catch (error) {
      if (hasCode(error, [STREAM_NOT_FOUND, CONSUMER_NOT_FOUND])) return undefined;
      throw error;
    }
  }

  /** JetStream sequence of the oldest message that is kept; undefined: there is no log. */
  async firstSequence(instance: string): Promise<number | undefined> {
    try {
      return (await this.#jsm.streams.info(logStream(instance))).state.first_seq;
    } catch (error) {
      if (hasCode(error, [STREAM_NOT_FOUND])) return undefined;
      throw error;
    }
  }

  /** The instances that have a log. */
  async list(): Promise<string[]> {
    const instances: string[] = [];
    for await (const name of this.#jsm.streams.names()) {
      const instance = instanceOfLogStream(name);
      if (instance !== undefined) instances.push(instance);
    }
    return instances.sort();
  }

  async #exists(name: string): Promise<boolean> {
    try {
      await this.#jsm.streams.info(name);
      return true;
    } catch (error) {
      if (hasCode(error, [STREAM_NOT_FOUND])) return false;
      throw error;
    }
  }
}

function hasCode(error: unknown, codes: readonly number[]): boolean {
  return error instanceof JetStreamApiError && codes.includes(error.code);
}

async function absentIsFine(work: Promise<unknown>, ...codes: readonly number[]): Promise<void> {
  try {
    await work;
  } catch (error) {
    if (!hasCode(error, codes)) throw error;
  }
}
