import { describe, expect, it } from 'vitest';
import { createLogger } from '../../../../runtime/log/mod.js';

describe('createLogger', () => {
  it('writes one JSON object a line, without secrets, with causes', () => {
    const lines: string[] = [];
    const log = createLogger({ role: 'agent', destination: { write: (line) => void lines.push(line) } });
    log.child({ component: 'freeze' }).error(
      {
        err: new Error('outer', { cause: new Error('inner') }),
        token: 'hunter2',
        nats: { token: 'hunter3' },
      },
      'dump failed',
    );
    log.debug('not written');
    expect(lines).toHaveLength(1);
    const line = JSON.parse(lines[0]!) as Record<string, unknown>;
    expect(line).toMatchObject({ level: 'error', role: 'agent', component: 'freeze', msg: 'dump failed' });
    expect(line['time']).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
    expect(lines[0]).not.toContain('hunter');
    expect(lines[0]).toContain('inner');
  });
});
