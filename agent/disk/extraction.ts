// What tar said. Pure.
import { NotEnoughDiskError, RootfsDamagedError, RootfsUnusableError } from '../errors.js';

const DEVICE_LEFT_OUT = /^tar: (.*): Cannot mknod: Operation not permitted$/;
const EXIT_SUMMARY = /^tar: Exiting with failure status due to previous errors$/;
const NOTE =
  /^tar: (.*): (socket ignored|file is on a different filesystem; not dumped|file changed as we read it)$/;
/** Warnings that say nothing about the files, and attributes that file systems of other kinds carry. */
const HARMLESS =
  /Removing leading|time stamp .* in the future|implausibly old|Ignoring unknown extended header/;

/**
 * Decides about an unpacking from tar's exit code and messages (LC_ALL=C): returns notes about what was left out,
 * throws when files are missing. Device nodes are a note: an unprivileged root cannot make them.
 */
export function judgeExtraction(
  path: string,
  outcome: { readonly code: number; readonly stderr: string },
): string[] {
  const notes: string[] = [];
  const faults: string[] = [];
  for (const line of outcome.stderr.split('\n').filter((each) => each !== '')) {
    const device = DEVICE_LEFT_OUT.exec(line);
    const note = NOTE.exec(line);
    if (device !== null) notes.push(`${device[1]}: device node left out`);
    else if (note !== null) notes.push(`${note[1]}: ${note[2]}`);
    else if (!EXIT_SUMMARY.test(line) && !HARMLESS.test(line)) faults.push(line.replace(/^tar: /, ''));
  }
  if (outcome.code === 0) return notes;
  // tar ends with 2 for device nodes alone, too; without any message it was killed.
  if (faults.length === 0 && notes.length > 0) return notes;
  throw failure(path, faults);
}

function failure(path: string, faults: readonly string[]) {
  const said = faults.slice(0, 3).join('; ') || 'tar was killed';
  const has = (pattern: RegExp): boolean => faults.some((line) => pattern.test(line));
  if (has(/No space left on device|Disk quota exceeded/))
    return new NotEnoughDiskError(`the files of ${path}`);
  if (has(/Cannot change ownership .* Invalid argument/)) {
    return new RootfsUnusableError(
      path,
      `it holds files of users above 65535, which no instance has (${said})`,
    );
  }
  if (has(/Cannot exec|Child returned status 127/)) {
    return new RootfsUnusableError(path, `the program that unpacks it is not installed (${said})`);
  }
  return new RootfsDamagedError(path, said);
}
