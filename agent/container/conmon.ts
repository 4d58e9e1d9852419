// Starts a container under conmon, which holds its output pipes, writes its log and records its exit status.
// conmon is nobody's child, so neither crash nor restart of the agent touches the container.
import { spawn } from 'node:child_process';
import type { Readable } from 'node:stream';
import { ContainerStartError } from '../errors.js';
import type { ContainerPaths } from './paths.js';

/** How the first process comes to be. */
export type ContainerOrigin =
  | { readonly kind: 'create' }
  /** `runc restore` from CRIU images, with more arguments for it. */
  | { readonly kind: 'restore'; readonly imageDir: string; readonly arguments: readonly string[] };

/** What conmon needs to know besides the container's own files. */
export interface ConmonHost {
  /** Path of runc. */
  readonly runc: string;
  /** runc's state folder. */
  readonly runcRoot: string;
  /** Folder for attach sockets; short, as socket paths hold 107 bytes. */
  readonly socketDir: string;
  /** Folder searched before PATH for what runc itself calls (criu); undefined: PATH alone. */
  readonly toolDir?: string;
}

/** A log is thrown away and begun afresh at this size, so that no container can fill the host's disk. */
const LOG_SIZE_MAX_BYTES = 256 * 2 ** 20;

/** conmon's arguments. Pure. */
export function conmonArguments(paths: ContainerPaths, host: ConmonHost, origin: ContainerOrigin): string[] {
  const base = [
    ...['--cid', paths.id, '--cuuid', paths.id, '--name', paths.id],
    ...['--runtime', host.runc, '--runtime-arg', '--root', '--runtime-arg', host.runcRoot],
    ...['--bundle', paths.bundleDir, '--persist-dir', paths.persistDir, '--exit-dir', paths.exitDir],
    ...['--log-path', `k8s-file:${paths.logPath}`, '--log-size-max', String(LOG_SIZE_MAX_BYTES)],
    ...['--container-pidfile', paths.pidPath, '--conmon-pidfile', paths.conmonPidPath],
    ...['--socket-dir-path', host.socketDir],
  ];
  if (origin.kind === 'create') return base;
  return [
    ...base,
    '--restore',
    origin.imageDir,
    ...origin.arguments.flatMap((item) => ['--runtime-opt', item]),
  ];
}

/**
 * Has conmon create (or restore) the container and returns the host pid of its first process.
 * A created container waits for `runc start`; a restored one runs.
 * Throws ContainerStartError with what runc said.
 */
export async function startConmon(
  paths: ContainerPaths,
  host: ConmonHost,
  origin: ContainerOrigin,
  options: { readonly timeoutMs: number },
): Promise<number> {
  const path = [host.toolDir, process.env['PATH']].filter((item) => item !== undefined).join(':');
  const child = spawn('conmon', conmonArguments(paths, host, origin), {
    // The fourth is conmon's answer; its number is named in _OCI_SYNCPIPE.
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
    env: { PATH: path, _OCI_SYNCPIPE: '3' },
    cwd: '/',
    detached: true,
  });
  const answers = child.stdio[3] as Readable;
  const failed = new Promise<never>((_, reject) => {
    child.once('error', (cause) =>
      reject(new ContainerStartError(paths.id, 'conmon could not be started', { cause })),
    );
  });
  try {
    const answer = await Promise.race([firstLine(answers, options.timeoutMs), failed]);
    return pidFromAnswer(paths.id, answer);
  } finally {
    // conmon keeps its end for as long as the container lives.
    answers.destroy();
    child.unref();
  }
}

async function firstLine(stream: Readable, timeoutMs: number): Promise<string> {
  const timer = setTimeout(() => stream.destroy(), timeoutMs);
  let text = '';
  try {
    for await (const chunk of stream) {
      text += String(chunk);
      if (text.includes('\n')) break;
    }
  } catch {
    // Closed by the timer: no answer.
  } finally {
    clearTimeout(timer);
  }
  return text;
}

/** Reads conmon's answer: `{"pid": N}`, or `{"pid": -1, "message": "what the runtime wrote to stderr"}`. */
export function pidFromAnswer(id: string, line: string): number {
  let answer: { pid?: number; message?: string } = {};
  try {
    answer = JSON.parse(line) as typeof answer;
  } catch {
    throw new ContainerStartError(
      id,
      line.trim() === '' ? 'conmon gave no answer' : `conmon answered: ${line.trim()}`,
    );
  }
  if (answer.pid !== undefined && answer.pid > 0) return answer.pid;
  throw new ContainerStartError(id, runtimeMessage(answer.message ?? ''));
}

/** The sentence in runc's log lines (`time="…" level=error msg="…"`), or the text as it is. */
export function runtimeMessage(stderr: string): string {
  const messages = [...stderr.matchAll(/level=(?:error|fatal) msg="((?:[^"\\]|\\.)*)"/g)].map((match) =>
    (match[1] ?? '').replaceAll('\\"', '"'),
  );
  return messages.length > 0 ? messages.join('; ') : stderr.trim() || 'the runtime gave no reason';
}
