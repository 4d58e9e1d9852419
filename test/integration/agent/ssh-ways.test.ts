import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { Ways, type WaysOptions } from '../../../agent/route/mod.js';
import { Links } from '../../../agent/link/mod.js';
import { linkHandlers } from '../../../agent/service/link-handlers.js';
import { connect, service, startServer, type ServiceHandlers } from '../../../runtime/grpc/mod.js';
import { silentLogger } from '../../../runtime/log/mod.js';
import { SshServer } from './support/ssh-server.js';
import { sshKeyPair } from '../../setup/ssh-key.js';

const NEVER = new AbortController().signal;
const NOWHERE = '192.0.2.1:1';
const CALL = { timeoutMs: 5_000 };

describe('a way through ssh', () => {
  const folder = (): string => {
    const made = mkdtempSync(join(tmpdir(), 'pk-ways-'));
    onTestFinished(() => rmSync(made, { recursive: true, force: true }));
    return made;
  };
  const ways = (login: WaysOptions['login'], more: Partial<WaysOptions> = {}): Ways => {
    const made = new Ways({ runDir: folder(), login, log: silentLogger(), ...more });
    onTestFinished(() => made.close());
    return made;
  };
  /** An agent, as far as links go. */
  const agent = async (): Promise<string> => {
    const handlers = linkHandlers({ links: new Links(() => false, ways(undefined)) });
    const services = [service('AgentService', handlers as ServiceHandlers<'AgentService'>)];
    const server = await startServer({ listen: '127.0.0.1:0', services, log: silentLogger() });
    onTestFinished(() => server.shutdown(0));
    return server.target;
  };
  const client = (target: string) => {
    const made = connect('AgentService', target, { windowBytes: 2 ** 20 });
    onTestFinished(() => made.close());
    return made;
  };
  const probe = async (target: ReturnType<typeof client>, bytes = 0): Promise<number> => {
    let got = 0;
    for await (const { filler } of target.probeLink({ bytes }, CALL)) got += filler.length;
    return got;
  };

  it('leads to the agent, on a socket that only root can enter', async () => {
    const [sshd, target, runDir] = [await SshServer.start(), await agent(), folder()];
    const all = ways(sshd.login, { runDir });
    const way = await all.open(NOWHERE, { address: sshd.address, target }, NEVER);
    expect(way.name).toBe(`${target} through ssh at ${sshd.address}`);
    // More than any window on the way.
    expect(await probe(client(way.target), 4 * 1024 ** 2)).toBeGreaterThan(2 * 1024 ** 2);
    expect(statSync(join(runDir, 'ssh')).mode & 0o777).toBe(0o700);
    way.close();
    expect(readdirSync(join(runDir, 'ssh'))).toEqual([]);
  });

  it('shares its connection with all others through the same sshd, and lets go of it when nobody has needed it for a while', async () => {
    const sshd = await SshServer.start();
    const all = ways(sshd.login, { idleMs: 50 });
    const targets = [await agent(), await agent(), await agent()];
    const opened = await Promise.all(
      targets.map((target) => all.open(NOWHERE, { address: sshd.address, target }, NEVER)),
    );
    await Promise.all(opened.map((way) => probe(client(way.target))));
    expect([sshd.logins, sshd.connections]).toEqual([1, 1]);
    opened[0]?.close();
    opened[1]?.close();
    expect(await probe(client(opened[2]!.target))).toBe(0);
    opened[2]?.close();
    await expect.poll(() => sshd.connections).toBe(0);
    expect(all.connections).toBe(0);
    const again = await all.open(NOWHERE, { address: sshd.address, target: targets[0]! }, NEVER);
    expect(await probe(client(again.target))).toBe(0);
    expect(sshd.logins).toBe(2);
  });

  it('ends what is under way when its connection is cut, and leads there again by a new one', async () => {
    const [sshd, target] = [await SshServer.start(), await agent()];
    const way = await ways(sshd.login).open(NOWHERE, { address: sshd.address, target }, NEVER);
    const peer = client(way.target);
    const filler = peer.probeLink({ bytes: 32 * 1024 ** 2 }, CALL)[Symbol.asyncIterator]();
    await filler.next();
    sshd.cut();
    const rest = (async () => {
      while ((await filler.next()).done !== true);
    })();
    await expect(rest).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    await expect.poll(() => probe(peer).catch(() => -1), { timeout: 5_000 }).toBe(0);
    expect([sshd.logins, way.fault]).toEqual([2, undefined]);
  });

  it('says that the agent is gone, and no more once it is back', async () => {
    const sshd = await SshServer.start();
    const gone = { address: sshd.address, target: '127.0.0.1:1' };
    await expect(ways(sshd.login).open(NOWHERE, gone, NEVER)).rejects.toMatchObject({
      ...{ reason: 'SSH_TARGET_UNREACHABLE', code: 'UNAVAILABLE' },
      message: expect.stringContaining('nobody is reached at 127.0.0.1:1'),
    });
  });

  describe('that is refused', () => {
    const refusal = async (sshd: SshServer, login = sshd.login): Promise<Record<string, string>> => {
      const hop = { address: sshd.address, target: await agent() };
      const opened = ways(login).open(NOWHERE, hop, NEVER);
      return opened.then(
        () => ({}),
        (error: Record<string, string>) => error,
      );
    };

    it('by who has no key to go with', async () => {
      const opened = ways(undefined).open(NOWHERE, { address: '127.0.0.1:1', target: NOWHERE }, NEVER);
      await expect(opened).rejects.toMatchObject({
        ...{ reason: 'SSH_LOGIN_MISSING', remedy: expect.stringContaining('--ssh-identity') },
      });
    });

    it('since nobody knows the key of the host', async () => {
      const sshd = await SshServer.start();
      writeFileSync(sshd.login.knownHosts, '');
      const error = await refusal(sshd);
      expect(error['reason']).toBe('HOST_KEY_UNKNOWN');
      expect(error['remedy']).toContain(`ssh-keyscan -p ${sshd.port} 127.0.0.1`);
      expect(error['remedy']).toContain(sshd.login.knownHosts);
    });

    it('since the key of the host has changed', async () => {
      const sshd = await SshServer.start();
      const { public: other } = sshKeyPair();
      writeFileSync(sshd.login.knownHosts, `[127.0.0.1]:${sshd.port} ${other}\n`);
      const error = await refusal(sshd);
      expect(error['reason']).toBe('HOST_KEY_CHANGED');
      expect(error['message']).toContain(`${sshd.login.knownHosts} line 1`);
    });

    it('since its own key is not let in', async () => {
      const sshd = await SshServer.start();
      const error = await refusal(sshd, { ...sshd.login, user: 'other' });
      expect(error['reason']).toBe('SSH_LOGIN_REFUSED');
      expect(error['remedy']).toContain(`the public part of ${sshd.login.identity}`);
      expect(error['remedy']).toContain('authorized_keys of other on 127.0.0.1');
    });

    it('since its own key is not there', async () => {
      const sshd = await SshServer.start();
      const error = await refusal(sshd, { ...sshd.login, identity: '/none/id' });
      expect(error).toMatchObject({ reason: 'SSH_IDENTITY_UNUSABLE' });
      expect(error['remedy']).not.toContain('ssh-add');
    });

    it('since the host lets nobody through', async () => {
      const error = await refusal(await SshServer.start('prohibited'));
      expect(error['reason']).toBe('SSH_FORWARDING_REFUSED');
      expect(error['remedy']).toContain('AllowTcpForwarding');
    });

    it('since no sshd is there', async () => {
      const sshd = await SshServer.start();
      const hop = { address: '127.0.0.1:1', target: NOWHERE };
      await expect(ways(sshd.login).open(NOWHERE, hop, NEVER)).rejects.toMatchObject({
        reason: 'SSH_UNREACHABLE',
      });
    });
  });

  it('is measured as any other, and a refusal is told as what it is', async () => {
    const [sshd, target] = [await SshServer.start(), await agent()];
    const links = new Links(() => false, ways(sshd.login));
    const figures = await links.measure(NOWHERE, { address: sshd.address, target }, NEVER);
    expect(figures.bytesPerSecond).toBeGreaterThan(1_000_000);
    const prohibited = await SshServer.start('prohibited');
    const refused = new Links(() => false, ways(prohibited.login));
    await expect(
      refused.measure(NOWHERE, { address: prohibited.address, target }, NEVER),
    ).rejects.toMatchObject({
      reason: 'SSH_FORWARDING_REFUSED',
    });
  });
});
