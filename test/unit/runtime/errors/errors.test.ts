import { describe, expect, it } from 'vitest';
import {
  CancelledError,
  hasReason,
  isCancelled,
  ParikshanError,
  toFailure,
  UNEXPECTED_MESSAGE,
} from '../../../../runtime/errors/mod.js';

class NameTakenError extends ParikshanError {
  readonly reason = 'NAME_TAKEN';
  constructor(name: string, cause?: unknown) {
    super(`There is an instance ${name} already.`, {
      code: 'ALREADY_EXISTS',
      remedy: 'Choose another name.',
      metadata: { name },
      cause,
    });
  }
}

describe('errors', () => {
  it('finds a reason behind other errors', () => {
    const error = new Error('outer', { cause: new Error('middle', { cause: new NameTakenError('redis') }) });
    expect(hasReason(error, 'NAME_TAKEN')).toBe(true);
    expect(hasReason(error, 'OTHER')).toBe(false);
  });

  it('does not follow a loop of causes for ever', () => {
    const error = new Error('loop');
    error.cause = error;
    expect(hasReason(error, 'NAME_TAKEN')).toBe(false);
    expect(isCancelled(error)).toBe(false);
  });

  it('knows cancellations, its own and those of Node', () => {
    const aborted = AbortSignal.abort();
    expect(isCancelled(aborted.reason)).toBe(true);
    expect(isCancelled(new Error('x', { cause: new CancelledError() }))).toBe(true);
    expect(isCancelled(new NameTakenError('a'))).toBe(false);
  });

  it('hands a typed error to people as it is', () => {
    expect(toFailure(new NameTakenError('redis', new Error('secret path')))).toEqual({
      reason: 'NAME_TAKEN',
      message: 'There is an instance redis already.',
      remedy: 'Choose another name.',
      metadata: { name: 'redis' },
    });
  });

  it('hides what an unforeseen error says', () => {
    const failure = toFailure(new Error('password is hunter2'));
    expect(failure.message).toBe(UNEXPECTED_MESSAGE);
    expect(JSON.stringify(failure)).not.toContain('hunter2');
  });
});
