import { describe, expect, it } from 'vitest';
import { parseNetwork } from '../../../../runtime/ip/mod.js';

describe('parseNetwork', () => {
  it.each([
    ['10.0.0.0/24', '10.0.0.255', '10.0.1.0'],
    ['10.0.0.0/24', '::ffff:10.0.0.7', '::ffff:10.0.1.7'],
    ['192.0.2.7/32', '192.0.2.7', '192.0.2.8'],
    ['fd00:1:2:3::/64', 'fd00:1:2:3::9', 'fd00:1:2:4::9'],
    ['10.0.0.0/8', '10.255.0.1', 'fd00::1'],
  ])('%s holds %s and not %s', (text, inside, outside) => {
    const network = parseNetwork(text);
    expect(network?.contains(inside)).toBe(true);
    expect(network?.contains(outside)).toBe(false);
    expect(network?.contains('h1')).toBe(false);
    expect(network?.text).toBe(text);
  });

  it.each(['10.0.0.0', '10.0.0.0/33', '10.0.0/24', 'fd00::/129', 'h1/24', '', '10.0.0.0/24 '])(
    'takes %j for none',
    (text) => {
      expect(parseNetwork(text)).toBeUndefined();
    },
  );
});
