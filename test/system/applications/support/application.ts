import { connect } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import type { CloneBench } from '../../clone/support/bench.js';
import { type RunningInstance } from '../../clone/support/bench.js';

/** How long a program may take to its first listening socket: a database makes its files first. */
const START_MS = 60_000;

/** A real server from Debian's packages, as it is run in a production container. */
export interface Application {
  /** Name of its instance. */
  readonly name: string;
  /** Debian packages; they are unpacked once a machine (scripts/rootfs), into a folder named after the application. */
  readonly packages: readonly string[];
  readonly port: number;
  /** What is put into the container before it starts: path in it, and text. */
  readonly files?: Readonly<Record<string, string>>;
  /** Lines for its shell before the program starts: folders, owners, first data. */
  readonly prepare?: readonly string[];
  /** The program; it takes the shell's place. */
  readonly command: readonly string[];
}

/** Runs it, and resolves once it takes connections. */
export async function runApplication(bench: CloneBench, application: Application): Promise<RunningInstance> {
  const { name, packages, port } = application;
  const rootfs = { packages, folder: `test-${name}` };
  const instance = await bench.runInstance(name, rootfs, port, startCommand(application));
  await takesConnections(instance).catch(async (error: unknown) => {
    const { stdout } = await bench.cli(['instance', 'logs', name]);
    throw new Error(`${name} does not serve; it said: ${stdout}`, { cause: error });
  });
  return instance;
}

/** The texts are arguments of the shell: nothing has to be quoted. */
function startCommand({ files = {}, prepare = [], command }: Application): string[] {
  const script = [
    'set -e',
    ...Object.keys(files).flatMap((path) => [
      `mkdir -p "$(dirname ${path})"`,
      `printf %s "$1" >${path}`,
      'shift',
    ]),
    ...prepare,
    'exec "$@"',
  ].join('\n');
  return ['sh', '-c', script, 'start', ...Object.values(files), ...command];
}

async function takesConnections({ address, port }: RunningInstance): Promise<void> {
  const deadline = Date.now() + START_MS;
  for (;;) {
    const refusal = await dial(address, port);
    if (refusal === undefined) return;
    if (Date.now() > deadline) throw refusal;
    await delay(100);
  }
}

function dial(host: string, port: number): Promise<Error | undefined> {
  return new Promise((resolve) => {
    const socket = connect({ host, port });
    socket.once('connect', () => {
      socket.destroy();
      resolve(undefined);
    });
    socket.once('error', resolve);
  });
}
