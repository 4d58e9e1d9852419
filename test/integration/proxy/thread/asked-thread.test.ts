import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AskedThread } from '../../../../proxy/thread/mod.js';
import { packageRoot } from '../../../../runtime/config/mod.js';
import { silentLogger } from '../../../../runtime/log/mod.js';

/** A thread that answers `echo`, passes on what it is given with `tell`, says on `give-up` that it cannot go on, and dies of an exception on `crash`. */
const SOURCE = `
import { answerQuestions } from '${pathToFileURL(path.join(packageRoot(), 'dist/proxy/thread/mod.js')).href}';
const thread = answerQuestions('info', () => ({
  echo: (value) => value,
  tell: (value) => thread.tell(value),
  'give-up': () => thread.fail(new Error('the wire is gone')),
  crash: () => void setImmediate(() => { throw new Error('crashed'); }),
}));
`;

class FailedError extends Error {}

let folder: string;

function thread(onNotice?: (value: unknown) => void): AskedThread {
  return new AskedThread({
    name: 'test',
    file: pathToFileURL(path.join(folder, 'worker.js')),
    data: undefined,
    log: silentLogger(),
    ...(onNotice !== undefined && { onNotice }),
    failed: (message, cause) => new FailedError(message, { cause }),
  });
}

describe('a thread that is asked', () => {
  beforeAll(() => {
    // Under dist, where the code of threads is looked for.
    folder = mkdtempSync(path.join(packageRoot(), 'dist/thread-test-'));
    writeFileSync(path.join(folder, 'worker.js'), SOURCE);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('answers until it is ended, and then says at once that it was', async () => {
    const asked = thread();
    expect(await asked.ask('echo', 7, 5000)).toBe(7);
    await asked.end();
    expect(await asked.closed).toBeUndefined();
    expect(asked.over).toBe(true);
    await expect(asked.ask('echo', 8, 5000)).rejects.toThrow('it was stopped');
  });

  it('tells what nobody has asked for, before what is asked next', async () => {
    const told: unknown[] = [];
    const asked = thread((value) => told.push(value));
    await asked.ask('tell', { crowded: true }, 5000);
    await asked.ask('echo', 1, 5000);
    expect(told).toEqual([{ crowded: true }]);
    await asked.end();
  });

  it.each([
    ['give-up', 'the wire is gone'],
    ['crash', 'crashed'],
  ])(
    'resolves its end with the reason after %s, and refuses what comes later with it',
    async (how, reason) => {
      const asked = thread();
      await asked.ask(how, undefined, 5000).catch(() => undefined);
      const failure = await asked.closed;
      expect(failure).toBeInstanceOf(FailedError);
      expect(failure?.message).toContain(reason);
      await expect(asked.ask('echo', 1, 5000)).rejects.toBe(failure);
    },
  );
});
