import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

/**
 * Keeps what CRIU logged of a failure where it outlives the undoing, which takes the folder it was written in. The next failure
 * under that name takes its place. The failure itself must be told whatever happens here, so nothing is thrown.
 */
export async function keepLog(path: string, text: string): Promise<void> {
  try {
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    await writeFile(path, text, { mode: 0o600 });
  } catch {
    // No room: what matters of it is in the failure's message.
  }
}
