import { spawn } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createConnection, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { GuardPlan } from '../../../agent/freeze/guard-plan.js';
import { GuardedFreeze } from '../../../agent/freeze/guarded-freeze.js';
import { HeldPackets } from '../../../agent/freeze/held-packets.js';
import { HoldSwitch } from '../../../agent/freeze/hold-switch.js';
import { PREPARE_HOLD } from '../../../agent/freeze/network-hold.js';
import { run } from '../../../runtime/command/mod.js';
import { listenSocket, bindSocket, inNetworkNamespace, tcpSocket } from '../../../runtime/linux/mod.js';
import { createServer, type Server } from 'node:net';
import { describeOnSystem } from '../requirements.js';

const NAME = `pkhold${process.pid}`;
const OUTSIDE = `pko${process.pid}`;
const NETNS = `/run/netns/${NAME}`;
const PORT = 7007;

const ip = (...args: string[]) => run('ip', args, { timeoutMs: 10_000 });
const nft = (input: string) =>
  run('ip', ['netns', 'exec', NAME, 'nft', '-f', '-'], { timeoutMs: 10_000, input });
const held = async () =>
  (
    await run('ip', ['netns', 'exec', NAME, 'nft', 'list', 'set', 'inet', 'parikshan_hold', 'held'], {
      timeoutMs: 10_000,
    })
  ).stdout;

interface Family {
  readonly host: string;
  readonly inside: string;
  readonly bits: number;
  /** For IPv6: the address is there at once. */
  readonly flags: readonly string[];
}

function holds({ host, inside, bits, flags }: Family): void {
  let server: Server;
  let client: Socket;
  let accepted: Socket;

  beforeAll(async () => {
    await ip('netns', 'add', NAME);
    await ip('link', 'add', OUTSIDE, 'type', 'veth', 'peer', 'name', 'eth0', 'netns', NAME);
    await ip('address', 'add', `${host}/${bits}`, 'dev', OUTSIDE, ...flags);
    await ip('link', 'set', OUTSIDE, 'up');
    await ip('-n', NAME, 'address', 'add', `${inside}/${bits}`, 'dev', 'eth0', ...flags);
    await ip('-n', NAME, 'link', 'set', 'eth0', 'up');
    const fd = inNetworkNamespace(NETNS, () => {
      const socket = tcpSocket(inside);
      bindSocket(socket, { address: inside, port: PORT });
      listenSocket(socket, 16);
      return socket;
    });
    server = createServer().listen({ fd });
    const incoming = once(server, 'connection') as Promise<[Socket]>;
    client = createConnection(PORT, inside);
    [accepted] = await incoming;
    await nft(PREPARE_HOLD);
  });

  afterAll(async () => {
    client?.destroy();
    accepted?.destroy();
    server?.close();
    await run('ip', ['link', 'del', OUTSIDE], { timeoutMs: 10_000, allowFailure: true });
    await run('ip', ['netns', 'del', NAME], { timeoutMs: 10_000, allowFailure: true });
  });

  /** From here on what the hold drops is counted. */
  const countDropped = () =>
    nft(
      'flush chain inet parikshan_hold incoming\nadd rule inet parikshan_hold incoming iif != lo meta l4proto @held counter drop',
    );
  const dropped = async () =>
    Number(
      /packets (\d+)/.exec(
        (
          await run(
            'ip',
            ['netns', 'exec', NAME, 'nft', 'list', 'chain', 'inet', 'parikshan_hold', 'incoming'],
            { timeoutMs: 10_000 },
          )
        ).stdout,
      )?.[1] ?? 0,
    );

  test('holds when asked, lets go when asked, and expires when nobody renews it', async () => {
    const hold = new HoldSwitch(NETNS);
    try {
      hold.hold();
      expect(await held()).toContain('tcp');
      hold.release();
      expect(await held()).not.toContain('elements');
      hold.hold();
    } finally {
      // As when the guard dies: no renewal any more.
      hold.close();
    }
    await expect.poll(held, { timeout: 20_000 }).not.toContain('elements');
  });

  test('what came during the hold is delivered behind it, once', async () => {
    const hold = new HoldSwitch(NETNS);
    const packets = new HeldPackets(NETNS, 'eth0', OUTSIDE);
    const received: Buffer[] = [];
    const listen = (bytes: Buffer): void => void received.push(bytes);
    accepted.on('data', listen);
    // More than one segment, sent in one piece: it has to be segmented again.
    const message = Buffer.from('parikshan '.repeat(2_000));
    try {
      await countDropped();
      packets.collect();
      hold.hold();
      client.write(message);
      await expect.poll(dropped, { timeout: 20_000 }).toBeGreaterThan(0);
      expect(received).toEqual([]);
      hold.release();
      const { taken, delivered, faults } = packets.deliver();
      expect(delivered).toBeGreaterThan(0);
      expect({ delivered, faults }).toEqual({ delivered: taken, faults: [] });
      await expect.poll(() => Buffer.concat(received).length, { timeout: 20_000 }).toBe(message.length);
      expect(Buffer.concat(received)).toEqual(message);
      // Nothing is delivered a second time.
      expect(packets.deliver()).toEqual({ taken: 0, delivered: 0, faults: [] });
    } finally {
      accepted.off('data', listen);
      hold.close();
      packets.close();
    }
  });

  test('packets that were closed before they were delivered say so', () => {
    const packets = new HeldPackets(NETNS, 'eth0', OUTSIDE);
    packets.close();
    packets.close();
    expect(() => packets.deliver()).toThrow('closed before');
  });

  test('what came during a freeze is delivered though the dump ends before the guard comes to it', async () => {
    const received: Buffer[] = [];
    const listen = (bytes: Buffer): void => void received.push(bytes);
    accepted.on('data', listen);
    const nowhere = '/nowhere';
    // As everywhere in a freeze, the namespace is named by a process in it.
    const inside = spawn('ip', ['netns', 'exec', NAME, 'cat'], { stdio: ['pipe', 'pipe', 'inherit'] });
    inside.stdin.write('there\n');
    await once(inside.stdout, 'data');
    const plan: GuardPlan = {
      ...{ type: 'dump', criu: nowhere, imagesDir: nowhere, workDir: nowhere, outputPath: nowhere },
      ...{ pidsPath: nowhere, resultPath: nowhere, deadlineMs: 10_000, mountPoint: tmpdir() },
      ...{
        image: nowhere,
        snapshot: nowhere,
        netns: `/proc/${inside.pid}/ns/net`,
        wire: { inside: 'eth0', outside: OUTSIDE },
      },
      options: {} as GuardPlan['options'],
    };
    const freeze = new GuardedFreeze(plan, async (_plan, { onMoment }) => {
      await countDropped();
      await onMoment('network-lock');
      client.write('asked during the freeze');
      await expect.poll(dropped, { timeout: 20_000 }).toBeGreaterThan(0);
      await onMoment('network-unlock');
      // At once: nothing of the guard's that waits for its turn has had one.
      return { outcome: 'dumped', exitCode: 0, signal: null };
    });
    try {
      await freeze.run();
      freeze.end();
    } finally {
      inside.kill();
    }
    expect(freeze.heldPackets).toBeGreaterThan(0);
    await expect
      .poll(() => Buffer.concat(received).toString(), { timeout: 20_000 })
      .toBe('asked during the freeze');
    accepted.off('data', listen);
  });

  test('neighbours are found during the hold', async () => {
    const hold = new HoldSwitch(NETNS);
    const neighbour = async () => (await ip('neighbour', 'show', inside, 'dev', OUTSIDE)).stdout;
    const datagram = createSocket(inside.includes(':') ? 'udp6' : 'udp4');
    // That nobody takes it is told, and is no matter.
    datagram.on('error', () => undefined);
    try {
      hold.hold();
      await ip('neighbour', 'flush', 'dev', OUTSIDE);
      expect(await neighbour()).not.toContain('lladdr');
      datagram.send('?', PORT, inside);
      await expect.poll(neighbour, { timeout: 20_000 }).toContain('lladdr');
      expect(await held()).toContain('tcp');
    } finally {
      datagram.close();
      hold.close();
    }
  });
}

describeOnSystem('the network hold', () =>
  holds({ host: '198.18.77.1', inside: '198.18.77.2', bits: 30, flags: [] }),
);
if (existsSync('/proc/sys/net/ipv6'))
  describeOnSystem('the network hold over IPv6', () =>
    holds({ host: 'fd77:1::1', inside: 'fd77:1::2', bits: 64, flags: ['nodad'] }),
  );
