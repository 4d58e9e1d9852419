import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { openSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { installationTag, packageRoot } from '../../../../runtime/config/mod.js';
import { connect, waitUntilServing, type Client } from '../../../../runtime/grpc/mod.js';
import { closePool } from '../../../../agent/disk/mod.js';
import { ownedFolder } from '../../support/owned-folder.js';

/** An installation of a test's own: state and run folder, and an agent process that can be killed and started again. */
export class TestInstallation {
  readonly folder = ownedFolder('installation');
  readonly stateDir = join(this.folder, 'state');
  readonly runDir = join(this.folder, 'run');
  readonly tag = installationTag(this.stateDir);
  readonly target = `unix:${join(this.runDir, 'agent.sock')}`;
  readonly #logPath = join(this.folder, 'agent.log');
  #agent: ChildProcess | undefined;
  #client: Client<'AgentService'> | undefined;

  get client(): Client<'AgentService'> {
    this.#client ??= connect('AgentService', this.target);
    return this.#client;
  }

  /** Resolves once the agent serves; it sees `env` too. */
  async start(env: NodeJS.ProcessEnv = {}): Promise<void> {
    const log = openSync(this.#logPath, 'a');
    const program = join(packageRoot(), 'bin', 'parikshan');
    const options = ['--state-dir', this.stateDir, '--run-dir', this.runDir];
    this.#agent = spawn(process.execPath, [program, 'agent', ...options], {
      env: { ...process.env, ...env },
      stdio: ['ignore', log, log],
    });
    await waitUntilServing('AgentService', this.target, { timeoutMs: 30_000 }).catch((error: unknown) => {
      throw new Error(`the agent does not serve:\n${this.log()}`, { cause: error });
    });
  }

  async end(signal: 'SIGTERM' | 'SIGKILL'): Promise<number | null> {
    const agent = this.#agent;
    this.#client?.close();
    this.#client = undefined;
    this.#agent = undefined;
    if (agent === undefined) return null;
    const ended = once(agent, 'exit');
    agent.kill(signal);
    return ((await ended) as [number | null])[0];
  }

  log(): string {
    return readFileSync(this.#logPath, 'utf8');
  }

  /** Ends the agent, and takes the installation away. Instances are removed first, by the agent. */
  async remove(): Promise<void> {
    if (this.#agent === undefined) await this.start();
    const { instances } = await this.client.listHostInstances({}, { timeoutMs: 20_000 });
    for (const { spec } of instances) {
      await this.client.removeHostInstance({ name: spec?.name ?? '', force: true }, { timeoutMs: 60_000 });
    }
    await this.end('SIGTERM');
    await closePool(this.stateDir);
    rmSync(this.folder, { recursive: true, force: true });
  }
}
