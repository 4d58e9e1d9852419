import { describe, expect, it } from 'vitest';
import { missingRights, probeHost, type Probe, type ProbeContext } from '../../../../agent/probes/mod.js';

const CONTEXT = {} as ProbeContext;

describe('probeHost', () => {
  it('joins what the probes found, and turns one that fails into a failed check', async () => {
    const good: Probe = { name: 'good', run: async () => ({ facts: { a: '1' }, checks: [] }) };
    const bad: Probe = {
      name: 'bad',
      run: async () => {
        throw new Error('no such file');
      },
    };
    expect(await probeHost(CONTEXT, [good, bad])).toEqual({
      facts: { a: '1' },
      checks: [
        {
          name: 'bad',
          ok: false,
          message: 'It could not be found out: no such file',
          remedy: 'Look in the log.',
          blocking: true,
        },
      ],
    });
  });
});

it('names the capabilities that are missing and what they are for, and needs not all there are', () => {
  expect(missingRights('000001fffeffffff')).toEqual([]);
  expect(missingRights('00000000a80425fb')).toEqual([
    'CAP_DAC_READ_SEARCH (to find the files that a container watches)',
    'CAP_NET_ADMIN (to make networks, to hold them during a freeze and to read connections)',
    'CAP_SYS_PTRACE (to stop processes and read their memory)',
    'CAP_SYS_ADMIN (to mount disks, freeze file systems and enter namespaces)',
  ]);
});
