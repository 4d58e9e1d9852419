import { execFile, execFileSync, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { Socket } from 'node:net';
import path from 'node:path';
import { promisify } from 'node:util';
import { decodeBatch, type Batch, type Direction, type LogRecord } from '../../../../proxy/log/mod.js';
import {
  bindRaw,
  closeDescriptor,
  connectSocket,
  inNetworkNamespace,
  interfaceIndex,
  rawSocket,
  sendNow,
  tcpSocket,
} from '../../../../runtime/linux/mod.js';
import { connectNats, jetstreamManager, type NatsConfig } from '../../../../runtime/nats/mod.js';
import { packageRoot } from '../../../../runtime/config/mod.js';
import type { Talk } from './talk-client.js';

export const isRoot = process.platform === 'linux' && process.getuid?.() === 0;
export const PORT = 7000;
export const ADDRESSES = { v4: '10.213.0.2', v6: 'fd13::2' };
const AF_PACKET = 17;
const SOCK_RAW = 3;
const run = promisify(execFile);
const FOLDER = 'dist/test/integration/proxy/duplicator';

/** A network namespace, the end of the wire in it, and the last part of its address. */
type Device = readonly [namespace: string, device: string, last: string];

/** A host and a container, each a network namespace, joined by a veth; and programs that talk through it. */
export class WireLab {
  readonly #tag: string;
  readonly interface: string;
  #server: ReturnType<typeof spawn> | undefined;

  constructor(tag: string) {
    this.#tag = `pktap${process.pid}${tag}`;
    this.interface = `pt${process.pid}${tag}h`;
  }

  /** Host pid of the program in the container: ip has become it. */
  get serverPid(): number {
    return this.#server!.pid!;
  }

  get hostNamespace(): string {
    return `/run/netns/${this.#tag}h`;
  }

  ip(...args: string[]): void {
    execFileSync('ip', args, { stdio: 'pipe', timeout: 10_000 });
  }

  async create(): Promise<void> {
    const [host, container] = [`${this.#tag}h`, `${this.#tag}c`];
    const inside = `pt${process.pid}${this.#tag.slice(-1)}c`;
    this.ip('netns', 'add', host);
    this.ip('netns', 'add', container);
    this.ip(
      '-n',
      host,
      'link',
      'add',
      this.interface,
      'type',
      'veth',
      'peer',
      'name',
      inside,
      'netns',
      container,
    );
    for (const [namespace, device, last] of this.#devices()) {
      this.ip('-n', namespace, 'addr', 'add', `10.213.0.${last}/24`, 'dev', device);
      this.ip('-n', namespace, 'addr', 'add', `fd13::${last}/64`, 'dev', device, 'nodad');
      this.ip('-n', namespace, 'link', 'set', device, 'up');
      this.ip('-n', namespace, 'link', 'set', 'lo', 'up');
    }
    const server = spawn('ip', ['netns', 'exec', container, ...this.#node('talk-server.js', String(PORT))], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    this.#server = server;
    await new Promise<void>((resolve) => server.stdout.once('data', () => resolve()));
  }

  /** Runs clients to their end and tells what they sent and got. */
  async talk(host: string, connections: number, mostBytes: number, seed: number): Promise<Talk[]> {
    const args = [host, PORT, connections, mostBytes, seed].map(String);
    const { stdout } = await run(
      'ip',
      ['netns', 'exec', `${this.#tag}h`, ...this.#node('talk-client.js', ...args)],
      {
        timeout: 100_000,
        maxBuffer: 64 * 1024 * 1024,
      },
    );
    return JSON.parse(stdout) as Talk[];
  }

  /** A connection of a client that has said one byte and waits; it belongs to the caller. */
  async hold(host: string): Promise<Socket> {
    const fd = inNetworkNamespace(this.hostNamespace, () => {
      const made = tcpSocket(host);
      connectSocket(made, { address: host, port: PORT });
      return made;
    });
    const socket = new Socket({ fd });
    socket.on('error', () => socket.destroy());
    socket.write(Uint8Array.of(0));
    await once(socket, 'data');
    return socket;
  }

  destroy(): void {
    this.#server?.kill('SIGKILL');
    for (const side of ['h', 'c']) {
      try {
        this.ip('netns', 'del', `${this.#tag}${side}`);
      } catch {
        // Never made.
      }
    }
  }

  /** From now on both ends send packets of up to so many bytes in one piece, over IPv6. */
  sendBig(bytes: number): void {
    const sizes = ['gso_max_size', 'gro_max_size'].flatMap((name) => [name, String(bytes)]);
    for (const [namespace, device] of this.#devices())
      this.ip('-n', namespace, 'link', 'set', device, ...sizes);
  }

  /** Puts a frame on the wire at the container's end, as it is. */
  inject(frame: Uint8Array): void {
    const [, [namespace, device]] = this.#devices();
    const fd = inNetworkNamespace(`/run/netns/${namespace}`, () => {
      const made = rawSocket(AF_PACKET, SOCK_RAW, 0);
      const address = new Uint8Array(20);
      const view = new DataView(address.buffer);
      view.setUint16(0, AF_PACKET, true);
      view.setInt32(4, interfaceIndex(device), true);
      bindRaw(made, address);
      return made;
    });
    sendNow(fd, frame);
    closeDescriptor(fd);
  }

  #devices(): readonly [Device, Device] {
    return [
      [`${this.#tag}h`, this.interface, '1'],
      [`${this.#tag}c`, `pt${process.pid}${this.#tag.slice(-1)}c`, '2'],
    ];
  }

  /** From now on one packet in 29 is lost: on their way in behind the tap, on their way out before it, and beyond. */
  loseSome(): void {
    const rules = ['input', 'output']
      .map((hook) => `chain ${hook} { type filter hook ${hook} priority 0; numgen inc mod 29 == 7 drop; };`)
      .join('');
    for (const side of ['h', 'c']) this.#nft(side, `table inet lossy { ${rules} };`);
  }

  loseNone(): void {
    for (const side of ['h', 'c']) this.#nft(side, 'delete table inet lossy');
  }

  #nft(side: string, ruleset: string): void {
    execFileSync('ip', ['netns', 'exec', `${this.#tag}${side}`, 'nft', ruleset], {
      stdio: 'pipe',
      timeout: 10_000,
    });
  }

  #node(file: string, ...args: string[]): string[] {
    return [process.execPath, path.join(packageRoot(), FOLDER, file), ...args];
  }
}

/** Every batch of a stream, in order. */
export async function readLog(config: NatsConfig, stream: string): Promise<Batch[]> {
  const connection = await connectNats(config, 'log reader');
  const manager = await jetstreamManager(connection);
  const { state } = await manager.streams.info(stream);
  const batches: Batch[] = [];
  for (let seq = Math.max(1, state.first_seq); seq <= state.last_seq; seq += 1) {
    const message = await manager.streams.getMessage(stream, { seq });
    batches.push(decodeBatch(message!.data));
  }
  await connection.close();
  return batches;
}

/** One connection as the log has it. */
export interface LoggedConnection {
  readonly port: number;
  readonly records: readonly LogRecord[];
  readonly gapBytes: number;
  bytes(direction: Direction): Buffer;
  hash(direction: Direction): string;
}

/** The connections of a log by the remote's port; checks that data and gaps of each lie end to end. */
export function connectionsOf(batches: readonly Batch[]): Map<number, LoggedConnection> {
  const byNumber = new Map<number, { port: number; records: LogRecord[] }>();
  for (const record of batches.flatMap(({ records }) => records)) {
    if (record.connection === 0) continue;
    let connection = byNumber.get(record.connection);
    if (connection === undefined) {
      if (record.kind !== 'open' && record.kind !== 'seen')
        throw new Error(`a connection begins with ${record.kind}`);
      connection = { port: record.tuple.remote.port, records: [] };
      byNumber.set(record.connection, connection);
    }
    connection.records.push(record);
  }
  return new Map(
    [...byNumber.values()].map(({ port, records }) => {
      const bytes = (direction: Direction): Buffer => contiguous(records, direction);
      const hash = (direction: Direction): string => createHash('md5').update(bytes(direction)).digest('hex');
      const gapBytes = records.reduce(
        (sum, record) => sum + (record.kind === 'gap' ? record.gapBytes : 0),
        0,
      );
      return [port, { port, records, gapBytes, bytes, hash }];
    }),
  );
}

/** What one direction carried; gaps are left as zeros. Throws when something is missing that is no gap. */
export function contiguous(records: readonly LogRecord[], direction: Direction): Buffer {
  const parts: Uint8Array[] = [];
  let next: number | undefined;
  for (const record of records) {
    if ((record.kind === 'open' || record.kind === 'accept') && record.direction === direction)
      next = record.seq;
    if (record.kind !== 'data' && record.kind !== 'gap' && record.kind !== 'end') continue;
    if (record.direction !== direction) continue;
    if (next !== undefined && record.seq !== next)
      throw new Error(`${direction} jumps from ${next} to ${record.seq}`);
    const bytes =
      record.kind === 'data' ? record.bytes : new Uint8Array(record.kind === 'gap' ? record.gapBytes : 0);
    parts.push(bytes);
    next = (record.seq + bytes.length) >>> 0;
  }
  return Buffer.concat(parts);
}
