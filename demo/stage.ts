/** Where the demo plays: on this machine, or on several hosts that it makes of it. */
import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { HostLab } from './hosts/mod.js';
import { Product } from './product.js';

const INSTALLATION = { stateDir: '/var/lib/parikshan-demo', runDir: '/run/parikshan-demo', natsPort: 7432 };
const HOSTS_PLACE = { stateDir: '/var/lib/parikshan-demo-hosts', runDir: '/run/parikshan-demo-hosts' };
const MINUTE = 60_000;

export interface Stage {
  /** How the instance is run there, beside what is run. */
  readonly instanceOptions: readonly string[];
  /** How it is cloned. */
  readonly cloneOptions: readonly string[];
  readonly replicas: number;
  /** Whether an earlier demo has left something there. */
  readonly used: boolean;
  /** Removes that, then starts all roles. Resolves when they serve. */
  start(signal: AbortSignal): Promise<Product>;
  /** What was started, in a sentence. */
  readonly scene: string;
  /** Removes everything, whatever state it is in. */
  remove(): Promise<void>;
  /** What a person sets to use what is left running. */
  readonly environment: readonly string[];
}

/** All roles on this machine, by `parikshan up`. */
export class OneMachine implements Stage {
  readonly instanceOptions = [];
  readonly replicas = 2;
  readonly cloneOptions = ['--replicas', String(this.replicas)];
  readonly scene = 'All roles run on this machine, by `parikshan up`.';
  readonly environment = [
    `export PARIKSHAN_STATE_DIR=${INSTALLATION.stateDir} PARIKSHAN_RUN_DIR=${INSTALLATION.runDir}`,
  ];
  readonly #product = new Product(INSTALLATION);

  get used(): boolean {
    return existsSync(INSTALLATION.stateDir) || existsSync(INSTALLATION.runDir);
  }

  async start(signal: AbortSignal): Promise<Product> {
    await this.remove();
    const up = ['up', '--detach', '--nats-port', String(INSTALLATION.natsPort)];
    await this.#product.run(up, { timeoutMs: MINUTE, signal });
    return this.#product;
  }

  async remove(): Promise<void> {
    if (!this.used) return;
    await this.#product.run(['purge', '--yes'], { timeoutMs: 2 * MINUTE });
    for (const dir of [INSTALLATION.stateDir, INSTALLATION.runDir])
      await rm(dir, { recursive: true, force: true });
  }
}

/** Several hosts, each a network namespace with roles of its own; a replica on each, of one freeze. */
export class SeveralHosts implements Stage {
  readonly instanceOptions = ['--host', 'h1'];
  readonly replicas: number;
  readonly cloneOptions: readonly string[];
  readonly scene: string;
  #lab: HostLab | undefined;

  constructor(hosts: number) {
    this.replicas = hosts;
    this.cloneOptions = ['--replicas', String(hosts), '--spread', String(hosts)];
    const names = Array.from({ length: hosts }, (_, index) => `h${index + 1}`);
    this.scene = `${names.join(', ')} are hosts of their own (network namespaces on a bridge), each with its agent and proxy; Redis runs on h1.`;
  }

  get used(): boolean {
    return existsSync(HOSTS_PLACE.stateDir) || existsSync(HOSTS_PLACE.runDir);
  }

  get environment(): readonly string[] {
    const target = this.#lab?.coordinatorTarget ?? '';
    return [`export PARIKSHAN_COORDINATOR=${target}`];
  }

  async start(): Promise<Product> {
    this.#lab = await HostLab.start({ hosts: this.replicas, place: HOSTS_PLACE });
    return this.#lab.product;
  }

  async remove(): Promise<void> {
    if (this.#lab !== undefined) await this.#lab.remove();
    else if (this.used) await HostLab.clear(HOSTS_PLACE);
    this.#lab = undefined;
  }
}
