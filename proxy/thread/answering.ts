import { parentPort } from 'node:worker_threads';
import { ParikshanError } from '../../runtime/errors/mod.js';
import { createLogger, type Logger, type LogLevel } from '../../runtime/log/mod.js';
import { packError, type ThreadMessage, type ThreadQuestion } from './thread-message.js';

/** One function per question, by its name. */
export type Answers = Readonly<Record<string, (value: never) => unknown>>;

/**
 * For use inside the thread: answers questions until `close`; `fail` says that it cannot go on, and it is ended. The
 * logger's lines go to the thread that asks.
 */
export function answerQuestions(
  level: LogLevel,
  answers: (log: Logger) => Answers,
): { readonly log: Logger; fail(error: unknown): void; close(): void } {
  const port = parentPort!;
  const say = (message: ThreadMessage): void => port.postMessage(message);
  const destination = { write: (line: string) => say({ kind: 'log', line }) };
  const log = createLogger({ role: 'proxy', level, destination });
  const known = answers(log);
  const answer = async ({ id, ask, value }: ThreadQuestion): Promise<void> => {
    try {
      say({ kind: 'answer', id, value: await known[ask]!(value as never) });
    } catch (error) {
      // What was foreseen is for whoever asked.
      if (error instanceof ParikshanError) log.debug({ err: error, ask }, 'a question to the thread failed');
      else log.error({ err: error, ask }, 'unexpected error');
      say({ kind: 'refusal', id, error: packError(error) });
    }
  };
  port.on('message', (question: ThreadQuestion) => void answer(question));
  return {
    log,
    fail: (error) => say({ kind: 'failure', error: packError(error) }),
    close: () => port.close(),
  };
}
