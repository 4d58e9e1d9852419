import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import { delimiter, join } from 'node:path';

/** Folders where systems keep programs for root; not on everybody's PATH. */
const SYSTEM_FOLDERS = ['/usr/local/sbin', '/usr/sbin', '/sbin'];

/** Path of a program, looked for on PATH and in the system's own folders; undefined when it is not installed. */
export async function findProgram(
  name: string,
  path = process.env['PATH'] ?? '',
): Promise<string | undefined> {
  for (const folder of [...path.split(delimiter), ...SYSTEM_FOLDERS]) {
    const file = join(folder, name);
    const found = await access(file, constants.X_OK).then(
      () => folder !== '',
      () => false,
    );
    if (found) return file;
  }
  return undefined;
}
