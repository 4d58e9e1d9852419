import koffi from 'koffi';
import { checked, libcFunction } from './libc.js';

const POLLIN = 0x1;
const EFD_NONBLOCK = 0o4000;
const EFD_CLOEXEC = 0o2000000;

const libcPoll = libcFunction<[Uint8Array, number, number]>(
  'int poll(void *fds, unsigned long count, int timeout)',
);
const libcEventfd = libcFunction<[number, number]>('int eventfd(unsigned int value, int flags)');

/** What poll(2) tells of one descriptor without waiting; `failed` includes a peer that has gone. */
export function descriptorState(fd: number): { readonly readable: boolean; readonly failed: boolean } {
  const request = new DataView(new ArrayBuffer(8));
  request.setInt32(0, fd, true);
  request.setInt16(4, POLLIN, true);
  checked('poll', libcPoll(new Uint8Array(request.buffer), 1, 0));
  const events = request.getInt16(6, true);
  return { readable: (events & POLLIN) !== 0, failed: (events & ~POLLIN) !== 0 };
}

/**
 * Calls `onReadable` in this thread's event loop for as long as the descriptor is readable, and when it has an error;
 * no thread waits for it. The answer ends the watch: call it before the descriptor is closed.
 */
export function watchReadable(fd: number, onReadable: () => void): () => void {
  let due = false;
  let closed = false;
  const call = (): void => {
    due = false;
    if (closed) return;
    onReadable();
    // libuv gives up a descriptor that had an error; whoever reads may have cleared it (SO_ERROR).
    if (stopped && !closed) start();
  };
  let stopped = false;
  // koffi hands over libuv's status first, whatever its types say.
  const onEvent = (status: unknown): void => {
    stopped = typeof status === 'number' && status < 0;
    // koffi calls back outside Node's callback scope, where promises would not go on: hence by way of setImmediate,
    // which runs in this same turn of the loop.
    if (!due) setImmediate(call);
    due = true;
  };
  const handle = koffi.node.poll(fd, { readable: true }, onEvent);
  const start = (): void => {
    stopped = false;
    handle.start({ readable: true }, onEvent);
  };
  return () => {
    if (closed) return;
    closed = true;
    handle.close();
  };
}

/** A descriptor that is readable once a number was written to it (eventfd(2)). */
export function eventDescriptor(): number {
  return checked('eventfd', libcEventfd(0, EFD_NONBLOCK | EFD_CLOEXEC));
}
