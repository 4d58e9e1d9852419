import { describe, expect, it } from 'vitest';
import {
  collectEnv,
  matchPrefix,
  parseContainerPath,
  parseCpus,
  parseDuration,
  parseNewName,
  parsePortSpec,
  parseUser,
  wholeNumber,
} from '../../../../cli/input/mod.js';

describe('parseDuration', () => {
  it.each([
    ['500ms', 500],
    ['5s', 5000],
    ['1.5s', 1500],
    ['1m30s', 90_000],
    ['2h', 7_200_000],
  ])('reads %s', (text, ms) => {
    expect(parseDuration(text)).toBe(ms);
  });

  it.each(['5', '', 's', '5 s s', '0s', '-5s', '5sec', '100d'])('refuses "%s"', (text) => {
    expect(() => parseDuration(text)).toThrow(/duration/i);
  });
});

describe('parsePortSpec', () => {
  it('reads a port and a published one', () => {
    expect(parsePortSpec('80')).toEqual({ port: 80, publishPort: 0 });
    expect(parsePortSpec('8080:80')).toEqual({ port: 80, publishPort: 8080 });
  });

  it.each(['', '0', '65536', '80:', ':80', '1:2:3', 'http', '127.0.0.1:80:80'])('refuses "%s"', (text) => {
    expect(() => parsePortSpec(text)).toThrow(/port/i);
  });
});

describe('names, users, paths, counts', () => {
  it('keeps good names and refuses others', () => {
    expect(parseNewName('redis-1')).toBe('redis-1');
    for (const bad of ['', 'Redis', '1redis', 'a'.repeat(41), 'a_b', 'a/b', '../x']) {
      expect(() => parseNewName(bad)).toThrow(/name/i);
    }
  });

  it('wants numbers for users', () => {
    expect(parseUser('999')).toBe('999');
    expect(parseUser('33:33')).toBe('33:33');
    for (const bad of ['redis', '1:', ':1', '70000', '1:2:3']) expect(() => parseUser(bad)).toThrow(/user/i);
  });

  it('wants absolute paths', () => {
    expect(parseContainerPath('/srv')).toBe('/srv');
    expect(() => parseContainerPath('srv')).toThrow(/absolute/);
  });

  it('bounds counts', () => {
    expect(wholeNumber(0, 64)('64')).toBe(64);
    for (const bad of ['65', '-1', '1.5', 'two', '']) expect(() => wholeNumber(0, 64)(bad)).toThrow(/whole/);
    expect(parseCpus('0.5')).toBe(0.5);
    for (const bad of ['0', '-1', 'many']) expect(() => parseCpus(bad)).toThrow(/cores/);
  });
});

describe('collectEnv', () => {
  it('collects pairs, keeps = in values and reads bare names from the environment', () => {
    process.env['PARIKSHAN_TEST_VALUE'] = 'x';
    expect(collectEnv('A=1=2', undefined)).toEqual(['A=1=2']);
    expect(collectEnv('B=', ['A=1'])).toEqual(['A=1', 'B=']);
    expect(collectEnv('PARIKSHAN_TEST_VALUE', [])).toEqual(['PARIKSHAN_TEST_VALUE=x']);
    delete process.env['PARIKSHAN_TEST_VALUE'];
    expect(() => collectEnv('PARIKSHAN_TEST_VALUE', [])).toThrow(/no value/);
    expect(() => collectEnv('=x', [])).toThrow(/NAME=VALUE/);
  });
});

describe('matchPrefix', () => {
  const ids = ['op-abc111', 'op-abc222', 'op-def333', 'op-def33344'];
  it('finds the one, several or none', () => {
    expect(matchPrefix('op-abc1', ids)).toEqual({ kind: 'one', id: 'op-abc111' });
    expect(matchPrefix('abc2', ids)).toEqual({ kind: 'one', id: 'op-abc222' });
    expect(matchPrefix('op-abc', ids)).toEqual({ kind: 'several', ids: ['op-abc111', 'op-abc222'] });
    expect(matchPrefix('op-def333', ids)).toEqual({ kind: 'one', id: 'op-def333' });
    expect(matchPrefix('zzz', ids)).toEqual({ kind: 'none' });
    expect(matchPrefix('', ids)).toEqual({ kind: 'none' });
  });
});
