/**
 * Clients for the tests of the tap, run in the host's namespace: many connections at once with random sizes and pauses.
 * Arguments: host, port, connections, most bytes per connection, seed. Prints one JSON line: what each connection sent and got.
 */
import { createHash, type Hash } from 'node:crypto';
import net from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

const [host, port, connections, mostBytes, seed] = process.argv.slice(2);

const LOST_RESET_MS = 5_000;

/** mulberry32: the same seed gives the same traffic. */
function random(start: number): () => number {
  let state = start;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

export interface Talk {
  port: number;
  /** 0 to 2 as the server knows them, 3: this client resets. */
  mode: number;
  sentBytes: number;
  sent: string;
  gotBytes: number;
  got: string;
}

async function talk(number: number): Promise<Talk> {
  const next = random(Number(seed) * 1000 + number);
  const mode = next() < 0.7 ? 0 : 1 + Math.floor(next() * 3);
  const socket = net.connect({ host: host!, port: Number(port), allowHalfOpen: true });
  await new Promise((resolve, reject) => socket.once('connect', resolve).once('error', reject));
  const localPort = socket.localPort!;
  const [sent, got] = [createHash('md5'), createHash('md5')];
  let [sentBytes, gotBytes] = [0, 0];
  socket.on('data', (chunk) => {
    got.update(chunk);
    gotBytes += chunk.length;
  });
  socket.on('error', () => undefined);
  const closed = new Promise((resolve) => socket.once('close', resolve));
  const total = Math.floor(next() * Number(mostBytes)) + 1;
  while (sentBytes < total && !socket.destroyed) {
    const size = Math.min(
      total - sentBytes,
      next() < 0.5 ? 1 + Math.floor(next() * 100) : 1 + Math.floor(next() * 90_000),
    );
    const chunk = Buffer.alloc(size);
    for (let i = 0; i < size; i += 1) chunk[i] = Math.floor(next() * 256);
    if (sentBytes === 0) chunk[0] = mode === 3 ? 0 : mode;
    sentBytes += size;
    sent.update(chunk);
    if (!socket.write(chunk)) {
      await Promise.race([new Promise((resolve) => socket.once('drain', resolve)), closed]);
    }
    if (next() < 0.1) await pause(Math.floor(next() * 20));
  }
  // A reset of the server's is sent once: where that is lost, nobody would end this.
  if (mode !== 0) socket.setTimeout(LOST_RESET_MS, () => socket.destroy());
  if (mode === 3) socket.resetAndDestroy();
  else socket.end();
  await closed;
  return { port: localPort, mode, sentBytes, sent: hex(sent), gotBytes, got: hex(got) };
}

function hex(hash: Hash): string {
  return hash.digest('hex');
}

const talks = await Promise.all(Array.from({ length: Number(connections) }, (_, i) => talk(i)));
process.stdout.write(`${JSON.stringify(talks)}\n`);
