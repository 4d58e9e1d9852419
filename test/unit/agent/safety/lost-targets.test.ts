import { expect, it } from 'vitest';
import type { Descriptor } from '../../../../agent/safety/mod.js';
import {
  lostTargets,
  PAUSES_MS,
  withoutChances,
  type DescriptorReader,
} from '../../../../agent/safety/lost-targets.js';

const SOCKET = { descriptor: 5, inode: 50 };
const EPOLL: Descriptor = { number: 3, link: 'anon_inode:[eventpoll]', info: epollInfo([SOCKET]) };

function epollInfo(waitsFor: (typeof SOCKET)[]): Descriptor['info'] {
  return {
    flags: 0,
    mountId: 1,
    inode: 9,
    locks: [],
    pid: undefined,
    waitsFor,
    watchedDevices: [],
  };
}

/** Socket 5 is in the table no more; its epoll names it until the closing thread gets a processor: after so many looks at the epoll. */
class ClosingProcess implements DescriptorReader {
  readonly paused: number[] = [];
  #looksLeft: number;
  readonly #then: (typeof SOCKET)[];

  constructor(looksLeft: number, then: (typeof SOCKET)[] = []) {
    this.#looksLeft = looksLeft;
    this.#then = then;
  }

  async read(number: number): Promise<Descriptor | undefined> {
    if (number !== EPOLL.number) return undefined;
    this.#looksLeft -= 1;
    return { ...EPOLL, info: epollInfo(this.#looksLeft >= 0 ? [SOCKET] : this.#then) };
  }

  async pause(milliseconds: number): Promise<void> {
    this.paused.push(milliseconds);
  }
}

async function lost(process: ClosingProcess) {
  const descriptors = await withoutChances([EPOLL], process);
  return descriptors.flatMap(({ info }) => lostTargets(info?.waitsFor ?? [], descriptors));
}

it.each(PAUSES_MS.map((_, looks) => looks))(
  'a socket whose closing lasts over %i looks is not lost, and is not looked for longer than that',
  async (looks) => {
    const process = new ClosingProcess(looks);
    expect(await lost(process)).toEqual([]);
    expect(process.paused).toEqual(PAUSES_MS.slice(0, looks));
  },
);

it('what the epoll names at every look is lost', async () => {
  const process = new ClosingProcess(Infinity);
  expect(await lost(process)).toEqual([SOCKET]);
  expect(process.paused).toEqual([...PAUSES_MS]);
});

it('another socket of the same number is not the one that seemed lost', async () => {
  const process = new ClosingProcess(1, [{ descriptor: SOCKET.descriptor, inode: 51 }]);
  expect(await lost(process)).toEqual([]);
});

it('nothing is looked at again where nothing is missing', async () => {
  const process = new ClosingProcess(Infinity);
  const socket: Descriptor = { number: SOCKET.descriptor, link: 'socket:[50]' };
  expect(await withoutChances([EPOLL, socket], process)).toEqual([EPOLL, socket]);
  expect(process.paused).toEqual([]);
});
