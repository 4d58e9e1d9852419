/** A real sshd on a host of a lab, with a host key and a user's key of its own. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  rmdirSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { onHost } from '../../../../demo/hosts/host-space.js';
import type { LabHost } from '../../../../demo/hosts/mod.js';
import { run } from '../../../../runtime/command/mod.js';

export const SSHD = '/usr/sbin/sshd';
/** sshd wants this empty folder of root's. */
const EMPTY_FOLDER = '/run/sshd';
const TIMEOUT_MS = 10_000;

export class TestSshd {
  /** Home of a user whose key sshd takes; HOME for the command line. */
  readonly home: string;
  readonly #folder: string;
  readonly #host: LabHost;
  readonly #madeEmptyFolder: boolean;
  #child: ChildProcess | undefined;

  private constructor(folder: string, host: LabHost) {
    this.#folder = folder;
    this.#host = host;
    this.home = join(folder, 'home');
    this.#madeEmptyFolder = !existsSync(EMPTY_FOLDER);
    if (this.#madeEmptyFolder) mkdirSync(EMPTY_FOLDER, { mode: 0o755 });
  }

  /** Makes keys, and starts sshd on port 22 of the host. */
  static async start(host: LabHost, folder: string): Promise<TestSshd> {
    const sshd = new TestSshd(folder, host);
    mkdirSync(join(sshd.home, '.ssh'), { recursive: true, mode: 0o700 });
    await makeKey(join(sshd.home, '.ssh/id_ed25519'));
    await sshd.newHostKey();
    await sshd.restart();
    return sshd;
  }

  get knownHostsFile(): string {
    return join(this.home, '.ssh/known_hosts');
  }

  /** Fingerprint of the host's key as ssh-keygen says it. */
  async fingerprint(): Promise<string> {
    const { stdout } = await run('ssh-keygen', ['-lf', `${this.#hostKey}.pub`], { timeoutMs: TIMEOUT_MS });
    return stdout.split(' ')[1] ?? '';
  }

  /** Makes the host known, by ssh-keygen's own hashing. */
  async makeKnown(): Promise<void> {
    const [type, key] = readFileSync(`${this.#hostKey}.pub`, 'utf8').split(' ');
    rmSync(this.knownHostsFile, { force: true });
    appendFileSync(this.knownHostsFile, `${this.#host.address} ${type} ${key}\n`, { mode: 0o600 });
    await run('ssh-keygen', ['-H', '-f', this.knownHostsFile], { timeoutMs: TIMEOUT_MS });
  }

  /** Gives the host another key, from its next start on. */
  async newHostKey(): Promise<void> {
    for (const file of [this.#hostKey, `${this.#hostKey}.pub`]) rmSync(file, { force: true });
    await makeKey(this.#hostKey);
  }

  /** (Re)starts it. @param settings further lines of sshd_config; they win over ours */
  async restart(settings: readonly string[] = []): Promise<void> {
    await this.stop();
    const config = join(this.#folder, 'sshd_config');
    const lines = [
      ...settings,
      `ListenAddress ${this.#host.address}`,
      `HostKey ${this.#hostKey}`,
      `AuthorizedKeysFile ${join(this.home, '.ssh/id_ed25519.pub')}`,
      'PidFile none',
      'StrictModes no',
      'UsePAM no',
      'PasswordAuthentication no',
      'KbdInteractiveAuthentication no',
      'PermitRootLogin yes',
    ];
    writeFileSync(config, `${lines.join('\n')}\n`);
    const [file = '', ...args] = onHost(this.#host.holder, [SSHD, '-D', '-e', '-f', config]);
    const child = spawn(file, args, { stdio: ['ignore', 'ignore', 'pipe'] });
    this.#child = child;
    const said = createInterface({ input: child.stderr });
    const ready = (async () => {
      for await (const line of said) if (line.includes('Server listening on')) return;
      throw new Error('sshd does not listen');
    })();
    await ready;
    child.stderr.resume();
  }

  /** Pids of the processes of all connections there are. */
  sessions(): number[] {
    const pid = this.#child?.pid ?? 0;
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8');
    return children.split(' ').filter(Boolean).map(Number);
  }

  /** Kills them, and not the one that listens. Answers how many there were. */
  killSessions(): number {
    const sessions = this.sessions();
    for (const session of sessions) process.kill(session, 'SIGKILL');
    return sessions.length;
  }

  async stop(): Promise<void> {
    const child = this.#child;
    this.#child = undefined;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const exit = once(child, 'exit');
    child.kill('SIGTERM');
    await exit;
  }

  async remove(): Promise<void> {
    await this.stop();
    if (this.#madeEmptyFolder) rmdirSync(EMPTY_FOLDER);
  }

  get #hostKey(): string {
    return join(this.#folder, 'host_key');
  }
}

async function makeKey(file: string): Promise<void> {
  await run('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', file], { timeoutMs: TIMEOUT_MS });
}
