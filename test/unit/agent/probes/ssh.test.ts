import { mkdtempSync, rmSync, writeFileSync, chmodSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { SSH } from '../../../../agent/probes/ssh.js';
import type { ProbeContext } from '../../../../agent/probes/mod.js';
import { sshKeyPair } from '../../../setup/ssh-key.js';

const HOP = { address: '10.0.0.2:22', target: '10.0.0.2:7424' };

describe('what a host says of ssh', () => {
  const folder = () => {
    const made = mkdtempSync(join(tmpdir(), 'pk-probe-ssh-'));
    onTestFinished(() => rmSync(made, { recursive: true }));
    return made;
  };
  const look = (context: Partial<ProbeContext>) => SSH.run(context as ProbeContext);

  it('is nothing where it is not used', async () => {
    expect(await look({})).toEqual({ facts: {}, checks: [] });
  });

  it('is where others come in, and as whom it goes to others', async () => {
    const home = folder();
    const [identity, knownHosts] = [join(home, 'id'), join(home, 'known')];
    writeFileSync(identity, sshKeyPair().private, { mode: 0o600 });
    writeFileSync(knownHosts, '');
    const login = { user: 'parikshan', identity, knownHosts };
    const { facts, checks } = await look({ sshHop: HOP, sshLogin: login });
    expect(facts).toEqual({ 'ssh-address': HOP.address, 'ssh-target': HOP.target, 'ssh-user': 'parikshan' });
    expect(checks).toMatchObject([{ name: 'ssh-login', ok: true, blocking: false }]);
  });

  it('is what is wrong with its key and its known hosts, together, and no obstacle to a clone', async () => {
    const home = folder();
    const identity = join(home, 'id');
    writeFileSync(identity, sshKeyPair().private);
    chmodSync(identity, 0o640);
    const login = { user: 'parikshan', identity, knownHosts: join(home, 'none') };
    const { checks } = await look({ sshLogin: login });
    expect(checks).toMatchObject([{ name: 'ssh-login', ok: false, blocking: false }]);
    expect(checks[0]?.message).toMatch(/id cannot be used: others may read it \(its mode is 0640\); .*none/);
  });
});
