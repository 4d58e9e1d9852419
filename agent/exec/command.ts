// What is started for a command in a replica. Pure.

/** A command somebody wants to run beside or inside a replica. */
export interface ExecPlan {
  readonly command: readonly string[];
  /** Undefined: no terminal. */
  readonly terminal: TerminalSize | undefined;
  /** Run the host's own program in the replica's network namespace. */
  readonly hostTool: boolean;
}

export interface TerminalSize {
  readonly columns: number;
  readonly rows: number;
}

/** The replica. */
export interface ExecTarget {
  readonly runc: string;
  readonly runcRoot: string;
  readonly containerId: string;
  /** Host pid of its first process. */
  readonly pid: number;
  /** Where runc writes the host pid of the command. */
  readonly pidFile: string;
}

/** What stands for the replica's first process in the arguments of a host tool. */
const PID_PLACEHOLDER = '{pid}';

/** What most terminals understand; the caller's own is not known to the image. */
const TERM = 'xterm-256color';

const DEFAULT_SIZE: TerminalSize = { columns: 80, rows: 24 };

/** File and arguments to start. With a terminal, `script` provides it: Node has no way to make one. */
export function execArguments(plan: ExecPlan, target: ExecTarget): readonly [string, ...string[]] {
  const command = plan.hostTool ? hostCommand(plan, target) : containerCommand(plan, target);
  return plan.terminal === undefined ? command : underTerminal(command, plan.terminal);
}

/**
 * The network is the replica's, so the tool can reach nothing but the cell; processes and files are the host's, as a
 * debugger needs its own. `{pid}` becomes the host pid.
 */
function hostCommand(
  { command, hostTool: _, terminal }: ExecPlan,
  { pid }: ExecTarget,
): [string, ...string[]] {
  const words = command.map((word) => word.replaceAll(PID_PLACEHOLDER, String(pid)));
  const term = terminal === undefined ? [] : ['env', `TERM=${TERM}`];
  return ['nsenter', `--net=/proc/${pid}/ns/net`, '--', ...term, ...words];
}

function containerCommand(plan: ExecPlan, target: ExecTarget): [string, ...string[]] {
  const terminal = plan.terminal === undefined ? [] : ['--tty', '--env', `TERM=${TERM}`];
  return [
    target.runc,
    // With a log elsewhere runc says on stderr only what went wrong, in plain words and not as a line of a log.
    ...['--root', target.runcRoot, '--log', '/dev/null', 'exec', '--pid-file', target.pidFile],
    ...[...terminal, target.containerId, ...plan.command],
  ];
}

function underTerminal(command: readonly string[], size: TerminalSize): [string, ...string[]] {
  // The size is set before anything can ask for it.
  const line = `${sttyCommand(size)}; exec ${command.map(quoted).join(' ')}`;
  return ['script', '--quiet', '--flush', '--return', '--echo', 'never', '--command', line, '/dev/null'];
}

function sttyCommand(size: TerminalSize): string {
  const { columns, rows } = usableSize(size);
  return `stty columns ${columns} rows ${rows}`;
}

/** The size within what the kernel takes; the usual one where a caller does not know its own. */
export function usableSize({ columns, rows }: TerminalSize): TerminalSize {
  const within = (value: number, fallback: number): number =>
    value > 0 ? Math.min(65_535, Math.floor(value)) : fallback;
  return { columns: within(columns, DEFAULT_SIZE.columns), rows: within(rows, DEFAULT_SIZE.rows) };
}

/** A word as POSIX sh reads it back unchanged. */
export function quoted(word: string): string {
  return `'${word.replaceAll("'", `'\\''`)}'`;
}
