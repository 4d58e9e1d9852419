/**
 * One step of a long piece of work. `Context` is what the steps of the work share: each reads what earlier ones put
 * there and adds its own.
 */
export interface Step<Context> {
  /** Kebab-case noun, unique among the steps of the work. People see it. */
  readonly name: string;
  /**
   * Does it. A returned text is the line that people see when it is done.
   * @param signal aborted when the work is cancelled: stop early and throw
   * @param progress says how far it is, one line for a person
   */
  do(context: Context, signal: AbortSignal, progress: (message: string) => void): Promise<void | string>;
  /**
   * Takes back what `do` made. Called once, also when `do` never ran, failed half-way or was aborted: it looks at what
   * is there and not at what should be. Not given the signal, because it must end its work.
   */
  undo?(context: Context): Promise<void>;
}

/** What happens to steps, in order. Times are milliseconds. */
export type StepEvent =
  | { readonly kind: 'started'; readonly step: string }
  | { readonly kind: 'progress'; readonly step: string; readonly message: string }
  | { readonly kind: 'done'; readonly step: string; readonly message: string; readonly durationMs: number }
  | { readonly kind: 'failed'; readonly step: string; readonly error: unknown; readonly durationMs: number }
  /** Only of steps that had started. `error` is set when undoing failed: something may be left behind. */
  | { readonly kind: 'undone'; readonly step: string; readonly durationMs: number; readonly error?: unknown };
