import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ssh2 from 'ssh2';
import { onTestFinished } from 'vitest';
import type { SshLogin } from '../../../../runtime/config/mod.js';
import { sshKeyPair } from '../../../setup/ssh-key.js';

export type Forwarding = 'allowed' | 'prohibited';

/** An ssh server on loopback that lets one key in, and through to wherever it asks for; with files for whoever comes. */
export class SshServer {
  readonly login: SshLogin;
  readonly address: string;
  readonly port: number;
  /** Logins that were let in. */
  logins = 0;
  readonly #sessions = new Set<ssh2.Connection>();

  private constructor(login: SshLogin, port: number) {
    this.login = login;
    this.port = port;
    this.address = `127.0.0.1:${port}`;
  }

  static async start(forwarding: Forwarding = 'allowed'): Promise<SshServer> {
    const folder = mkdtempSync(join(tmpdir(), 'pk-ssh-server-'));
    const [hostKey, userKey] = [0, 1].map(() => sshKeyPair());
    const identity = join(folder, 'id');
    writeFileSync(identity, userKey!.private, { mode: 0o600 });
    const allowed = ssh2.utils.parseKey(userKey!.public) as ssh2.ParsedKey;
    const server = new ssh2.Server({ hostKeys: [hostKey!.private] }, (client) =>
      made.#serve(client, allowed, forwarding),
    );
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const knownHosts = join(folder, 'known');
    writeFileSync(knownHosts, `[127.0.0.1]:${port} ${hostKey!.public}\n`);
    const made: SshServer = new SshServer({ user: 'parikshan', identity, knownHosts }, port);
    onTestFinished(async () => {
      made.cut();
      await new Promise((resolve) => server.close(resolve));
      rmSync(folder, { recursive: true });
    });
    return made;
  }

  /** Connections that there are. */
  get connections(): number {
    return this.#sessions.size;
  }

  /** Ends all of them. */
  cut(): void {
    for (const client of this.#sessions) client.end();
  }

  #serve(client: ssh2.Connection, allowed: ssh2.ParsedKey, forwarding: Forwarding): void {
    this.#sessions.add(client);
    client.on('error', () => undefined);
    client.on('close', () => this.#sessions.delete(client));
    client.on('authentication', (context) => {
      if (context.method !== 'publickey' || context.username !== this.login.user)
        return context.reject(['publickey']);
      if (!context.key.data.equals(allowed.getPublicSSH())) return context.reject(['publickey']);
      const { signature, blob, hashAlgo } = context;
      const proven =
        signature === undefined || allowed.verify(blob ?? Buffer.alloc(0), signature, hashAlgo) === true;
      if (proven) context.accept();
      else context.reject(['publickey']);
    });
    client.on('ready', () => (this.logins += 1));
    // Who does not listen for it prohibits it.
    if (forwarding === 'prohibited') return;
    client.on('tcpip', (accept, reject, { destIP, destPort }) => {
      const socket = connect({ host: destIP, port: destPort, noDelay: true });
      socket.once('error', () => reject());
      socket.once('connect', () => {
        const channel = accept();
        channel.on('error', () => undefined);
        socket.on('error', () => undefined);
        channel.on('close', () => socket.destroy());
        socket.on('close', () => channel.destroy());
        socket.pipe(channel).pipe(socket);
      });
    });
  }
}
