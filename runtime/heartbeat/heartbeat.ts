import { setTimeout as delay } from 'node:timers/promises';
import type { HeartbeatRequest } from '../../proto/gen/parikshan/v1/HeartbeatRequest.js';
import type { SshHop } from '../../proto/gen/parikshan/v1/SshHop.js';
import { connect, type Client } from '../grpc/mod.js';
import type { Logger } from '../log/mod.js';
import { beatInterval, FIRST_INTERVAL_MS, reconnectPause } from './pace.js';

/** Who beats, and to whom. */
export interface HeartbeatOptions {
  readonly coordinatorTarget: string;
  /** Name of this host. */
  readonly hostName: string;
  readonly role: 'ROLE_AGENT' | 'ROLE_PROXY';
  /** Where this role's own service is reached. */
  readonly target: string;
  readonly version: string;
  /** Of an agent: through which sshd others reach it. */
  readonly sshHop?: SshHop | undefined;
  /** Of an agent: whether it can go to others through theirs. Default: no. */
  readonly sshLogin?: boolean;
  readonly log: Logger;
}

/** A heartbeat under way. */
export interface Heartbeat {
  /** Whether the coordinator answered the last beat. */
  readonly connected: boolean;
  /** Ends it. The coordinator sees the stream end. */
  stop(): Promise<void>;
}

/** An answer that takes longer than this means that the stream is dead though nobody says so, milliseconds. */
const ANSWER_TIMEOUT_MS = 10_000;

/**
 * Beats for as long as the role lives. A coordinator that is away is tried again, with pauses; the role goes on
 * meanwhile with all it does, since production and replicas do not need a coordinator.
 */
export function startHeartbeat(options: HeartbeatOptions): Heartbeat {
  const stopped = new AbortController();
  const state = { connected: false };
  const done = keepBeating(options, state, stopped.signal);
  return {
    get connected() {
      return state.connected;
    },
    stop: () => {
      stopped.abort();
      return done;
    },
  };
}

async function keepBeating(
  options: HeartbeatOptions,
  state: { connected: boolean },
  signal: AbortSignal,
): Promise<void> {
  const { log } = options;
  let attempt = 0;
  while (!signal.aborted) {
    // A new connection each time: one whose network was away tries to send at an ever slower pace, and would be heard as late again.
    const client = connect('CoordinatorService', options.coordinatorTarget);
    try {
      await beatUntilLost(options, client, signal, () => {
        attempt = 0;
        if (!state.connected)
          log.info({ coordinator: options.coordinatorTarget }, 'registered with the coordinator');
        state.connected = true;
      });
    } catch (error) {
      if (signal.aborted) return;
      // Once for each loss: an absent coordinator must not fill the log.
      if (state.connected || attempt === 0) {
        const said = error instanceof Error ? error.message : String(error);
        log.warn({ said }, 'the coordinator does not take our beats, trying again');
      }
    } finally {
      client.close();
    }
    state.connected = false;
    await delay(reconnectPause(attempt, Math.random()), undefined, { signal, ref: false }).catch(
      () => undefined,
    );
    attempt += 1;
  }
}

async function beatUntilLost(
  options: HeartbeatOptions,
  client: Client<'CoordinatorService'>,
  signal: AbortSignal,
  onAnswer: () => void,
): Promise<void> {
  const stream = new AbortController();
  const either = AbortSignal.any([signal, stream.signal]);
  const silence = setTimeout(() => stream.abort(new Error('no answer to a beat')), ANSWER_TIMEOUT_MS);
  silence.unref();
  const pace = { intervalMs: FIRST_INTERVAL_MS };
  try {
    for await (const { timeToLiveMs } of client.heartbeat(beats(options, pace, either), { signal: either })) {
      pace.intervalMs = beatInterval(timeToLiveMs, Math.random());
      silence.refresh();
      onAnswer();
    }
  } finally {
    clearTimeout(silence);
    stream.abort();
  }
}

async function* beats(
  { hostName, role, target, version, sshHop, sshLogin = false }: HeartbeatOptions,
  pace: { readonly intervalMs: number },
  signal: AbortSignal,
): AsyncGenerator<HeartbeatRequest> {
  while (!signal.aborted) {
    yield { host: hostName, role, target, version, sshHop: sshHop ?? null, sshLogin };
    await delay(pace.intervalMs, undefined, { signal, ref: false }).catch(() => undefined);
  }
}
