import { once } from 'node:events';
import type { ExecInReplicaRequest } from '../../proto/gen/parikshan/v1/ExecInReplicaRequest.js';
import type { ExecReplicaRequest } from '../../proto/gen/parikshan/v1/ExecReplicaRequest.js';
import type { Coordinator } from '../coordinator.js';
import { IncompleteAnswerError, InterruptedError } from '../errors.js';
import { EXIT } from '../exit-codes.js';
import type { Interrupts } from '../interrupts.js';
import { onResize, rawMode, terminalSize } from './local-terminal.js';
import type { LocalSide } from './local-terminal.js';
import { messageQueue } from './message-queue.js';

/** What to run, and how much of this terminal it gets. */
export interface ExecSpec {
  readonly replica: string;
  readonly command: readonly string[];
  readonly terminal: boolean;
  /** Send stdin. */
  readonly interactive: boolean;
  readonly hostTool: boolean;
}

/** A third signal means that the command does not react: leave it. */
const SIGNALS_BEFORE_LEAVING = 3;
/** After SIGTERM the command gets this long to end: whoever sent it wants us gone (timeout(1), a service manager). */
const LEAVE_AFTER_TERM_MS = 5_000;

async function writeTo(stream: NodeJS.WriteStream, bytes: Buffer): Promise<void> {
  if (!stream.write(bytes)) await once(stream, 'drain');
}

/**
 * Runs a command in a replica: its output here, our input there, and with a terminal its size too. Without a
 * terminal, signals that reach this process are sent to the command.
 * @returns the command's exit status, 128 + signal when a signal ended it
 */
export async function execSession(
  coordinator: Coordinator,
  spec: ExecSpec,
  local: LocalSide,
  interrupts: Interrupts,
): Promise<number> {
  const queue = messageQueue<ExecReplicaRequest>();
  const send = (message: ExecInReplicaRequest): Promise<void> => queue.put({ message });
  const leave = new AbortController();
  const undo: (() => void)[] = [];
  const { replica, command, terminal, hostTool } = spec;
  const size = terminal ? terminalSize(local.stdout) : undefined;
  void send({ start: { replica, command: [...command], terminal, size: size ?? null, hostTool } });

  try {
    if (terminal) {
      undo.push(
        rawMode(local.stdin),
        onResize(local.stdout, (resize) => void send({ resize })),
      );
    }
    let signals = 0;
    undo.push(
      interrupts.takeOver((signal) => {
        signals += 1;
        if (signals >= SIGNALS_BEFORE_LEAVING) process.exit(EXIT.interrupted);
        void send({ signal });
        if (signal !== 'SIGTERM') return;
        const timer = setTimeout(() => leave.abort(new InterruptedError(signal)), LEAVE_AFTER_TERM_MS);
        undo.push(() => clearTimeout(timer));
      }),
    );
    if (spec.interactive) {
      void pumpInput(local.stdin, send).catch((error: unknown) => leave.abort(error));
    } else {
      void send({ stdinClosed: true });
    }
    for await (const { message } of coordinator.execReplica(queue.messages, { signal: leave.signal })) {
      switch (message?.message) {
        case 'stdout':
          await writeTo(local.stdout, message.stdout ?? Buffer.alloc(0));
          break;
        case 'stderr':
          await writeTo(local.stderr, message.stderr ?? Buffer.alloc(0));
          break;
        case 'exitStatus':
          return message.exitStatus ?? EXIT.failed;
        case undefined:
          break;
      }
    }
    throw new IncompleteAnswerError('exit status of the command');
  } catch (error) {
    leave.signal.throwIfAborted();
    throw error;
  } finally {
    queue.close();
    undo.reverse().forEach((step) => step());
    if (spec.interactive) local.stdin.destroy();
  }
}

/** Sends stdin as it comes, no faster than it is taken, then its end. */
async function pumpInput(
  stdin: NodeJS.ReadStream,
  send: (message: ExecInReplicaRequest) => Promise<void>,
): Promise<void> {
  try {
    for await (const chunk of stdin) await send({ stdin: chunk as Buffer });
  } catch (error) {
    // Destroyed because the command has ended: nobody reads on.
    if ((error as NodeJS.ErrnoException).code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
  }
  await send({ stdinClosed: true });
}
