/** What a dump's log says of its failure, for people. */

const HARMLESS = /rlimit: Can't setup RLIMIT_NOFILE/;

/** The error lines of CRIU's log, without time and harmless ones, at most `limit`, first one first. */
export function errorLines(log: string, limit = 3): string[] {
  return log
    .split('\n')
    .filter((line) => line.includes('Error (') && !HARMLESS.test(line))
    .map((line) =>
      line
        .replace(/^\(\d+\.\d+\)\s*/, '')
        .replace(/^\s*\d+:\s*/, '')
        .trim(),
    )
    .slice(0, limit);
}

const hints: readonly (readonly [RegExp, string])[] = [
  [
    /io_uring|anon_inode:\[io_uring\]/,
    'The container uses io_uring, which CRIU cannot dump: switch it off in the application (MariaDB: --innodb-use-native-aio=0).',
  ],
  [
    /External socket is used|unix.*external/i,
    'A process holds a unix socket whose other end is outside the container: close it or move that service inside.',
  ],
  [
    /Can't dump ghost file|ghost file.*too big|ghost.*limit/i,
    'A process holds a deleted file larger than 256 MiB open: close it or make it smaller.',
  ],
  [/file lock/i, 'A file lock is shared with a process outside the container: release it.'],
  [
    /doesn't have a proper root mount|can't be dumped.*mount|mnt:/i,
    'The container has a mount that CRIU cannot describe: remove mounts made by hand.',
  ],
  [
    /is already ptraced|ptrace/i,
    'A process of the container is being traced (gdb, strace): detach it from production first.',
  ],
];

/** What to do about these error lines; a general hint when none is known. */
export function remedyFor(lines: readonly string[]): string {
  const text = lines.join('\n');
  return (
    hints.find(([pattern]) => pattern.test(text))?.[1] ??
    'Production runs on unharmed. See the dump log named in the metadata.'
  );
}
