/** Runs one dump in a CRIU of its own and answers it at each moment, over a socket: no program is started for it. */
import { spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { constants } from 'node:os';
import {
  closeDescriptor,
  packetSocketPair,
  receiveNow,
  sendNow,
  watchReadable,
} from '../../runtime/linux/mod.js';
import { decodeMessage, encodeAnswer, encodeRequest, type CriuMessage, type DumpOptions } from './rpc.js';

/** Where CRIU finds its end of the socket: after stdin, stdout and stderr. */
const CRIU_DESCRIPTOR = 3;
const MESSAGE_BYTES = 64 * 1024;

export interface DumpProcessRequest {
  readonly criu: string;
  readonly type: 'dump' | 'singlePreDump';
  readonly options: DumpOptions;
  readonly imagesDir: string;
  readonly workDir: string;
  /** CRIU's own output, which is not its log, goes to this descriptor. */
  readonly output: number;
  /** Called at each moment; CRIU waits for the answer. False, or a throw, gives the dump up. */
  readonly onMoment: (moment: string) => boolean | Promise<boolean>;
}

/** How CRIU ended. */
export interface DumpEnd {
  readonly success: boolean;
  /** Exit status; null when a signal ended it. */
  readonly exitCode: number | null;
  readonly signal: NodeJS.Signals | null;
}

export interface DumpProcess {
  readonly pid: number;
  readonly ended: Promise<DumpEnd>;
  /** Stops it and its children where they are, lets them go on, or ends them. All are fine when it has ended. */
  signal(name: 'SIGSTOP' | 'SIGCONT' | 'SIGKILL'): void;
}

/** Starts CRIU, in a process group of its own so that its children end with it. @throws Error when it cannot be started */
export function startDump(request: DumpProcessRequest): DumpProcess {
  const [ours, theirs] = packetSocketPair();
  const folders = { images: openSync(request.imagesDir, 'r'), work: openSync(request.workDir, 'r') };
  const criu = spawn(request.criu, ['swrk', String(CRIU_DESCRIPTOR)], {
    detached: true,
    stdio: ['ignore', request.output, request.output, theirs],
  });
  closeDescriptor(theirs);
  let success = false;
  let open = true;
  const answer = async (moment: string): Promise<void> => {
    // Who threw knows why; CRIU is told to give up.
    const go = await Promise.resolve(moment)
      .then(request.onMoment)
      .catch(() => false);
    if (!open) return;
    try {
      sendNow(ours, encodeAnswer(go));
    } catch {
      // CRIU is ending; its exit tells.
    }
  };
  const stopWatching = watchReadable(ours, () => {
    for (const message of messagesOf(ours)) {
      if (message.kind === 'ended') success = message.success;
      else void answer(message.moment);
    }
  });
  const ended = new Promise<DumpEnd>((resolve) => {
    const end = (exitCode: number | null, signal: NodeJS.Signals | null): void => {
      for (const message of messagesOf(ours)) if (message.kind === 'ended') success = message.success;
      open = false;
      stopWatching();
      closeDescriptor(ours);
      closeSync(folders.images);
      closeSync(folders.work);
      resolve({ success: success && exitCode === 0, exitCode, signal });
    };
    criu.once('error', () => end(null, null));
    criu.once('exit', end);
  });
  const { pid } = criu;
  if (pid === undefined) throw new Error(`${request.criu} could not be started`);
  sendNow(ours, encodeRequest(request.type, request.options, folders));
  return {
    pid,
    ended,
    signal: (name) => {
      try {
        process.kill(-pid, constants.signals[name]);
      } catch {
        // It has ended: that is what was wanted.
      }
    },
  };
}

function messagesOf(socket: number): CriuMessage[] {
  const messages: CriuMessage[] = [];
  const buffer = new Uint8Array(MESSAGE_BYTES);
  try {
    for (;;) {
      const length = receiveNow(socket, buffer);
      if (length === undefined || length === 0) return messages;
      messages.push(decodeMessage(buffer.subarray(0, length)));
    }
  } catch {
    // Closed, or not CRIU: its exit tells.
    return messages;
  }
}
