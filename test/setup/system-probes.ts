import { execFileSync, spawnSync } from 'node:child_process';
import { accessSync, constants, readFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    /** Why the system tests cannot run here, one sentence each; empty when they can. */
    systemObstacles: string[];
  }
}

const PROGRAMS = ['runc', 'conmon', 'nats-server', 'ip', 'nft', 'mkfs.xfs', 'mkfs.ext4', 'losetup', 'sgdisk'];

/** Probes the machine once for all system test files. */
export default function probeSystem(project: TestProject): void {
  project.provide('systemObstacles', obstacles());
}

function obstacles(): string[] {
  if (process.platform !== 'linux') return ['this is not Linux'];
  if (process.getuid?.() !== 0) return ['not running as root'];
  const missing = PROGRAMS.filter((program) => !isInstalled(program)).map(
    (program) => `${program} is not installed`,
  );
  const criu = criuObstacle();
  return criu === undefined ? missing : [...missing, criu];
}

function isInstalled(program: string): boolean {
  return spawnSync('sh', ['-c', 'command -v "$1"', 'sh', program], { stdio: 'ignore' }).status === 0;
}

/** CRIU is good when set-up has seen it dump and restore a TCP connection on this very kernel. */
function criuObstacle(): string | undefined {
  const root = path.resolve(import.meta.dirname, '../..');
  const prefix = process.env.PARIKSHAN_PREFIX ?? '/opt/parikshan';
  const criu = path.join(prefix, 'bin/criu');
  try {
    accessSync(criu, constants.X_OK);
  } catch {
    return `no CRIU that works on this kernel at ${criu} (scripts/setup installs one)`;
  }
  if (testedKernel(prefix) === os.release()) return undefined;
  try {
    execFileSync(path.join(root, 'scripts/criu-self-test'), [criu], { encoding: 'utf8', timeout: 60_000 });
    return undefined;
  } catch (error) {
    const { stdout } = error as { stdout?: string };
    return `CRIU does not work here: ${stdout?.trim() || String(error)}`;
  }
}

function testedKernel(prefix: string): string | undefined {
  try {
    const record = JSON.parse(readFileSync(path.join(prefix, 'criu.json'), 'utf8')) as { kernel?: string };
    return record.kernel;
  } catch {
    return undefined;
  }
}
