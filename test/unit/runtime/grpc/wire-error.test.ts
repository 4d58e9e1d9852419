import { Metadata, status, type ServiceError } from '@grpc/grpc-js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ParikshanError, RemoteError, UNEXPECTED_MESSAGE } from '../../../../runtime/errors/mod.js';
import { decodeStatusDetails, encodeStatusDetails } from '../../../../runtime/grpc/status-details.js';
import { fromServiceError, toStatus } from '../../../../runtime/grpc/wire-error.js';

const site = { service: 'AgentService', method: 'GetHost', target: 'unix:/x' };

/** What a client's grpc-js would make of a server's status. */
function carried(error: unknown): ServiceError {
  return Object.assign(new Error('status'), toStatus(error));
}

class PoolFullError extends ParikshanError {
  readonly reason = 'POOL_FULL';
  constructor(message = 'The pool is full.') {
    super(message, { code: 'RESOURCE_EXHAUSTED', remedy: 'Make room.', metadata: { freeBytes: '12' } });
  }
}

describe('errors on the wire', () => {
  it('keep reason, code, message, remedy and metadata', () => {
    const error = fromServiceError(carried(new PoolFullError()), site);
    expect(error).toBeInstanceOf(RemoteError);
    expect(error).toMatchObject({
      reason: 'POOL_FULL',
      code: 'RESOURCE_EXHAUSTED',
      message: 'The pool is full.',
      remedy: 'Make room.',
      metadata: { freeBytes: '12' },
    });
  });

  it('say nothing of what nobody foresaw', () => {
    const sent = carried(new Error('hunter2'));
    expect(sent.details).toBe(UNEXPECTED_MESSAGE);
    expect(fromServiceError(sent, site)).toMatchObject({ reason: 'UNEXPECTED', code: 'INTERNAL' });
  });

  it('fit into trailers however long they are', () => {
    const { details, metadata } = toStatus(new PoolFullError('x'.repeat(100_000)));
    expect(details.length).toBeLessThanOrEqual(2048);
    expect((metadata.get('grpc-status-details-bin')[0] as Buffer).length).toBeLessThan(8192);
  });

  it('are named after the transport where that failed', () => {
    const error = Object.assign(new Error('x'), {
      code: status.UNAVAILABLE,
      details: 'connect ENOENT',
      metadata: new Metadata(),
    });
    expect(fromServiceError(error, site)).toMatchObject({ reason: 'UNREACHABLE', code: 'UNAVAILABLE' });
  });

  it('come back as they were written', () => {
    fc.assert(
      fc.property(
        fc.record({
          code: fc.integer({ min: 0, max: 16 }),
          message: fc.string({ unit: 'grapheme' }),
          reason: fc.string(),
          metadata: fc.dictionary(
            fc.string().filter((key) => key !== '__proto__'),
            fc.string(),
            { noNullPrototype: true },
          ),
        }),
        (details) => {
          expect(decodeStatusDetails(encodeStatusDetails(details))).toEqual(details);
        },
      ),
    );
  });

  it('survive a trailer that is not ours', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        decodeStatusDetails(bytes);
      }),
    );
  });
});
