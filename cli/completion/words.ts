/** A word with what it is for. */
export interface Word {
  readonly name: string;
  readonly summary: string;
}

/** What may follow a command: `path` is empty for the program itself. */
export interface CommandWords {
  readonly path: readonly string[];
  readonly subcommands: readonly Word[];
  readonly options: readonly Word[];
}
