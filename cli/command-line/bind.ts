import type { Command } from 'commander';
import type { CommandContext } from '../context.js';

/** Options as commander parsed them. */
export type Options = Readonly<Record<string, unknown>>;

/**
 * What a command does. Its result is the exit code, 0 when it has none; failures are thrown.
 * @param args positional arguments, as commander parsed them
 */
export type Handler<O, Args extends unknown[]> = (
  context: CommandContext,
  options: O,
  ...args: Args
) => Promise<number | void>;

/** Ties a handler to a command; given to every command file, so that a test can tie it to anything. */
export type Bind = <O = Options, Args extends unknown[] = string[]>(
  command: Command,
  handler: Handler<O, Args>,
) => Command;

/** A command file: makes its command. */
export type CommandMaker = (bind: Bind) => Command;
