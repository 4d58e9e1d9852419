// All ways from this agent to others.
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { SshLogin } from '../../runtime/config/mod.js';
import type { ParikshanError } from '../../runtime/errors/mod.js';
import type { Logger } from '../../runtime/log/mod.js';
import { parseHostPort, type SshConnection } from '../../runtime/ssh/mod.js';
import { SshLoginMissingError } from './errors.js';
import { logIn } from './login.js';
import { SharedConnection } from './shared-connection.js';
import { SshWay } from './ssh-way.js';

/** Through which sshd to go; both `HOST:PORT`. */
export interface SshHop {
  readonly address: string;
  /** The agent, as the machine of that sshd reaches it. */
  readonly target: string;
}

/** A way to another agent; open until it is closed. */
export interface Way {
  /** gRPC target to connect to. */
  readonly target: string;
  /** For messages: `10.0.0.1:7424`, `10.0.0.1:7424 through ssh at 10.0.0.1:22`. */
  readonly name: string;
  /** Why it does not lead there just now, where that is known better than by whoever calls. */
  readonly fault: ParikshanError | undefined;
  close(): void;
}

export interface WayOpener {
  /**
   * @param target gRPC target of the other agent; not used where there is a hop
   * @throws SshLoginMissingError, what ssh refuses, or `signal.reason`
   */
  open(target: string, hop: SshHop | null, signal: AbortSignal): Promise<Way>;
}

export interface WaysOptions {
  readonly runDir: string;
  readonly login: SshLogin | undefined;
  readonly log: Logger;
  /** Default 60 s: between the disk and the memory of a clone nobody needs the connection for the time of a freeze. */
  readonly idleMs?: number;
}

const IDLE_MS = 60_000;

/** Opens ways. There is one ssh connection for each sshd, whatever goes through it, and none while nothing does. */
export class Ways implements WayOpener {
  readonly #options: WaysOptions;
  readonly #connections = new Map<string, SharedConnection<SshConnection>>();
  #number = 0;

  constructor(options: WaysOptions) {
    this.#options = options;
  }

  async open(target: string, hop: SshHop | null, signal: AbortSignal): Promise<Way> {
    if (hop === null) return { target, name: target, fault: undefined, close: () => undefined };
    const { runDir, log } = this.#options;
    const folder = join(runDir, 'ssh');
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const options = {
      connection: this.#connection(hop.address),
      target: hostPort(hop.target),
      path: join(folder, `${(this.#number += 1)}.sock`),
      name: `${hop.target} through ssh at ${hop.address}`,
      log,
    };
    return SshWay.open(options, signal);
  }

  /** How many ssh connections there are, or are being opened. */
  get connections(): number {
    return this.#connections.size;
  }

  close(): void {
    for (const connection of this.#connections.values()) connection.close();
    this.#connections.clear();
  }

  #connection(address: string): SharedConnection<SshConnection> {
    const known = this.#connections.get(address);
    if (known !== undefined) return known;
    const { login, log, idleMs = IDLE_MS } = this.#options;
    if (login === undefined) throw new SshLoginMissingError(address);
    const at = hostPort(address);
    const made = new SharedConnection<SshConnection>({
      open: async (signal) => {
        const connection = await logIn(login, at, signal);
        log.info({ address, user: login.user }, 'ssh connection opened');
        connection.onLost(() => log.info({ address }, 'ssh connection ended'));
        return connection;
      },
      idleMs,
      onIdle: () => this.#connections.delete(address),
    });
    this.#connections.set(address, made);
    return made;
  }
}

function hostPort(target: string) {
  const parsed = parseHostPort(target);
  if (parsed === undefined) throw new TypeError(`${target} is no HOST:PORT`);
  return parsed;
}
