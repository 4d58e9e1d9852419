/** The acts of the demo, in order. */
import { join } from 'node:path';
import { run } from '../runtime/command/mod.js';
import { packageRoot } from '../runtime/config/mod.js';
import { measureP99 } from './latency.js';
import { CLIENTS_PER_TEST, Load, LOAD_TESTS } from './load.js';
import type { Narration } from './narration.js';
import type { CloneCreatedJson, Product, ReplicaJson } from './product.js';
import { RedisClient } from './redis-client.js';
import { judge, type DemoReport } from './report.js';
import type { Stage } from './stage.js';
import { watchUntil } from './watch.js';

const ROOTFS = '/var/cache/parikshan/demo-redis';
const INSTANCE = 'redis';
const PORT = 6379;
const COMMANDS_PER_TEST = 100_000;
const LATENCY_SECONDS = 4;
const COMMAND = [
  'redis-server',
  '--bind',
  '0.0.0.0',
  '--protected-mode',
  'no',
  '--save',
  '',
  '--enable-debug-command',
  'yes',
];
const MINUTE = 60_000;

export class Demo {
  readonly #stage: Stage;
  readonly #say: Narration;
  #started: Product | undefined;
  #load: Load | undefined;

  constructor(narration: Narration, stage: Stage) {
    this.#say = narration;
    this.#stage = stage;
  }

  get #product(): Product {
    if (this.#started === undefined) throw new TypeError('nothing was started yet');
    return this.#started;
  }

  /** Runs all acts. What was started is left for `cleanUp`. */
  async run(signal: AbortSignal): Promise<DemoReport> {
    const address = await this.#startProduction(signal);
    const held = await this.#holdTransaction(address);
    const load = this.#startLoad(address);
    const created = await this.#clone(signal);
    const heldRan = await this.#execHeld(held);
    const loadResult = await load.done;
    this.#say.say(
      `The load has ended: ${loadResult.commands.toLocaleString('en')} commands, ${loadResult.errors} errors.`,
    );
    for (const complaint of loadResult.complaints) this.#say.say(complaint);
    const names = created.replicas.map((replica) => replica.name);
    const replicas = await this.#compare(address, names);
    const production = await this.#debug(address, names);
    held.close();
    return judge({
      suspend: created.clone.suspend,
      connectionsCarried: Math.min(...replicas.map(({ status }) => status.replay?.connectionsCarried ?? 0)),
      expectedConnections: LOAD_TESTS.length * CLIENTS_PER_TEST + 1,
      load: { commands: loadResult.commands, errors: loadResult.errors },
      replicas: replicas.map(({ status, stateEqual }) => ({
        name: status.name,
        host: status.host,
        state: status.state,
        stateEqual,
        recordsLost: status.replay?.recordsLost ?? 0,
        divergences: status.replay?.divergences ?? 0,
      })),
      production,
      heldTransactionRan: { production: heldRan, replicas: replicas.map(({ held: ran }) => ran) },
    });
  }

  /** Removes everything the demo made, whatever state it is in. */
  async cleanUp(): Promise<void> {
    this.#say.act('Cleaning up');
    this.#load?.stop();
    await this.#stage.remove();
    this.#say.say('Nothing is left.');
  }

  sayWhatToTry(): void {
    this.#say.act('Everything is left running. What to try next');
    for (const line of this.#stage.environment) this.#say.say(line);
    for (const line of [
      'status',
      'replica watch redis-1-r1',
      'replica exec redis-1-r1 -- redis-cli INFO',
      'purge --yes   (removes it all)',
    ]) {
      this.#say.say(`bin/parikshan ${line}`);
    }
  }

  async #startProduction(signal: AbortSignal): Promise<string> {
    this.#say.act('A production container');
    if (this.#stage.used) this.#say.say('An earlier demo left something behind; it is removed first.');
    await run(join(packageRoot(), 'scripts/rootfs'), ['redis-server', '--out', ROOTFS], {
      timeoutMs: 5 * MINUTE,
      signal,
    });
    this.#started = await this.#stage.start(signal);
    this.#say.say(this.#stage.scene);
    const how = [...this.#stage.instanceOptions, '--rootfs', ROOTFS, '--port', String(PORT)];
    const answer = await this.#product.json<{ instance: { address: string; pid: number } }>(
      ['instance', 'run', INSTANCE, ...how, '--', ...COMMAND],
      { timeoutMs: 2 * MINUTE, signal },
    );
    const { address, pid } = answer.instance;
    this.#say.say(`Redis of Debian runs in a container of its own: ${address}:${PORT}, host pid ${pid}.`);
    return address;
  }

  async #holdTransaction(address: string): Promise<RedisClient> {
    const held = await RedisClient.connect(address, PORT);
    await held.call('CLIENT', 'SETNAME', 'held');
    await held.call('MULTI');
    await held.call('INCR', 'demo:held');
    await held.call('RPUSH', 'demo:held:list', 'queued', 'before', 'the', 'clone');
    this.#say.say('One client opens a transaction (MULTI), queues two commands and keeps it open.');
    return held;
  }

  #startLoad(address: string): Load {
    this.#load = new Load({ host: address, port: PORT }, COMMANDS_PER_TEST);
    const clients = LOAD_TESTS.length * CLIENTS_PER_TEST;
    this.#say.say(
      `${clients} clients of redis-benchmark send ${LOAD_TESTS.join(', ').toUpperCase()} at full speed.`,
    );
    return this.#load;
  }

  async #clone(signal: AbortSignal): Promise<CloneCreatedJson> {
    this.#say.act(`Clone it while it serves, into ${this.#stage.replicas} replicas`);
    const created = await this.#product.json<CloneCreatedJson>(
      ['clone', 'create', INSTANCE, ...this.#stage.cloneOptions],
      { timeoutMs: 5 * MINUTE, signal },
    );
    const { suspend, connections } = created.clone;
    this.#say.figure('connections in the cut', String(connections));
    for (const [name, value] of [
      ['production stood still', suspend.frozenMs],
      ['  of it: stopping it', suspend.freezingMs],
      ['  of it: memory', suspend.memoryMs],
      ['  of it: disk', suspend.diskMs],
      ['network held', suspend.networkLockMs],
      ['longest gap a waiting client saw', suspend.clientGapMs],
    ] as const) {
      this.#say.figure(name, value === null ? 'not known' : `${value.toFixed(1)} ms`);
    }
    if (created.clone.copies.length > 0)
      for (const { name, host } of created.replicas) this.#say.figure(name, `on ${host}`);
    return created;
  }

  async #execHeld(held: RedisClient): Promise<boolean> {
    const answer = await held.call('EXEC');
    this.#say.say(
      `The held client sends EXEC, after the clone: production answers ${JSON.stringify(answer)}.`,
    );
    return Array.isArray(answer) && answer[0] === 1 && answer[1] === 4;
  }

  async #compare(address: string, names: readonly string[]) {
    this.#say.act('Do the replicas hold what production holds?');
    const client = await RedisClient.connect(address, PORT);
    const digest = await client.call('DEBUG', 'DIGEST');
    client.close();
    this.#say.figure('DEBUG DIGEST of production', String(digest));
    return Promise.all(
      names.map(async (name) => {
        const status = await this.#caughtUp(name);
        const own = await this.#askReplica(name, 'DEBUG', 'DIGEST');
        const held = (await this.#askReplica(name, 'GET', 'demo:held')) === '1';
        this.#say.figure(`DEBUG DIGEST of ${name}`, own);
        this.#say.figure(`${name}: transaction ran by replay`, held ? 'yes' : 'no');
        this.#say.figure(
          `${name}: records lost, divergences`,
          `${status.replay?.recordsLost ?? 0}, ${status.replay?.divergences ?? 0}`,
        );
        return { status, stateEqual: own === digest, held };
      }),
    );
  }

  async #debug(address: string, names: readonly string[]): Promise<DemoReport['production']> {
    this.#say.act('A debugger sits on one replica');
    const p99MsBefore = await measureP99(address, PORT, LATENCY_SECONDS);
    this.#say.figure('production p99 before', `${p99MsBefore.toFixed(3)} ms`);
    const victim = names[0] ?? '';
    await this.#caughtUp(victim);
    this.#say.say(`gdb stops ${victim} and looks at its stack, for ${LATENCY_SECONDS} s and more.`);
    const hold = `shell sleep ${LATENCY_SECONDS + 1}`;
    const gdb = this.#product.run(
      [
        'replica',
        'exec',
        '--host-tool',
        victim,
        '--',
        'gdb',
        '-p',
        '{pid}',
        '-batch',
        '-ex',
        'bt 3',
        '-ex',
        hold,
      ],
      { timeoutMs: MINUTE },
    );
    const [p99MsWhileDebugging] = await Promise.all([measureP99(address, PORT, LATENCY_SECONDS), gdb]);
    this.#say.figure('production p99 while it sits there', `${p99MsWhileDebugging.toFixed(3)} ms`);
    const after = await this.#caughtUp(victim);
    this.#say.say(
      `gdb has left; ${victim} has caught up again (${after.replay?.recordsDone.toLocaleString('en')} records).`,
    );
    return { p99MsBefore, p99MsWhileDebugging };
  }

  async #caughtUp(name: string): Promise<ReplicaJson> {
    return watchUntil(
      this.#product,
      name,
      'caught up',
      ({ replay }) => replay?.caughtUp === true,
      2 * MINUTE,
    );
  }

  /** Asks the replica's own Redis, from inside its cell. */
  async #askReplica(name: string, ...words: readonly string[]): Promise<string> {
    const answer = await this.#product.run(['replica', 'exec', name, '--', 'redis-cli', ...words], {
      timeoutMs: MINUTE,
    });
    return answer.trim();
  }
}
