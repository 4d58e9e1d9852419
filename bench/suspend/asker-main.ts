/**
 * A client of its own: a few connections, each asking one small request after the other. Knows nothing of clones.
 *
 * Its argument is an AskTarget. It sends 'asking' once all connections are open, and its notes when it is told to stop
 * and every request is answered.
 */
import { connect, type Socket } from 'node:net';
import { once } from 'node:events';
import { constants, setPriority } from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';
import type { AskerNotes, AskTarget } from './asker.js';
import { isWhole, requestOf, type Protocol } from './protocol.js';
import { monotonicMs, type Ask } from './waits.js';

const CONNECTIONS = 8;
/** Between an answer and the next request of a connection: a container that is asked like this is idle. */
const PAUSE_MS = 2;
/** A shorter wait is counted and not noted. */
const NOTED_MS = 1;
/** A request that takes longer is lost, milliseconds. */
const ANSWER_MS = 20_000;

const target = JSON.parse(process.argv[2] ?? '') as AskTarget;
const asks: Ask[] = [];
const faults: string[] = [];
let asked = 0;
let stopped = false;

// A client on another machine has a processor to itself. Its own turn must not be waited for here either.
setPriority(constants.priority.PRIORITY_HIGHEST);
process.on('disconnect', () => process.exit());
process.on('message', () => (stopped = true));

const sockets = await Promise.all(
  Array.from({ length: CONNECTIONS }, async () => {
    const socket = connect({ host: target.host, port: target.port, noDelay: true });
    await once(socket, 'connect');
    return socket;
  }),
);
process.send!('asking');
await Promise.all(
  sockets.map((socket) =>
    converse(socket, target.protocol).catch((error: unknown) => {
      faults.push(error instanceof Error ? error.message : String(error));
    }),
  ),
);
for (const socket of sockets) socket.destroy();
const notes: AskerNotes = { asked, asks, faults };
process.send!(notes, () => process.disconnect());

async function converse(socket: Socket, protocol: Protocol): Promise<void> {
  const request = requestOf(protocol);
  let received = Buffer.alloc(0);
  let settle: { resolve: () => void; reject: (error: Error) => void } | undefined;
  let ended: Error | undefined;
  const end = (error: Error): void => {
    ended ??= error;
    settle?.reject(ended);
  };
  socket.on('data', (chunk: Buffer) => {
    received = Buffer.concat([received, chunk]);
    try {
      if (!isWhole(protocol, received)) return;
      received = Buffer.alloc(0);
      settle?.resolve();
    } catch (error) {
      end(error as Error);
    }
  });
  socket.on('error', end);
  socket.on('close', () => end(new Error('its connection was closed')));
  while (!stopped) {
    const at = monotonicMs();
    const timer = setTimeout(
      () => end(new Error(`was not answered within ${ANSWER_MS / 1000} s`)),
      ANSWER_MS,
    );
    try {
      await new Promise<void>((resolve, reject) => {
        settle = { resolve, reject };
        if (ended === undefined) socket.write(request);
        else reject(ended);
      });
    } finally {
      clearTimeout(timer);
    }
    const waited = monotonicMs() - at;
    asked += 1;
    if (waited >= NOTED_MS) asks.push({ at, waited });
    await delay(PAUSE_MS);
  }
}
