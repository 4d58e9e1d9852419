import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { packageRoot } from '../../../runtime/config/mod.js';

const PROTO = join(packageRoot(), 'proto/parikshan/v1');
/** What the page calls a thing that has states. */
const THINGS: Readonly<Record<string, string>> = {
  ContainerState: 'an instance',
  CloneState: 'a clone',
  ReplicaState: 'a replica',
  ReplayState: 'a replay',
  OperationState: 'an operation',
};

/** The values of every enum of the contract whose name ends in State, as people see them. */
function statesInContract(): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const file of readdirSync(PROTO)) {
    const text = readFileSync(join(PROTO, file), 'utf8');
    for (const [, name = '', body = ''] of text.matchAll(/^enum (\w+State) \{\n([^}]*)\}/gm)) {
      const prefix = `${name.replace(/(?<!^)(?=[A-Z])/g, '_').toUpperCase()}_`;
      const values = [...body.matchAll(/^ {2}([A-Z_]+) = \d+;/gm)].map(([, value = '']) => {
        const short = value.slice(prefix.length).toLowerCase().replaceAll('_', '-');
        return short === 'unspecified' ? 'unknown' : short;
      });
      found.set(name, values);
    }
  }
  return found;
}

describe('docs/operations.md', () => {
  const page = readFileSync(join(packageRoot(), 'docs/operations.md'), 'utf8');
  const states = statesInContract();

  /** First and last cells of the rows of the table that begins with this. */
  function rows(heading: string): string[][] {
    const [, body = ''] = page.split(`| ${heading} | meaning | what to do |\n`);
    const [, table = ''] = /^\|[-|]+\|\n((?:\|.*\|\n)*)/.exec(body) ?? [];
    return table.split('\n').flatMap((line) => (line === '' ? [] : [line.slice(2, -2).split(' | ')]));
  }

  it('knows every kind of thing that has states', () => {
    expect([...states.keys()].sort()).toEqual(Object.keys(THINGS).sort());
  });

  it.each(Object.entries(THINGS))('explains each value of %s', (name, thing) => {
    const values = states.get(name) ?? [];
    expect(values.length).toBeGreaterThan(2);
    expect(
      rows(`state of ${thing}`)
        .map(([state]) => state)
        .sort(),
    ).toEqual([...values].sort());
  });

  it('says what to do wherever something is wrong', () => {
    const well = new Set(['running', 'following', 'succeeded', 'cancelled', 'stopped']);
    const silent = Object.values(THINGS).flatMap((thing) =>
      rows(`state of ${thing}`)
        .filter(([state = '', , remedy = '']) => remedy.trim().replace(/\|$/, '') === '' && !well.has(state))
        .map(([state]) => `${thing}: ${state}`),
    );
    expect(silent).toEqual([]);
  });

  it('explains what can be of a host', () => {
    expect(rows('state of a host').map(([state]) => state)).toEqual([
      'agent alive, proxy alive',
      'agent down',
      'proxy down',
      'drained',
    ]);
  });

  it('names no error that docs/errors.md does not explain', () => {
    const errors = readFileSync(join(packageRoot(), 'docs/errors.md'), 'utf8');
    const known = new Set([...errors.matchAll(/^\| `([A-Z_]+)` \|/gm)].map(([, reason]) => reason));
    const named = [...page.matchAll(/`([A-Z]+(?:_[A-Z]+)+)`/g)].map(([, reason = '']) => reason);
    const others = named.filter((reason) => !known.has(reason) && !/^(CAP_|PK_|PARIKSHAN_|KV_)/.test(reason));
    expect(named.length).toBeGreaterThan(3);
    expect(others).toEqual([]);
  });
});
