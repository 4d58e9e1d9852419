import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { makePrivateDirectories } from '../../runtime/config/mod.js';
import { NatsServerMissingError } from '../../runtime/nats/mod.js';
import { findProgram } from '../../runtime/process/mod.js';
import { rolePath } from '../checks/mod.js';
import type { Installation } from '../installation.js';
import { CannotStartHereError, DirectoryUnusableError } from './errors.js';

/** Where the logs of an installation are. */
export function logDir(stateDir: string): string {
  return join(stateDir, 'log');
}

/** Where a process of an installation logs. */
export function logPath(stateDir: string, name: string): string {
  return join(logDir(stateDir), `${name}.log`);
}

/**
 * What must be so before anything is started here, and the directories. Tools that only clones need are not asked for.
 * @throws CannotStartHereError, DirectoryUnusableError, NatsServerMissingError
 */
export async function prepareToStart(installation: Installation, env: NodeJS.ProcessEnv): Promise<void> {
  if (process.platform !== 'linux') {
    throw new CannotStartHereError(
      'NOT_LINUX',
      `This is ${process.platform}; Parikshan runs on Linux.`,
      'Run it on a Linux machine.',
    );
  }
  if (process.getuid?.() !== 0) {
    throw new CannotStartHereError(
      'NOT_ROOT',
      'Only root can run containers and freeze them.',
      'Run it with sudo.',
    );
  }
  for (const path of [installation.stateDir, installation.runDir, logDir(installation.stateDir)]) {
    try {
      makePrivateDirectories(path);
      await access(path, constants.W_OK);
    } catch (error) {
      throw new DirectoryUnusableError(path, error);
    }
  }
  if ((await findProgram('nats-server', rolePath(env))) === undefined) {
    throw new NatsServerMissingError();
  }
}
