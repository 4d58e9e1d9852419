import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { packageRoot } from '../../../../runtime/config/mod.js';
import { serviceDefinition } from '../../../../runtime/grpc/mod.js';
import { LOADER_OPTIONS } from '../../../../runtime/grpc/loader-options.js';

describe('the loader options', () => {
  it('are those that the types were generated with', () => {
    const script = readFileSync(join(packageRoot(), 'scripts/generate'), 'utf8');
    for (const [option, value] of Object.entries(LOADER_OPTIONS)) {
      const flag = value === true ? `--${option}` : `--${option}=${value.name}`;
      expect(script).toMatch(new RegExp(`${flag}\\b`));
    }
    expect(script).not.toContain('--keepCase');
  });

  it('give what the types promise', () => {
    const { ExecInReplica, GetReplay } = {
      ...serviceDefinition('AgentService'),
      ...serviceDefinition('ProxyService'),
    };
    const exec = ExecInReplica.responseSerialize({ stdout: Buffer.from('x') });
    expect(ExecInReplica.responseDeserialize(exec)).toEqual({ message: 'stdout', stdout: Buffer.from('x') });
    const replay = GetReplay.responseSerialize({ replay: { bytesIn: Number.MAX_SAFE_INTEGER } });
    expect(GetReplay.responseDeserialize(replay).replay).toMatchObject({
      bytesIn: Number.MAX_SAFE_INTEGER,
      state: 'REPLAY_STATE_UNSPECIFIED',
      firstDivergence: null,
    });
  });
});
