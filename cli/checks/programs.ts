import { delimiter, join } from 'node:path';
import { CommandFailedError } from '../../runtime/errors/mod.js';
import { run } from '../../runtime/command/mod.js';
import { findProgram } from '../../runtime/process/mod.js';
import { failed, passed } from './finding.js';
import type { Finding } from './finding.js';

/** Where set-up puts programs of its own, above all CRIU, unless PARIKSHAN_PREFIX says otherwise; as in scripts/setup. */
const DEFAULT_PREFIX = '/opt/parikshan';
/** Folders where Debian keeps programs for root, which are not on everybody's PATH. */
const SYSTEM_PROGRAMS = ['/usr/local/sbin', '/usr/sbin', '/sbin'];

/** The PATH that roles get: ours first, root's folders last. */
export function rolePath(env: NodeJS.ProcessEnv): string {
  const own = join(env['PARIKSHAN_PREFIX'] ?? DEFAULT_PREFIX, 'bin');
  const given = (env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '' && folder !== own);
  const missing = SYSTEM_PROGRAMS.filter((folder) => !given.includes(folder));
  return [own, ...given, ...missing].join(delimiter);
}

interface Program {
  readonly name: string;
  /** How to ask it for its version. */
  readonly versionArgs: readonly string[];
  readonly what: string;
}

const PROGRAMS: readonly Program[] = [
  { name: 'runc', versionArgs: ['--version'], what: 'runs containers' },
  { name: 'conmon', versionArgs: ['--version'], what: "keeps containers' output" },
  { name: 'nats-server', versionArgs: ['--version'], what: 'keeps logs and state' },
  { name: 'nft', versionArgs: ['--version'], what: 'makes rules of networks and cells' },
  { name: 'criu', versionArgs: ['--version'], what: 'dumps and restores processes' },
];

const REMEDY = 'Run scripts/setup.';
const VERSION_TIMEOUT_MS = 5000;

async function checkProgram({ name, versionArgs, what }: Program, path: string): Promise<Finding> {
  const file = await findProgram(name, path);
  if (file === undefined) return failed(name, `${name}, which ${what}, is not installed.`, REMEDY);
  try {
    const { stdout, stderr } = await run(file, versionArgs, {
      timeoutMs: VERSION_TIMEOUT_MS,
      env: { PATH: path, LC_ALL: 'C' },
    });
    const version = /\d+(\.\d+)+/.exec(`${stdout}\n${stderr}`)?.[0] ?? 'of unknown version';
    return passed(name, `${name} ${version} at ${file}.`);
  } catch (error) {
    if (!(error instanceof CommandFailedError)) throw error;
    return failed(name, `${file} does not start: ${error.message}`, REMEDY);
  }
}

/** Whether the programs that the roles call are there and start. */
export function checkPrograms(path: string): Promise<Finding[]> {
  return Promise.all(PROGRAMS.map((program) => checkProgram(program, path)));
}
