import { parentPort } from 'node:worker_threads';
import { ParikshanError } from '../../runtime/errors/mod.js';
import { createLogger, type Logger, type LogLevel } from '../../runtime/log/mod.js';
import { packError, type ThreadMessage, type ThreadQuestion } from './thread-message.js';

/** One function per question, by its name. */
export type Answers = Readonly<Record<string, (value: never) => unknown>>;

/** The side of the thread. */
export interface AnsweringThread {
  readonly log: Logger;
  /** Tells the thread that asks something it has not asked for; copied (structured clone). */
  tell(value: unknown): void;
  /** Says that this one cannot go on, and it is ended. */
  fail(error: unknown): void;
  /** Answers no more. */
  close(): void;
}

/** For use inside the thread: answers questions until `close`. The logger's lines go to the thread that asks. */
export function answerQuestions(level: LogLevel, answers: (log: Logger) => Answers): AnsweringThread {
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
    tell: (value) => say({ kind: 'notice', value }),
    fail: (error) => say({ kind: 'failure', error: packError(error) }),
    close: () => port.close(),
  };
}
