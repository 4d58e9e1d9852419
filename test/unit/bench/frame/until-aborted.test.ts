import { expect, test } from 'vitest';
import { untilAborted } from '../../../../bench/frame/until-aborted.js';

test('gives what the promise gives', async () => {
  const { signal } = new AbortController();
  await expect(untilAborted(Promise.resolve(4), signal)).resolves.toBe(4);
  await expect(untilAborted(Promise.reject(new Error('no')), signal)).rejects.toThrow('no');
});

test('an abort ends the wait, whatever the promise does later', async () => {
  const controller = new AbortController();
  const waiting = untilAborted(new Promise(() => undefined), controller.signal);
  controller.abort(new Error('interrupted'));
  await expect(waiting).rejects.toThrow('interrupted');
  await expect(untilAborted(Promise.resolve(1), controller.signal)).rejects.toThrow('interrupted');
});

test('what ends because of the abort is no result', async () => {
  const controller = new AbortController();
  let give: (value: string) => void = () => undefined;
  const waiting = untilAborted(new Promise<string>((resolve) => (give = resolve)), controller.signal);
  give('cut short');
  controller.abort(new Error('interrupted'));
  await expect(waiting).rejects.toThrow('interrupted');
});
