import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import { isCancelled } from '../../../../runtime/errors/mod.js';
import { silentLogger } from '../../../../runtime/log/mod.js';
import { runSteps, type Step, type StepEvent } from '../../../../runtime/steps/mod.js';

interface Trace {
  readonly calls: string[];
}
const log = silentLogger();

/** A step that writes down what is done to it. */
function traced(name: string, more: Partial<Step<Trace>> = {}): Step<Trace> {
  return {
    name,
    do: async ({ calls }) => void calls.push(`do ${name}`),
    undo: async ({ calls }) => void calls.push(`undo ${name}`),
    ...more,
  };
}

async function run(steps: readonly Step<Trace>[], signal = new AbortController().signal) {
  const context: Trace = { calls: [] };
  const events: StepEvent[] = [];
  const error = await runSteps(steps, context, { signal, log, onEvent: (event) => events.push(event) }).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  return { calls: context.calls, events, error, kinds: events.map(({ kind, step }) => `${kind} ${step}`) };
}

describe('runSteps', () => {
  it('does all in order and tells what happens', async () => {
    const speaking = traced('b', {
      do: async (_context, _signal, progress) => {
        progress('half');
        return 'whole';
      },
    });
    const { calls, kinds, events, error } = await run([traced('a'), speaking]);
    expect(error).toBeUndefined();
    expect(calls).toEqual(['do a']);
    expect(kinds).toEqual(['started a', 'done a', 'started b', 'progress b', 'done b']);
    expect(events[4]).toMatchObject({ message: 'whole' });
    expect((events[4] as { durationMs: number }).durationMs).toBeGreaterThanOrEqual(0);
  });

  it('undoes all in reverse at the first failure, also what never ran', async () => {
    const failing = traced('b', { do: () => Promise.reject(new Error('no room')) });
    const { calls, kinds, error } = await run([traced('a'), failing, traced('c')]);
    expect(error).toMatchObject({ message: 'no room' });
    expect(calls).toEqual(['do a', 'undo c', 'undo b', 'undo a']);
    // People are not told of the undoing of what they never saw begin.
    expect(kinds).toEqual(['started a', 'done a', 'started b', 'failed b', 'undone b', 'undone a']);
  });

  it('goes on undoing when an undo fails, and throws what failed first', async () => {
    const stuck = traced('b', { undo: () => Promise.reject(new Error('stuck')) });
    const failing = traced('c', { do: () => Promise.reject(new Error('no room')) });
    const { calls, events, error } = await run([traced('a'), stuck, failing]);
    expect(error).toMatchObject({ message: 'no room' });
    expect(calls).toEqual(['do a', 'do b', 'undo c', 'undo a']);
    expect(events.find(({ kind, step }) => kind === 'undone' && step === 'b')).toMatchObject({
      error: { message: 'stuck' },
    });
  });

  it('waits for the step under way when cancelled, then undoes', async () => {
    const abort = new AbortController();
    const slow = traced('b', {
      do: async ({ calls }, signal) => {
        queueMicrotask(() => abort.abort());
        await once(signal, 'abort');
        calls.push('noticed');
      },
    });
    const { calls, error } = await run([traced('a'), slow, traced('c')], abort.signal);
    expect(isCancelled(error)).toBe(true);
    expect(calls).toEqual(['do a', 'noticed', 'undo c', 'undo b', 'undo a']);
  });

  it('starts nothing when cancelled before', async () => {
    const { calls, error } = await run([traced('a')], AbortSignal.abort());
    expect(isCancelled(error)).toBe(true);
    expect(calls).toEqual(['undo a']);
  });

  it('undoes work that ended just as it was cancelled', async () => {
    const abort = new AbortController();
    const last = traced('a', { do: async () => abort.abort() });
    expect((await run([last], abort.signal)).calls).toEqual(['undo a']);
  });
});
