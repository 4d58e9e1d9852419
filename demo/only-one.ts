/** One demo at a time: they share an installation, and a starting one removes what it finds there. */
import { open, type FileHandle } from 'node:fs/promises';
import { tryLockFile } from '../runtime/linux/mod.js';

const LOCK = '/run/parikshan-demo.lock';

/** Another demo runs on this machine. */
export class AnotherDemoError extends Error {
  constructor() {
    super(`Another demo runs on this machine (it holds ${LOCK}). Wait for its end, or end it.`);
  }
}

/**
 * Held until this process ends, however it does: a demo that was killed is in nobody's way.
 * @throws AnotherDemoError
 */
export async function onlyDemo(): Promise<FileHandle> {
  const file = await open(LOCK, 'a', 0o600);
  if (tryLockFile(file.fd)) return file;
  await file.close();
  throw new AnotherDemoError();
}
