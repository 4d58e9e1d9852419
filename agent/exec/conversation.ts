// The two directions of an ExecInReplica call.
import type { ExecInReplicaRequest__Output } from '../../proto/gen/parikshan/v1/ExecInReplicaRequest.js';
import type { ExecInReplicaResponse } from '../../proto/gen/parikshan/v1/ExecInReplicaResponse.js';
import type { ExecStart__Output } from '../../proto/gen/parikshan/v1/ExecStart.js';
import { InvalidExecError } from '../errors.js';
import type { Execution } from './execution.js';
import { Handover } from './handover.js';

/** Starts what the first message asks for. */
export type StartExecution = (start: ExecStart__Output) => Promise<Execution>;

/**
 * Runs the call: input goes to the command, its output comes back, then its exit status. The command ends with the call.
 * @param signal aborted when the caller leaves. A caller that has closed its input can leave too, and a silent command would never
 * be told by its output.
 */
export async function* converse(
  requests: AsyncIterable<ExecInReplicaRequest__Output>,
  start: StartExecution,
  signal: AbortSignal,
): AsyncGenerator<ExecInReplicaResponse> {
  const input = requests[Symbol.asyncIterator]();
  const first = await input.next();
  const named = first.done === true ? undefined : first.value.start;
  if (named === undefined || named === null) throw new InvalidExecError('the first message must name it');
  const execution = await start(named);
  const messages = new Handover<ExecInReplicaResponse>();
  const output = execution
    .output((chunk) => messages.give(chunk))
    .then(() => execution.ended())
    .then(
      async (exitStatus) => {
        await messages.give({ exitStatus });
        messages.close();
      },
      (error: unknown) => messages.fail(error),
    );
  feed(input, execution).catch((error: unknown) => messages.fail(error));
  const leave = (): void => messages.fail(signal.reason);
  signal.addEventListener('abort', leave, { once: true });
  try {
    signal.throwIfAborted();
    yield* messages;
  } finally {
    signal.removeEventListener('abort', leave);
    messages.close();
    await execution.kill();
    await output;
  }
}

async function feed(input: AsyncIterator<ExecInReplicaRequest__Output>, execution: Execution): Promise<void> {
  for (;;) {
    const next = await input.next();
    if (next.done === true) break;
    await act(next.value, execution);
  }
  // A caller that has no more to say has closed its input; one that left ends the call, and the command with it.
  execution.closeInput();
}

async function act(request: ExecInReplicaRequest__Output, execution: Execution): Promise<void> {
  const { message, stdin, resize, signal } = request;
  switch (message) {
    case 'start':
      throw new InvalidExecError('a call runs one command');
    case 'stdin':
      return execution.write(stdin ?? Buffer.alloc(0));
    case 'stdinClosed':
      return execution.closeInput();
    case 'resize':
      return resize ? execution.resize(resize) : undefined;
    case 'signal':
      return execution.signal(signal ?? '');
    case undefined:
      // From a caller newer than this agent: what is not known is passed over.
      return;
  }
}
