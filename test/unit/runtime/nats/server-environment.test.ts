import { expect, it } from 'vitest';
import { serverEnvironment } from '../../../../runtime/nats/server-environment.js';

it.each([
  [1, '1'],
  [2, '1'],
  [3, '1'],
  [64, '32'],
])('leaves production at least half of %i processors', (processors, most) => {
  expect(serverEnvironment({ PATH: '/bin' }, processors)).toEqual({
    PATH: '/bin',
    GOMAXPROCS: most,
    GOGC: '400',
  });
});

it('changes nothing of what the environment says', () => {
  const env = { GOMAXPROCS: '7', GOGC: 'off' };
  expect(serverEnvironment(env, 64)).toEqual(env);
});
