import { isIPv6 } from 'node:net';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InvalidAddressError, formatAddress, parseAddress } from '../../../../runtime/ip/mod.js';

describe('addresses', () => {
  it.each([
    ['10.87.3.2', '10.87.3.2'],
    ['::', '::'],
    ['::1', '::1'],
    ['2001:DB8:0:0:1:0:0:1', '2001:db8::1:0:0:1'],
    ['2001:db8:0:1:1:1:1:1', '2001:db8:0:1:1:1:1:1'],
    ['fe80::', 'fe80::'],
    ['::ffff:10.0.0.1', '::ffff:10.0.0.1'],
    ['::ffff:0a00:1', '::ffff:10.0.0.1'],
  ])('reads %s and writes %s', (text, canonical) => {
    expect(formatAddress(parseAddress(text))).toBe(canonical);
  });

  it.each([
    '',
    '1.2.3',
    '1.2.3.256',
    '01.2.3.4',
    '1::2::3',
    ':::',
    '1:2:3:4:5:6:7',
    '1:2:3:4:5:6:7:8:9',
    '12345::',
    '1.2.3.4::',
    'fe80::1%eth0',
    '1:2:3:4:5:6:7::8',
  ])('refuses %j', (text) => {
    expect(() => parseAddress(text)).toThrow(InvalidAddressError);
  });

  it('brings any sixteen bytes back', () => {
    const group = fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 255 }));
    fc.assert(
      fc.property(fc.array(group, { minLength: 16, maxLength: 16 }), (bytes) => {
        const text = formatAddress(Uint8Array.from(bytes));
        expect(isIPv6(text)).toBe(true);
        expect([...parseAddress(text)]).toEqual(bytes);
      }),
    );
  });

  it('agrees with Node about what an IPv6 address is', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(':', '::', '0', 'ffff', '1.2.3.4', 'a'), { maxLength: 12 }),
        (parts) => {
          const text = parts.join('');
          if (!text.includes(':')) return;
          let parsed = true;
          try {
            parseAddress(text);
          } catch {
            parsed = false;
          }
          expect(parsed).toBe(isIPv6(text));
        },
      ),
      { numRuns: 2000 },
    );
  });
});
