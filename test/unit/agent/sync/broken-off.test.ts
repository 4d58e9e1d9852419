import { describe, expect, it } from 'vitest';
import { brokenOff } from '../../../../agent/sync/errors.js';
import { RemoteError } from '../../../../runtime/errors/mod.js';

const BYTES = { done: 3, total: 7 };
const UNREACHABLE = new RemoteError('UNREACHABLE', 'unix:/run/ssh/1.sock cannot be reached.', {
  code: 'UNAVAILABLE',
});

describe('a transfer that was broken off', () => {
  it('says what the caller saw, where nothing more is known', () => {
    const error = brokenOff('web-1', { name: 'h1:7424', fault: undefined }, BYTES, UNREACHABLE);
    expect(error.reason).toBe('FETCH_INTERRUPTED');
    expect(error.message).toContain('cannot be reached. 3 of 7 bytes had arrived.');
  });

  it('says what is known of the way, and that the same again may do', () => {
    const fault = new RemoteError('SSH_UNREACHABLE', 'No sshd.', { code: 'UNAVAILABLE' });
    const error = brokenOff('web-1', { name: 'h1:7424 through ssh', fault }, BYTES, UNREACHABLE);
    expect(error.reason).toBe('FETCH_INTERRUPTED');
    expect(error.message).toBe(
      'web-1 could not be fetched from h1:7424 through ssh: No sshd. 3 of 7 bytes had arrived.',
    );
  });

  it('is a refusal, where somebody on the way refuses', () => {
    const fault = new RemoteError('HOST_KEY_CHANGED', 'It is another.', { code: 'FAILED_PRECONDITION' });
    expect(brokenOff('web-1', { name: 'h1', fault }, BYTES, UNREACHABLE)).toBe(fault);
  });
});
