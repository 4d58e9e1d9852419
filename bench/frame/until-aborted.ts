/**
 * Waits for a promise, or leaves it when the signal is aborted: what it works on is about to be cleared away.
 * @throws the signal's reason; what the promise rejects with
 */
export async function untilAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  signal.throwIfAborted();
  let leave: () => void = () => undefined;
  const aborted = new Promise<never>((_, reject) => {
    leave = () => reject(signal.reason instanceof Error ? signal.reason : new Error('aborted'));
    signal.addEventListener('abort', leave, { once: true });
  });
  try {
    const value = await Promise.race([promise, aborted]);
    // What was cut short by the same signal is no result.
    signal.throwIfAborted();
    return value;
  } finally {
    signal.removeEventListener('abort', leave);
  }
}
