import { describe, expect, it } from 'vitest';
import { conmonArguments, containerPaths } from '../../../../agent/container/mod.js';
import { pidFromAnswer, runtimeMessage } from '../../../../agent/container/conmon.js';

const PATHS = containerPaths('/state/instances/web', 'instance-web');
const HOST = { runc: '/usr/sbin/runc', runcRoot: '/run/x/runc', socketDir: '/run/x/c' };

describe('conmonArguments', () => {
  it('names the container, runc with its state folder, the log and the exit file', () => {
    const line = conmonArguments(PATHS, HOST, { kind: 'create' }).join(' ');
    expect(line).toContain('--cid instance-web');
    expect(line).toContain('--runtime /usr/sbin/runc --runtime-arg --root --runtime-arg /run/x/runc');
    expect(line).toContain('--log-path k8s-file:/state/instances/web/logs/container.log --log-size-max');
    expect(line).toContain('--exit-dir /state/instances/web/exit');
    expect(line).not.toContain('--restore');
  });

  it('passes what runc restore needs', () => {
    const origin = { kind: 'restore', imageDir: '/images', arguments: ['--tcp-established'] } as const;
    expect(conmonArguments(PATHS, HOST, origin).slice(-4)).toEqual([
      '--restore',
      '/images',
      '--runtime-opt',
      '--tcp-established',
    ]);
  });
});

describe("conmon's answer", () => {
  it('is the pid', () => {
    expect(pidFromAnswer('web', '{"pid": 4711}\n')).toBe(4711);
  });

  it('or the reason, taken out of what runc logged', () => {
    const said = String.raw`{"pid": -1, "message": "time=\"2026\" level=error msg=\"runc create failed: exec: \\\"nosuch\\\": not found\"\n"}`;
    expect(() => pidFromAnswer('web', said)).toThrow(
      'Container web could not be started: runc create failed: exec: "nosuch": not found',
    );
  });

  it.each(['', 'garbage'])('or nothing usable: %j', (answer) => {
    expect(() => pidFromAnswer('web', answer)).toThrow(/conmon (gave no answer|answered)/);
  });

  it('leaves words that are no log line as they are', () => {
    expect(runtimeMessage(' killed \n')).toBe('killed');
    expect(runtimeMessage('')).toBe('the runtime gave no reason');
  });
});
