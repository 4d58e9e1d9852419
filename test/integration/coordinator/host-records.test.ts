import { describe, expect, it, onTestFinished } from 'vitest';
import { HostRecords } from '../../../coordinator/host/mod.js';
import { Registry, type AgentClient, type Beat } from '../../../coordinator/registry/mod.js';
import { openStore } from '../../../coordinator/store/mod.js';
import { RemoteError } from '../../../runtime/errors/mod.js';
import { silentLogger } from '../../../runtime/log/mod.js';
import { eventually, TestBed } from './support/test-bed.js';

const ROUND_MS = 50;
const BEAT: Beat = { host: 'alpha', role: 'agent', target: 'unix:/a.sock', version: '1' };
const log = silentLogger();

/** The records of one host, whose agent answers when `answers` is true. */
async function opened() {
  const bed = await TestBed.open();
  const store = await openStore(bed.nats);
  const agent = { answers: true };
  const client = {
    getHost: async () => {
      if (!agent.answers) throw new RemoteError('SCRIPTED', 'no answer', { code: 'UNAVAILABLE' });
      return { name: 'alpha', facts: { kernel: '6.1' }, checks: [] };
    },
    close: () => undefined,
  } as unknown as AgentClient;
  const registry: Registry = new Registry({
    clients: { agent: () => client, proxy: () => client as never },
    log,
    onJoin: (host, role, version) => records.joined(host, role, version),
    onLoss: (host, heardAt) => records.lost(host, heardAt),
  });
  const records: HostRecords = new HostRecords({ store, registry, log, roundMs: ROUND_MS });
  onTestFinished(() => {
    records.close();
    registry.close();
  });
  const record = async () => (await store.hosts.get('alpha'))?.value;
  return { store, registry, agent, record };
}

describe('the records of hosts', () => {
  it('go on saying when a host was heard', async () => {
    const { registry, record } = await opened();
    const stream = {};
    registry.beat(BEAT, stream);
    await eventually(async () => (await record())?.facts['kernel'] === '6.1');
    const first = (await record())?.seenAt ?? '';
    await eventually(async () => Date.now() > Date.parse(first));
    registry.beat(BEAT, stream);
    const heardAt = registry.presence('alpha').heardAt ?? 0;
    await eventually(async () => Date.parse((await record())?.seenAt ?? '') === heardAt);
    expect(heardAt).toBeGreaterThan(Date.parse(first));
  });

  it('are made later when they could not be made at once, and get their facts', async () => {
    const { store, registry, agent, record } = await opened();
    agent.answers = false;
    registry.beat(BEAT, {});
    await eventually(async () => (await record()) !== undefined);
    expect(await record()).toMatchObject({ facts: {}, versions: { agent: '1' } });
    // As if NATS had not been there when it joined.
    await store.hosts.remove('alpha');
    agent.answers = true;
    await eventually(async () => (await record())?.facts['kernel'] === '6.1');
  });

  it('read what an earlier version wrote', async () => {
    const { store, registry, record } = await opened();
    const old = { name: 'alpha', facts: { kernel: '5.10' }, seenAt: '2026-01-01T00:00:00Z' };
    await store.hosts.create('alpha', old as never);
    expect(await record()).toEqual({ ...old, labels: {}, versions: {} });
    registry.beat(BEAT, {});
    await eventually(async () => (await record())?.versions.agent === '1');
  });

  it('are not made by the loss of a role', async () => {
    const { store, registry, record } = await opened();
    const stream = {};
    registry.beat(BEAT, stream);
    await eventually(async () => (await record())?.facts['kernel'] === '6.1');
    registry.leave(BEAT, stream);
    registry.forget('alpha');
    await store.hosts.remove('alpha');
    // Some rounds go by, and another host joins: nobody brings it back.
    registry.beat({ ...BEAT, host: 'beta' }, {});
    await eventually(async () => (await store.hosts.get('beta'))?.value.facts['kernel'] === '6.1');
    expect(await record()).toBeUndefined();
  });
});
