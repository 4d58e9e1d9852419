import type { Check } from '../../../../proto/gen/parikshan/v1/Check.js';
import type { HostInstance } from '../../../../proto/gen/parikshan/v1/HostInstance.js';
import type { HostReplica } from '../../../../proto/gen/parikshan/v1/HostReplica.js';
import { RemoteError } from '../../../../runtime/errors/mod.js';
import type { ServiceHandlers } from '../../../../runtime/grpc/mod.js';
import type { Script } from './script.js';

/** Connections in the cut that the fake gives. */
export const CUT_CONNECTIONS = 3;

/** An agent without a host: it remembers what it was asked to make. */
export class FakeAgent {
  readonly instances = new Map<string, HostInstance>();
  readonly clones = new Set<string>();
  readonly replicas = new Map<string, HostReplica>();
  /** Instances that stand still now. */
  readonly frozen = new Set<string>();
  facts: Record<string, string> = { kernel: '6.1' };
  checks: Check[] = [{ name: 'criu-self-test', ok: true, message: 'passed', blocking: true }];
  readonly #script: Script;

  constructor(script: Script) {
    this.#script = script;
  }

  /** Targets that it was asked to measure the way to. */
  readonly measured: string[] = [];

  addInstance(name: string, state: HostInstance['state'] = 'CONTAINER_STATE_RUNNING'): void {
    this.instances.set(name, {
      spec: { name, port: 80 },
      pid: 4711,
      state,
      interface: `pk-${name}`,
      address: '10.87.0.2',
      address6: 'fd3e:8ac7:8b42::2',
    });
  }

  readonly handlers: ServiceHandlers<'AgentService'> = {
    getHost: async () => ({ name: 'alpha', facts: this.facts, checks: this.checks }),
    createInstance: ({ spec }, { signal }) =>
      this.#script.call('createInstance', signal, () => {
        const name = spec?.name ?? '';
        if (this.instances.has(name))
          throw new RemoteError('HOST_INSTANCE_EXISTS', 'exists', { code: 'ALREADY_EXISTS' });
        this.addInstance(name);
        return { instance: this.instances.get(name) ?? null };
      }),
    listHostInstances: async () => ({ instances: [...this.instances.values()] }),
    stopHostInstance: ({ name }, { signal }) =>
      this.#script.call('stopHostInstance', signal, () => {
        const instance = this.#get(this.instances, name);
        instance.state = 'CONTAINER_STATE_STOPPED';
        return { instance };
      }),
    removeHostInstance: ({ name, force }, { signal }) =>
      this.#script.call('removeHostInstance', signal, () => {
        const instance = this.#get(this.instances, name);
        if (!force && instance.state === 'CONTAINER_STATE_RUNNING') {
          throw new RemoteError('HOST_INSTANCE_RUNS', 'It runs.', { code: 'FAILED_PRECONDITION' });
        }
        this.instances.delete(name);
        return {};
      }),
    streamContainerLogs: async function* ({ tail }) {
      for (let line = 0; line < tail; line++) {
        yield { source: 'stdout', time: '2026-01-01T00:00:00.0Z', line: Buffer.from(`line ${line}`) };
      }
    },
    checkClone: (_request, { signal }) =>
      this.#script.call('checkClone', signal, () => ({ checks: this.checks })),
    freezeInstance: ({ instance, clone }, { signal }) => this.#freeze(instance, clone, signal),
    removeHostClone: ({ clone }, { signal }) =>
      this.#script.call('removeHostClone', signal, () => {
        if (!this.clones.delete(clone))
          throw new RemoteError('HOST_CLONE_NOT_FOUND', 'none', { code: 'NOT_FOUND' });
        return {};
      }),
    prepareReplica: ({ clone, replica }, { signal }) =>
      this.#script.call('prepareReplica', signal, () => {
        this.replicas.set(replica, { name: replica, clone, state: 'CONTAINER_STATE_CREATING' });
        return { netns: `/run/netns/${replica}`, addresses: ['10.87.0.2'] };
      }),
    restoreReplica: ({ replica }, { signal }) =>
      this.#script.call('restoreReplica', signal, () => {
        const restored = this.#get(this.replicas, replica);
        restored.state = 'CONTAINER_STATE_RUNNING';
        return { replica: restored, restoreMs: 1 };
      }),
    listHostReplicas: async () => ({ replicas: [...this.replicas.values()] }),
    removeHostReplica: ({ name }, { signal }) =>
      this.#script.call('removeHostReplica', signal, () => {
        this.#get(this.replicas, name);
        this.replicas.delete(name);
        return {};
      }),
    execInReplica: async function* (requests) {
      for await (const { message, stdin, start } of requests) {
        if (message === 'start') yield { stdout: Buffer.from(`$ ${start?.command.join(' ')}\n`) };
        if (message === 'stdin') yield { stdout: stdin };
        if (message === 'stdinClosed') break;
      }
      yield { exitStatus: 7 };
    },
    // Nothing of a disk or memory can be shipped from or to an agent without a host.
    fetchClone: () => cannotShip(),
    fetchDisk: () => cannotShip(),
    makeDiskGeneration: async () => cannotShip(),
    removeDiskGenerations: async () => cannotShip(),
    describeShipment: () => cannotShip(),
    readShipment: () => cannotShip(),
    readBlockDigests: () => cannotShip(),
    getAgentInventory: async () => ({
      inventory: {
        instances: [...this.instances.keys()],
        clones: [...this.clones],
        replicas: [...this.replicas.keys()],
      },
    }),
    measureLink: ({ target }, { signal }) =>
      this.#script.call('measureLink', signal, () => {
        this.measured.push(target);
        return { roundTripUs: 250, bytesPerSecond: 1e6, measuredAt: '2026-01-01T00:00:00Z' };
      }),
    probeLink: async function* () {
      yield { filler: Buffer.alloc(1) };
    },
  };

  /** Lets go of the instance however the call ends, as the real one's guard does. */
  async #freeze(instance: string, clone: string, signal: AbortSignal) {
    return this.#script.call('freezeInstance', signal, async () => {
      this.frozen.add(instance);
      try {
        this.clones.add(clone);
        await this.#script.pass('freezeInstance:inside', signal);
      } finally {
        this.frozen.delete(instance);
      }
      const connection = {
        local: { address: '10.87.0.2', port: 80 },
        remote: { address: '10.0.0.9', port: 40_000 },
        state: 1,
        inboundSeq: 1,
        outboundAckedSeq: 2,
        outboundEndSeq: 3,
        options: { optMask: 7, mssClamp: 1460 },
      };
      return {
        suspend: { freezingMs: 1, memoryMs: 2, diskMs: 3, networkLockMs: 4, frozenMs: 5, clientGapMs: -1 },
        cut: {
          connections: Array.from({ length: CUT_CONNECTIONS }, () => connection),
          frozenAtUs: 1_000_000,
          resumedAtUs: 1_005_000,
        },
        imageBytes: 4096,
        preDump: { rounds: 0, bytes: 0, why: 'the fake has no memory', longestFrozenMs: 0 },
      };
    });
  }

  #get<T>(from: ReadonlyMap<string, T>, name: string): T {
    const value = from.get(name);
    if (value === undefined) throw new RemoteError('NOT_THERE', `no ${name}`, { code: 'NOT_FOUND' });
    return value;
  }
}

function cannotShip(): never {
  throw new RemoteError('UNIMPLEMENTED', 'The fake ships nothing.', { code: 'UNIMPLEMENTED' });
}
