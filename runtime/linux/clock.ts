import { libcFunction } from './libc.js';

const CLOCK_REALTIME = 0;
const CLOCK_MONOTONIC = 1;
const CLOCK_THREAD_CPUTIME_ID = 3;
const clockGettime = libcFunction<[number, BigInt64Array]>('int clock_gettime(int clock, void *time)');
const time = new BigInt64Array(2);

function nowUs(clock: number): number {
  clockGettime(clock, time);
  return Number(time[0]) * 1e6 + Number(time[1]! / 1000n);
}

/** CLOCK_MONOTONIC, whole microseconds: the clock of every time in a log. Node's own hrtime reads the same clock. */
export function clockMonotonicUs(): number {
  return Number(process.hrtime.bigint() / 1000n);
}

/** CLOCK_REALTIME, whole microseconds since 1970. */
export function clockRealtimeUs(): number {
  return nowUs(CLOCK_REALTIME);
}

/** How far apart two clocks are, and how wrong that may be. */
export interface ClockOffset {
  readonly offsetUs: number;
  readonly errorUs: number;
}

/**
 * What to add to a CLOCK_REALTIME time to get CLOCK_MONOTONIC, µs with fractions: one clock read between two readings
 * of the other. The error is large when the thread lost the processor in between. Both clocks run at the same pace, so
 * that the offset changes only when the wall clock is set.
 */
export function monotonicOffset(): ClockOffset {
  const before = preciseUs(CLOCK_MONOTONIC);
  const real = preciseUs(CLOCK_REALTIME);
  const after = preciseUs(CLOCK_MONOTONIC);
  return { offsetUs: (before + after) / 2 - real, errorUs: (after - before) / 2 };
}

function preciseUs(clock: number): number {
  clockGettime(clock, time);
  return Number(time[0]) * 1e6 + Number(time[1]) / 1000;
}

/** Processor time this thread has used, microseconds. */
export function clockThreadCpuUs(): number {
  return nowUs(CLOCK_THREAD_CPUTIME_ID);
}
