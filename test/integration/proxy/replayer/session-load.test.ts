import type { Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { PORT, tuple, useSessionBench } from './session-bench.js';
import { MAY_MAKE_CELLS } from './test-cell.js';
import { Wire } from './test-log.js';

describe.runIf(MAY_MAKE_CELLS)('session under load and without NATS', () => {
  const bench = useSessionBench();
  const { follow, status, until, caughtUp } = bench;

  it('goes on where it was when NATS comes back', async () => {
    let got = '';
    await bench.cell.serve(PORT, (socket) => socket.on('data', (bytes: Buffer) => (got += bytes.toString())));
    const wire = new Wire(1, tuple(40_013));
    await bench.log.write([...wire.open(), wire.in('before ')]);
    await follow();
    await until(() => got === 'before ', 'fed');
    await bench.log.restartServer();
    await bench.log.write([wire.in('after')]);
    await until(() => got === 'before after', 'fed again', 20_000);
    await caughtUp();
    expect(status()).toMatchObject({ state: 'REPLAY_STATE_FOLLOWING', faithful: true, recordsDone: 5 });
  });

  it('holds little for a replica that does not read, and loses nothing', async () => {
    let server: Socket | undefined;
    let received = 0;
    await bench.cell.serve(PORT, (socket) => {
      server = socket;
      socket.pause();
    });
    const wire = new Wire(1, tuple(40_012));
    await bench.log.write(wire.open());
    const chunk = Buffer.alloc(32 * 1024, 7);
    const batches = 2400;
    for (let i = 0; i < batches; i += 1) await bench.log.write([wire.in(chunk)]);
    await follow();
    await until(() => bench.session!.replay.heldBytes > 30 * 1024 * 1024, 'full');
    await sleep(300);
    expect(bench.session!.replay.heldBytes).toBeLessThan(34 * 1024 * 1024);
    expect(status().caughtUp).toBe(false);
    expect(status().lagBytes).toBeGreaterThan(40 * 1024 * 1024);
    server!.on('data', (bytes: Buffer) => (received += bytes.length)).resume();
    await until(() => received === batches * chunk.length, 'all');
    await caughtUp();
    expect(status().divergences).toBe(0);
  });

  it('plays tens of thousands of small records a second', async () => {
    await bench.cell.serve(PORT, (socket) => socket.on('data', (bytes: Buffer) => socket.write(bytes)));
    const wires = Array.from({ length: 50 }, (_, i) => new Wire(i + 1, tuple(42_000 + i)));
    await bench.log.write(wires.flatMap((wire) => wire.open()));
    let records = 100;
    for (let batch = 0; batch < 100; batch += 1) {
      const round = wires.flatMap((wire) => [
        wire.in('SET key:0001 value\r\n'),
        wire.in('SET key:0002 value\r\n'),
      ]);
      const answers = wires.map((wire) => wire.out('SET key:0001 value\r\nSET key:0002 value\r\n'));
      records += round.length + answers.length;
      await bench.log.write([...round, ...answers]);
    }
    const began = performance.now();
    await follow({ patienceMs: 5000 });
    await caughtUp();
    const perSecond = records / ((performance.now() - began) / 1000);
    expect(status()).toMatchObject({ divergences: 0, lateDeliveries: 0 });
    expect(perSecond).toBeGreaterThan(5000);
  });
});
