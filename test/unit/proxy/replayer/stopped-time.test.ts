import { describe, expect, it } from 'vitest';
import { StoppedTime } from '../../../../proxy/replayer/stopped-time.js';

describe('stopped time', () => {
  it('stands while the processes are stopped, and never goes back', () => {
    let stopped = false;
    const time = new StoppedTime({ isStopped: () => stopped });
    time.look(100);
    expect(time.awake(150)).toBe(150);
    stopped = true;
    time.look(200);
    expect(time.stopped).toBe(true);
    expect(time.awake(210)).toBe(150);
    time.look(1200);
    expect(time.awake(1200)).toBe(150);
    stopped = false;
    time.look(1300);
    expect(time.awake(1400)).toBe(300);
    expect(time.stopped).toBe(false);
  });
});
