/** A worker thread that is asked questions, and answers each; its log lines come out as the role's own. */
export { AskedThread, type AskedThreadOptions } from './asked-thread.js';
export { answerQuestions, type AnsweringThread, type Answers } from './answering.js';
