// A group of the real kernel, and a process of this test's own in it.
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CpuGroup, cpuLayout } from '../../../../proxy/processor-share/cpu-group.js';

const layout = process.getuid?.() === 0 ? cpuLayout() : undefined;
/** No process has it: pid_max is 2^22 at most. */
const NO_PID = 99_999_999;

describe.skipIf(layout === undefined)('a group of the cpu controller', () => {
  let child: ChildProcess;
  beforeEach(async () => {
    child = spawn('sleep', ['600'], { stdio: 'ignore' });
    await once(child, 'spawn');
  });
  afterEach(async () => {
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
  });

  const groupOf = (pid: number) => readFileSync(`/proc/${pid}/cgroup`, 'utf8');
  const weight = (group: CpuGroup) => readFileSync(join(group.path, layout!.file), 'utf8').trim();

  it('holds the process at the weight it takes, and is gone when it leaves', () => {
    const before = groupOf(child.pid!);
    const group = CpuGroup.join(child.pid!)!;
    expect(dirname(group.path)).toBe(layout!.root);
    expect(groupOf(child.pid!)).toContain(`:/parikshan-proxy-${child.pid}\n`);
    expect(weight(group)).toBe(layout!.weights.normal);
    group.take('low');
    expect(weight(group)).toBe(layout!.weights.low);
    group.leave();
    expect(existsSync(group.path)).toBe(false);
    expect(groupOf(child.pid!)).toBe(before);
    group.leave();
  });

  it('removes what ended proxies left, and nothing that is in use', () => {
    const left = join(layout!.root, `parikshan-proxy-${NO_PID}`);
    mkdirSync(left);
    const used = CpuGroup.join(child.pid!)!;
    expect(existsSync(left)).toBe(false);
    const again = CpuGroup.join(child.pid!)!;
    expect(existsSync(used.path)).toBe(true);
    again.leave();
    expect(existsSync(used.path)).toBe(false);
  });

  it('leaves nothing behind for a process that is not there', () => {
    expect(() => CpuGroup.join(NO_PID)).toThrow(/ESRCH|EINVAL/);
    expect(existsSync(join(layout!.root, `parikshan-proxy-${NO_PID}`))).toBe(false);
  });
});
