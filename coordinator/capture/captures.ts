import { findParikshanError } from '../../runtime/errors/mod.js';
import { KeyedLock } from '../../runtime/keyed-lock/mod.js';
import type { Logger } from '../../runtime/log/mod.js';
import { CaptureNotLiveError } from '../errors.js';
import { CALL_MS, type Registry } from '../registry/mod.js';
import type { Store } from '../store/mod.js';
import type { Logs } from './logs.js';
import { logStream, logSubject } from './names.js';

/** The addresses of an instance on its wire, of both families. */
export function wireAddresses(instance: { readonly address: string; readonly address6: string }): string[] {
  // An agent of an earlier version tells no second one.
  return [instance.address, instance.address6].filter((address) => address !== '');
}

/** What to capture. */
export interface CaptureTarget {
  readonly instance: string;
  readonly host: string;
  /** Host side of the instance's veth. */
  readonly interface: string;
  readonly addresses: readonly string[];
  /** Host pid of its first process, and the ports it serves: with them the order of its reads is recorded too. */
  readonly pid: number;
  readonly servicePorts: readonly number[];
}

/**
 * Captures with their logs: shared by all clones of an instance, started with the first and ended with the last. One
 * change of an instance's capture at a time, so that the end of one clone cannot stop what another just started.
 */
export class Captures {
  readonly #store: Store;
  readonly #registry: Registry;
  readonly #logs: Logs;
  readonly #log: Logger;
  readonly #lock = new KeyedLock();

  constructor(options: { store: Store; registry: Registry; logs: Logs; log: Logger }) {
    this.#store = options.store;
    this.#registry = options.registry;
    this.#logs = options.logs;
    this.#log = options.log;
  }

  /**
   * Makes the log unless there is one, starts the tap unless it runs, and sees that it reads. The clone it is for must
   * be in the state already: that is what keeps it from being released again.
   *
   * @param bytes size limit of a new log
   * @returns whether this call started the tap
   * @throws CaptureNotLiveError, LogNoRoomError, HostUnreachableError
   */
  async start(target: CaptureTarget, bytes: number, signal?: AbortSignal): Promise<boolean> {
    const { instance, host } = target;
    return this.#lock.run(instance, async () => {
      signal?.throwIfAborted();
      await this.#logs.ensure(instance, bytes);
      const proxy = this.#registry.proxy(host);
      const options = { timeoutMs: CALL_MS.proxyWork };
      const request = {
        instance,
        interface: target.interface,
        addresses: [...target.addresses],
        stream: logStream(instance),
        subject: logSubject(instance),
        pid: target.pid,
        servicePorts: [...target.servicePorts],
      };
      const { started } = await proxy.startCapture(request, options);
      const { capture } = await proxy.getCapture({ instance }, options);
      if (capture?.running !== true) throw new CaptureNotLiveError(instance, capture?.lastError ?? '');
      return started;
    });
  }

  /**
   * Stops the tap and deletes the log when no clone of the instance is left.
   *
   * @param except a clone that is being removed and does not count
   */
  async release(instance: string, host: string, except?: string): Promise<void> {
    await this.#lock.run(instance, async () => {
      const users = (await this.#store.clones.values()).filter(
        (clone) => clone.instance === instance && clone.name !== except,
      );
      if (users.length > 0) return;
      await this.#stop(instance, host);
      await this.#logs.remove(instance);
    });
  }

  /** A proxy that cannot be reached captures nothing we know of; when it comes back, reconciling stops what it captures. */
  async #stop(instance: string, host: string): Promise<void> {
    if (!this.#registry.presence(host).proxyAlive) return;
    try {
      await this.#registry.proxy(host).stopCapture({ instance }, { timeoutMs: CALL_MS.proxyWork });
    } catch (error) {
      const code = findParikshanError(error)?.code;
      if (code === 'NOT_FOUND') return;
      if (code !== 'UNAVAILABLE' && code !== 'DEADLINE_EXCEEDED') throw error;
      this.#log.warn({ err: error, instance, host }, 'capture left to reconciling');
    }
  }
}
