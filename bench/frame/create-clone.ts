/** `clone create`, with the moments of its steps. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import type { CloneCreatedJson, Product } from '../../demo/mod.js';
import { CommandFailedError } from '../../runtime/errors/mod.js';
import { packageRoot } from '../../runtime/config/mod.js';

/** The part of an operation's event that is read here. */
interface EventJson {
  readonly kind?: string;
  readonly step?: string | null;
}

const TIMEOUT_MS = 120_000;

export interface CreateCloneOptions {
  readonly replicas: number;
  /** More of its command line, e.g. where replicas run. */
  readonly options?: readonly string[];
  /** How long it may take, milliseconds; default two minutes. */
  readonly timeoutMs?: number;
  /** Told of each step that begins, by its name: capture, mark, freeze, client-gap, ... */
  readonly onStep?: (step: string) => void;
}

/**
 * Clones an instance by the command line.
 * @throws CommandFailedError with what it said
 */
export async function createClone(
  product: Product,
  instance: string,
  options: CreateCloneOptions,
): Promise<CloneCreatedJson> {
  const file = join(packageRoot(), 'bin/parikshan');
  const args = [
    'clone',
    'create',
    instance,
    '--replicas',
    String(options.replicas),
    ...(options.options ?? []),
  ];
  const child = spawn(process.execPath, [file, ...args, '--json', '--progress', 'rawjson'], {
    env: product.environment(),
    stdio: ['ignore', 'pipe', 'pipe'],
    // A Ctrl-C at the terminal is for the bench, which clears up in its own order.
    detached: true,
    timeout: options.timeoutMs ?? TIMEOUT_MS,
  });
  const closed = once(child, 'close') as Promise<[number | null]>;
  const stdout = text(child.stdout);
  const said: string[] = [];
  for await (const line of createInterface({ input: child.stderr })) {
    const event = parseEvent(line);
    if (event === undefined) said.push(line);
    else if (event.kind === 'step-started' && typeof event.step === 'string') options.onStep?.(event.step);
  }
  const [code] = await closed;
  if (code === 0) return JSON.parse(await stdout) as CloneCreatedJson;
  throw new CommandFailedError({
    file,
    args,
    exitCode: code ?? undefined,
    stdout: '',
    stderr: said.join('\n'),
  });
}

function parseEvent(line: string): EventJson | undefined {
  try {
    const value = JSON.parse(line) as EventJson;
    return value.kind === undefined ? undefined : value;
  } catch {
    return undefined;
  }
}
