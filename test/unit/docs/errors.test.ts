import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { packageRoot } from '../../../runtime/config/mod.js';
import { UNEXPECTED_REASON } from '../../../runtime/errors/mod.js';

const FOLDERS = ['runtime', 'coordinator', 'agent', 'proxy', 'cli'];

/** Reasons that classes carry, and those that are given to a RemoteError. */
function reasonsInCode(): string[] {
  const reasons = new Set([UNEXPECTED_REASON]);
  const files = FOLDERS.flatMap((folder) => {
    const path = join(packageRoot(), folder);
    return readdirSync(path, { recursive: true, encoding: 'utf8' }).map((name) => join(path, name));
  });
  for (const file of files.filter((name) => name.endsWith('.ts'))) {
    const text = readFileSync(file, 'utf8');
    for (const [, reason] of text.matchAll(/readonly reason(?:: string)? = '([A-Z_]+)'/g))
      reasons.add(reason ?? '');
    for (const [, reason] of text.matchAll(/new RemoteError\(\s*'([A-Z_]+)'/g)) reasons.add(reason ?? '');
  }
  return [...reasons].sort();
}

describe('docs/errors.md', () => {
  const page = readFileSync(join(packageRoot(), 'docs/errors.md'), 'utf8');
  const rows = [...page.matchAll(/^\| `([A-Z_]+)` \| (.+) \| (.+) \|$/gm)];

  it('lists every reason in the code once, and no other', () => {
    expect(rows.map(([, reason]) => reason).sort()).toEqual(reasonsInCode());
  });

  it('has a remedy for each', () => {
    expect(rows.filter(([, , , remedy]) => remedy === '-').map(([, reason]) => reason)).toEqual([]);
  });
});
