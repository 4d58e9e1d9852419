import { access, constants, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describeProcess, type ProcessDescription } from '../process/mod.js';
import { NatsStoreNotWritableError } from './errors.js';

/** The files of one nats-server. */
export interface ServerFiles {
  /** JetStream's store; also holds the two below, because they tell whose server it is. */
  readonly storeDir: string;
  /** Its configuration. The path is on its command line, which is how a server is known to be of this store. */
  readonly configPath: string;
  readonly pidPath: string;
  readonly logPath: string;
}

/** Its log begins anew at this size, bytes; one older file is kept. */
const LOG_LIMIT_BYTES = 16 * 1024 * 1024;

/** Names of a server's files. */
export function serverFiles(storeDir: string, logPath: string): ServerFiles {
  return {
    storeDir,
    logPath,
    configPath: join(storeDir, 'nats-server.conf'),
    pidPath: join(storeDir, 'nats-server.pid'),
  };
}

/**
 * Writes what the server needs to start, for its owner only.
 * @throws NatsStoreNotWritableError
 */
export async function writeServerFiles(files: ServerFiles, port: number, token: string): Promise<void> {
  const quoted = (text: string): string => JSON.stringify(text);
  const config = `# Written by parikshan at every start.
listen: "127.0.0.1:${port}"
pid_file: ${quoted(files.pidPath)}
log_file: ${quoted(files.logPath)}
logfile_size_limit: ${LOG_LIMIT_BYTES}
authorization: { token: ${quoted(token)} }
jetstream: { store_dir: ${quoted(files.storeDir)} }
`;
  try {
    await mkdir(files.storeDir, { recursive: true, mode: 0o700 });
    await access(files.storeDir, constants.R_OK | constants.W_OK | constants.X_OK);
    // A file that is there keeps its mode: remove it, since it holds the token.
    await rm(files.configPath, { force: true });
    await writeFile(files.configPath, config, { mode: 0o600 });
    await rm(files.pidPath, { force: true });
  } catch (error) {
    throw new NatsStoreNotWritableError(files.storeDir, error);
  }
}

/** The server that works on this store now, from its pid file, if the number still is that server. */
export async function findServer(files: ServerFiles): Promise<ProcessDescription | undefined> {
  const pid = Number.parseInt(await readFile(files.pidPath, 'utf8').catch(() => ''), 10);
  if (!Number.isInteger(pid) || pid <= 1) return undefined;
  const found = await describeProcess(pid);
  return found?.program === 'nats-server' && found.words.includes(files.configPath) ? found : undefined;
}

/** The last lines of its log, for an error. */
export async function lastWords(files: ServerFiles): Promise<string> {
  const text = await readFile(files.logPath, 'utf8').catch(() => '');
  return text.trimEnd().split('\n').slice(-3).join('\n');
}
