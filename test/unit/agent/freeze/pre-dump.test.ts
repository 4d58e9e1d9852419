import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import protobuf from 'protobufjs';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { dumpOptions } from '../../../../agent/criu/mod.js';
import type { GuardPlan } from '../../../../agent/freeze/guard-plan.js';
import { preDump, type PreDumpRequest } from '../../../../agent/freeze/pre-dump.js';
import { silentLogger } from '../../../../runtime/log/mod.js';

const MIB = 2 ** 20;
const PAGE = 4096;

/** stats-dump as CRIU writes it: two magic numbers, a length, the entry. */
const stats = protobuf.parse(`syntax = "proto2";
message Dump { required uint32 freezing = 1; required uint32 frozen = 2; required uint32 memdump = 3;
  required uint32 memwrite = 4; required uint64 scanned = 5; required uint64 skipped = 6; required uint64 written = 7; }
message Stats { optional Dump dump = 1; }`).root;

function statsImage(pagesWritten: number, frozenUs: number): Buffer {
  const dump = {
    freezing: 1,
    frozen: frozenUs,
    memdump: 3,
    memwrite: 4,
    scanned: 5,
    skipped: 6,
    written: pagesWritten,
  };
  const entry = stats.lookupType('Stats').encode({ dump }).finish();
  const head = Buffer.alloc(12);
  head.writeUInt32LE(0x55105940, 0);
  head.writeUInt32LE(0x57093306, 4);
  head.writeUInt32LE(entry.length, 8);
  return Buffer.concat([head, entry]);
}

let folder: string;
let plan: GuardPlan;
/** What the guard was asked, round by round. */
let asked: GuardPlan[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'pre-dump-'));
  const [imagesDir, workDir] = [join(folder, 'images'), join(folder, 'work')];
  for (const dir of [imagesDir, workDir]) mkdirSync(dir);
  asked = [];
  plan = {
    type: 'dump',
    criu: 'criu',
    options: dumpOptions({ pid: 7, rootfs: '/r', boundPaths: [], timeoutSeconds: 10 }),
    ...{ imagesDir, workDir, outputPath: 'o', pidsPath: 'p', resultPath: 'r' },
    ...{ mountPoint: '/r', image: 'i', snapshot: 's', netns: 'n', wire: { inside: 'a', outside: 'b' } },
    deadlineMs: 10_000,
  };
});

afterEach(() => rmSync(folder, { recursive: true }));

/** Rounds that write so many MiB each; a text is why one fails. */
function request(...script: readonly (number | string)[]): PreDumpRequest {
  return {
    plan,
    tracked: true,
    memoryBytes: 500 * MIB,
    keptBytes: 1_000 * MIB,
    room: () => Promise.resolve(10_000 * MIB),
    guarded: async (round) => {
      const does = script[asked.push(round) - 1] ?? 'no more in the script';
      writeFileSync(join(round.imagesDir, 'pages-1.img'), 'pages');
      if (typeof does === 'string') return does;
      writeFileSync(join(round.workDir, 'stats-dump'), statsImage((does * MIB) / PAGE, 4_000));
      return undefined;
    },
  };
}

it('asks CRIU for rounds that each build upon the one before, and for a dump that builds upon the last', async () => {
  const { report, options, expectedBytes } = await preDump(request(500, 60, 8), silentLogger());
  expect(asked.map(({ type }) => type)).toEqual(Array(3).fill('singlePreDump'));
  expect(asked.map(({ options: { trackMem, parentImg } }) => [trackMem, parentImg])).toEqual([
    [true, undefined],
    [true, '../pre-1'],
    [true, '../pre-2'],
  ]);
  expect(asked.map(({ imagesDir }) => imagesDir)).toEqual(
    [1, 2, 3].map((n) => join(plan.imagesDir, `pre-${n}`)),
  );
  expect(options).toEqual({ ...plan.options, trackMem: true, parentImg: 'pre-3' });
  expect(report).toEqual({
    rounds: 3,
    bytes: 568 * MIB,
    why: 'the last round found 8.0 MiB changed',
    longestFrozenMs: 4,
  });
  expect(expectedBytes).toBe(8 * MIB);
});

it.each([
  ['the first', ['its guard died'], 1],
  ['a later one', [500, 60, 'CRIU ended with SIGKILL'], 3],
] as const)('falls back to a dump of all memory where %s fails, and says why', async (_, script, round) => {
  const { report, options, expectedBytes } = await preDump(request(...script), silentLogger());
  expect(options).toEqual(plan.options);
  expect(report).toMatchObject({ rounds: 0, bytes: 0, why: `round ${round} failed: ${script.at(-1)}` });
  expect(expectedBytes).toBe(500 * MIB);
  // Nothing that a restore could take for a parent, nothing that takes room.
  expect([1, 2, 3].some((number) => existsSync(join(plan.imagesDir, `pre-${number}`)))).toBe(false);
});

it('asks for nothing where the kernel cannot track', async () => {
  const { report, options } = await preDump({ ...request(), tracked: false }, silentLogger());
  expect(asked).toEqual([]);
  expect(options).toEqual(plan.options);
  expect(report).toMatchObject({ rounds: 0, why: expect.stringContaining('soft-dirty') as string });
});
