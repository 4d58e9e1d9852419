import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { judgeExtraction } from '../../../../agent/disk/extraction.js';
import { packingOf } from '../../../../agent/disk/rootfs-source.js';

const TAR = execFileSync('tar', ['-cf', '-', '-C', '/etc', 'hostname'], { maxBuffer: 1 << 20 });

describe('packingOf', () => {
  it.each([
    ['gzip', 'gzip'],
    ['xz', 'xz'],
    ['bzip2', 'bzip2'],
  ] as const)('knows %s by its first bytes', (program, packing) => {
    expect(packingOf(execFileSync(program, ['-c'], { input: TAR }))).toBe(packing);
  });

  it('knows a plain tar by its checksum, and that anything else is none', () => {
    expect(packingOf(TAR.subarray(0, 512))).toBe('plain');
    const changed = Buffer.from(TAR.subarray(0, 512));
    changed[0] = (changed[0] ?? 0) + 1;
    expect(packingOf(changed)).toBeUndefined();
    expect(packingOf(Buffer.from('hello'))).toBeUndefined();
    expect(packingOf(Buffer.alloc(0))).toBeUndefined();
    expect(packingOf(Buffer.alloc(512))).toBeUndefined();
  });
});

describe('judgeExtraction', () => {
  const summary = 'tar: Exiting with failure status due to previous errors\n';

  it('takes device nodes and sockets as notes', () => {
    const stderr = `tar: ./run/log: socket ignored\ntar: ./opt/zero: Cannot mknod: Operation not permitted\n${summary}`;
    expect(judgeExtraction('/r', { code: 2, stderr })).toEqual([
      './run/log: socket ignored',
      './opt/zero: device node left out',
    ]);
  });

  it.each([
    ['tar: ./a: Cannot write: No space left on device', 'NOT_ENOUGH_DISK'],
    ['tar: Unexpected EOF in archive', 'ROOTFS_DAMAGED'],
    ['gzip: stdin: unexpected end of file', 'ROOTFS_DAMAGED'],
    ['tar: ./a: Cannot change ownership to uid 70000, gid 0: Invalid argument', 'ROOTFS_UNUSABLE'],
    ['tar: zstd: Cannot exec: No such file or directory', 'ROOTFS_UNUSABLE'],
  ])('calls %s by its cause', (line, reason) => {
    expect(() => judgeExtraction('/r', { code: 2, stderr: `${line}\n${summary}` })).toThrow(
      expect.objectContaining({ reason }) as Error,
    );
  });

  it('does not let device nodes hide a missing file', () => {
    const stderr = `tar: ./z: Cannot mknod: Operation not permitted\ntar: Unexpected EOF in archive\n${summary}`;
    expect(() => judgeExtraction('/r', { code: 2, stderr })).toThrow(/Unexpected EOF/);
  });

  it('takes a tar that was killed as damaged', () => {
    expect(() => judgeExtraction('/r', { code: 1, stderr: '' })).toThrow(/tar was killed/);
  });
});
