/** Bytes that claim to be a batch and are not one; `offset` is where reading them stopped making sense. */
export class MalformedBatchError extends Error {
  override readonly name = 'MalformedBatchError';
  readonly offset: number;
  constructor(problem: string, offset: number) {
    super(`malformed batch: ${problem} at byte ${offset}`);
    this.offset = offset;
  }
}

/** A batch of a format this version cannot read: written by a newer (or much older) one. */
export class UnknownBatchVersionError extends Error {
  override readonly name = 'UnknownBatchVersionError';
  readonly version: number;
  constructor(version: number) {
    super(`the log holds batches of format ${version}, which this version of parikshan cannot read`);
    this.version = version;
  }
}
