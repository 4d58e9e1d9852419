import { describe, expect, test } from 'vitest';
import { benchCommand, type BenchSurroundings } from '../../../bench/bench-command.js';
import { BENCHES } from '../../../bench/benches.js';
import { BenchUsageError, positive } from '../../../bench/command-line.js';
import type { Bench, BenchReport } from '../../../bench/frame/mod.js';

const PLACE = { stateDir: '/nowhere/state', runDir: '/nowhere/run', workDir: '/nowhere/work' };
const MACHINE = {
  ...{ cpu: 'Any', cores: 2, memoryGiB: 24, kernel: '6.1', system: 'Debian', versions: {} },
  ...{ loadAtStart: 0.1, quiet: true },
};

/** A bench that ends as its option says. */
class Jump implements Bench {
  readonly name = 'jump';
  readonly summary = 'how high it jumps';
  readonly defaultRuns = 1;
  readonly options = { from: { type: 'string', placeholder: 'N', help: 'metres' } } as const;
  readonly examples = [];
  readonly #run: (from: number) => string[];

  /** `jump`: from so many metres; returns faults. */
  constructor(jump: (from: number) => string[] = () => []) {
    this.#run = jump;
  }

  async run({ options }: { options: Readonly<Record<string, string | boolean | undefined>> }) {
    const faults = this.#run(positive('--from', options['from'] ?? '1'));
    return { tables: [], goals: [], notes: ['it jumped'], faults, data: [] };
  }

  async clear(): Promise<void> {}
}

/** The command with everything it said. */
async function command(args: string[], bench: Bench, given: Partial<BenchSurroundings> = {}) {
  const said = { out: '', err: '', lines: [] as string[] };
  const code = await benchCommand(args, {
    benches: [bench],
    isRoot: true,
    signal: new AbortController().signal,
    out: (text) => (said.out += text),
    err: (text) => (said.err += text),
    say: (line) => said.lines.push(line),
    run: async ({ bench: asked, runs, options }, signal, say) => {
      const report = await asked.run({ place: PLACE, runs, options, signal, say });
      const whole = { bench: asked.name, startedAt: '2026-01-01T00:00:00Z', seconds: 1, runs, options };
      return { ...whole, machine: MACHINE, ...report };
    },
    ...given,
  });
  return { code, ...said };
}

const failing = new Jump(() => {
  throw new Error('it fell');
});

describe('a bench ends', () => {
  test('with 0 when it measured', async () => {
    const { code, out } = await command(['jump'], new Jump());
    expect(code).toBe(0);
    expect(out).toContain('it jumped');
  });

  test('with 1 when a fault was found, and when it could not measure', async () => {
    expect(await command(['jump'], new Jump((from) => [`from ${from} m: broken`]))).toMatchObject({
      code: 1,
    });
    expect(await command(['jump'], failing)).toMatchObject({ code: 1, lines: ['it fell'], err: '' });
  });

  test('with 1 without root, before it has begun', async () => {
    const { code, err, out } = await command(['jump'], failing, { isRoot: false });
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toContain('as root');
  });

  test('with 0 and the help when that was asked for', async () => {
    expect(await command(['--help'], failing, { isRoot: false })).toMatchObject({
      code: 0,
      out: expect.stringContaining('2 usage') as string,
    });
  });

  test.each([
    { args: ['jump', '--high'], says: /^Unknown option '--high'/ },
    {
      args: ['jump', '--from', 'roof'],
      says: /^--from wants a whole number of at least 1, not roof\.\n\nusage: /,
    },
  ])(
    'with 2 and the help when $args cannot be understood, by the frame or by itself',
    async ({ args, says }) => {
      const { code, err, out, lines } = await command(args, new Jump());
      expect({ code, out, lines }).toEqual({ code: 2, out: '', lines: [] });
      expect(err).toMatch(says);
    },
  );

  test('with 130 when it was interrupted, whatever it threw then', async () => {
    const signal = AbortSignal.abort(new Error('interrupted'));
    expect(await command(['jump'], failing, { signal })).toMatchObject({ code: 130 });
    expect(await command(['jump', '--from', 'roof'], failing, { signal })).toMatchObject({ code: 130 });
  });
});

/** Nothing may be made anywhere: what a bench refuses, it refuses before it begins. */
const NO_PLACE = {
  get stateDir(): string {
    throw new Error('it has begun');
  },
  get runDir(): string {
    throw new Error('it has begun');
  },
  get workDir(): string {
    throw new Error('it has begun');
  },
};

const OPTIONS = BENCHES.flatMap((bench) =>
  Object.entries(bench.options ?? {})
    // A folder may have any name.
    .filter(([, { type, placeholder }]) => type === 'string' && placeholder !== 'DIR')
    .map(([option]) => ({ bench, name: bench.name, option })),
);

test.each(OPTIONS)('$name refuses a --$option that is none, before it begins', async ({ bench, option }) => {
  const say = (line: string) => expect.unreachable(line);
  const context = { place: NO_PLACE, runs: 1, signal: new AbortController().signal, say };
  const running: Promise<BenchReport> = bench.run({ ...context, options: { [option]: 'no such thing' } });
  await expect(running).rejects.toThrow(BenchUsageError);
});
