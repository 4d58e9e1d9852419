// Programs the agent runs.
import { run } from '../../runtime/command/mod.js';
import { check, type Probe } from './probe.js';

const VERSION_TIMEOUT_MS = 10_000;

/** A probe for one program: its version, and a check that it is there. */
function program(name: string, parameters: readonly string[], version: RegExp, debianPackage: string): Probe {
  return {
    name,
    run: async () => {
      const result = await run(name, parameters, { timeoutMs: VERSION_TIMEOUT_MS, allowFailure: true }).catch(
        () => undefined,
      );
      const found =
        result === undefined ? undefined : (version.exec(result.stdout + result.stderr)?.[1] ?? 'unknown');
      return {
        facts: { [name]: found ?? 'absent' },
        checks: [
          check(
            name,
            found === undefined ? `The program ${name} is not installed.` : undefined,
            `${name} ${found} is installed.`,
            `Run scripts/setup as root, or install the package ${debianPackage}.`,
          ),
        ],
      };
    },
  };
}

export const PROGRAMS: readonly Probe[] = [
  program('runc', ['--version'], /^runc version (\S+)/m, 'runc'),
  program('conmon', ['--version'], /^conmon version (\S+)/m, 'conmon'),
  program('nft', ['--version'], /^nftables v(\S+)/m, 'nftables'),
  program('ip', ['-Version'], /iproute2-([^\s,]+)/, 'iproute2'),
  program('mkfs.ext4', ['-V'], /^mke2fs (\S+)/m, 'e2fsprogs'),
  program('mkfs.xfs', ['-V'], /version (\S+)/, 'xfsprogs'),
];

/** CRIU is not judged by its presence: it was tried. */
export const CRIU: Probe = {
  name: 'criu',
  run: async ({ criu }) => ({
    facts: { criu: criu.path ?? 'absent', 'criu-version': criu.version ?? 'absent' },
    checks: [
      check(
        'criu-self-test',
        criu.fault === undefined ? undefined : `This host has no CRIU that works: ${criu.fault}.`,
        `CRIU ${criu.version} dumps and restores a process with a TCP connection.`,
        'Run scripts/setup as root: it tests the CRIU of the system and installs one that works.',
      ),
    ],
  }),
};
