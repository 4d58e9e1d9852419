import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openProcessorShare, type ShareGroup } from '../../../../proxy/processor-share/processor-share.js';
import type { Share } from '../../../../proxy/processor-share/share-plan.js';
import { createLogger } from '../../../../runtime/log/mod.js';

/** A group that writes down what it is told; `refuses` is thrown instead. */
class ScriptedGroup implements ShareGroup {
  readonly path = '/nowhere';
  readonly taken: Share[] = [];
  left = 0;
  refuses: Error | undefined;

  take(share: Share): void {
    if (this.refuses !== undefined) throw this.refuses;
    this.taken.push(share);
  }
  leave(): void {
    this.left += 1;
  }
}

describe('the share of the processors', () => {
  let lines: string[];
  let group: ScriptedGroup;
  const log = () =>
    createLogger({ role: 'proxy', level: 'info', destination: { write: (line) => lines.push(line) } });

  beforeEach(() => {
    vi.useFakeTimers();
    lines = [];
    group = new ScriptedGroup();
  });
  afterEach(() => void vi.useRealTimers());

  it('is low a second after a tap has begun and said that it needs no more, and normal at once when it does', () => {
    const share = openProcessorShare(log(), () => group);
    const tap = share.claim();
    vi.advanceTimersByTime(60_000);
    expect(group.taken).toEqual([]);
    tap.need(false);
    vi.advanceTimersByTime(999);
    expect(group.taken).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(group.taken).toEqual(['low']);
    tap.need(true);
    expect(group.taken).toEqual(['low', 'normal']);
    tap.need(false);
    vi.advanceTimersByTime(64_000);
    tap.end();
    tap.end();
    expect(group.taken).toEqual(['low', 'normal', 'low', 'normal']);
    share.close();
    expect(group.left).toBe(1);
    expect(lines).toEqual([]);
  });

  it('changes nothing any more after its end', () => {
    const share = openProcessorShare(log(), () => group);
    const tap = share.claim();
    tap.need(false);
    share.close();
    vi.advanceTimersByTime(60_000);
    tap.end();
    expect(group.taken).toEqual([]);
  });

  it('says when it cannot be changed, and goes on', () => {
    const share = openProcessorShare(log(), () => group);
    const tap = share.claim();
    group.refuses = new Error('EACCES');
    tap.need(false);
    vi.advanceTimersByTime(1000);
    expect(lines.join()).toMatch(/cannot change the share of the processors/);
    expect(lines.join()).toMatch(/EACCES/);
  });

  it('joins a group with the first tap that finds the controller', () => {
    const found: (ShareGroup | undefined)[] = [undefined, group];
    let asked = 0;
    const share = openProcessorShare(log(), () => found[asked++]);
    expect(asked).toBe(0);
    share.claim().need(false);
    vi.advanceTimersByTime(1000);
    expect(group.taken).toEqual([]);
    const tap = share.claim();
    tap.need(false);
    vi.advanceTimersByTime(2000);
    expect(group.taken).toEqual(['low']);
    share.claim();
    expect(asked).toBe(2);
    expect(group.taken).toEqual(['low', 'normal']);
  });

  it.each([
    ['there is no controller', () => undefined, /no cpu controller of cgroups/],
    [
      'it is forbidden',
      () => {
        throw new Error('EROFS: read-only file system');
      },
      /cannot make a cgroup.*competes with production/,
    ],
  ])('stays normal, and says so, where %s', (_where, joinGroup, said) => {
    const share = openProcessorShare(log(), joinGroup);
    expect(lines).toEqual([]);
    for (const tap of [share.claim(), share.claim()]) {
      tap.need(true);
      tap.end();
    }
    share.close();
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(said);
  });
});
