import type { HostInstance__Output } from '../../proto/gen/parikshan/v1/HostInstance.js';
import type { HostReplica__Output } from '../../proto/gen/parikshan/v1/HostReplica.js';
import { findParikshanError } from '../../runtime/errors/mod.js';
import type { Logger } from '../../runtime/log/mod.js';
import { CALL_MS, type AgentClient, type Registry } from '../registry/mod.js';

/** What hosts say now, by host and then by name. A host that could not be asked is not in it. */
export type Reports<T> = ReadonlyMap<string, ReadonlyMap<string, T>>;

/** Asks all agents that beat, side by side. */
export class HostReports {
  readonly #registry: Registry;
  readonly #log: Logger;

  constructor(registry: Registry, log: Logger) {
    this.#registry = registry;
    this.#log = log;
  }

  instances(signal?: AbortSignal): Promise<Reports<HostInstance__Output>> {
    return this.#ask(async (agent) => {
      const { instances } = await agent.listHostInstances({}, { timeoutMs: CALL_MS.ask, signal });
      return new Map(instances.map((instance) => [instance.spec?.name ?? '', instance]));
    });
  }

  replicas(signal?: AbortSignal): Promise<Reports<HostReplica__Output>> {
    return this.#ask(async (agent) => {
      const { replicas } = await agent.listHostReplicas({}, { timeoutMs: CALL_MS.ask, signal });
      return new Map(replicas.map((replica) => [replica.name, replica]));
    });
  }

  async #ask<T>(question: (agent: AgentClient) => Promise<ReadonlyMap<string, T>>): Promise<Reports<T>> {
    const reports = new Map<string, ReadonlyMap<string, T>>();
    const alive = this.#registry.presences().filter((host) => host.agentAlive);
    await Promise.all(
      alive.map(async ({ name }) => {
        try {
          reports.set(name, await question(this.#registry.agent(name)));
        } catch (error) {
          if (findParikshanError(error) === undefined) throw error;
          this.#log.warn({ err: error, host: name }, 'host did not answer');
        }
      }),
    );
    return reports;
  }
}
