import { describe, expect, it } from 'vitest';
import { labelHostRequest, removeHostRequest } from '../../../../coordinator/api/host-requests.js';
import { parseRequest } from '../../../../coordinator/api/requests.js';

const REQUEST = { name: 'alpha', set: {}, remove: [] };

describe('requests about hosts', () => {
  it('take labels, also one that is called like a part of every object', () => {
    const request = { ...REQUEST, set: { 'example.org/zone': 'b', constructor: '' }, remove: ['disk'] };
    expect(parseRequest(labelHostRequest, request)).toEqual(request);
  });

  it.each([
    [{ set: { '': 'x' } }, 'set'],
    [{ set: { '-zone': 'x' } }, 'set'],
    [{ set: { zone: 'a b' } }, 'set.zone must be at most 63'],
    [{ set: { zone: 'x'.repeat(64) } }, 'set.zone must be at most 63'],
    [{ remove: ['a=b'] }, 'remove.0 must be 1 to 63'],
    [{ set: { zone: 'b' }, remove: ['zone'] }, 'remove must not name a label that is to be set'],
    [
      { set: Object.fromEntries(Array.from({ length: 65 }, (_, i) => [`k${i}`, ''])) },
      'set must be at most 64 labels',
    ],
    [{ name: 'no host' }, 'name must be a host name'],
  ])('refuse %j', (changes, fault) => {
    expect(() => parseRequest(labelHostRequest, { ...REQUEST, ...changes })).toThrow(fault);
  });

  it('want a host to be named', () => {
    expect(() => parseRequest(removeHostRequest, { name: '', force: true })).toThrow(
      'name must be a host name',
    );
  });
});
