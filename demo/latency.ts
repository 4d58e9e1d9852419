/** How long production takes to answer one client that asks one thing after another. */
import { RedisClient } from './redis-client.js';

/** p-th percentile of samples, nearest rank. */
export function percentile(samples: readonly number[], p: number): number {
  const sorted = [...samples].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil((p / 100) * sorted.length) - 1)] ?? Number.NaN;
}

/** p99 of `GET` round trips during about `seconds`, milliseconds. */
export async function measureP99(host: string, port: number, seconds: number): Promise<number> {
  const client = await RedisClient.connect(host, port);
  const samples: number[] = [];
  const until = performance.now() + seconds * 1000;
  while (performance.now() < until) {
    const start = performance.now();
    await client.call('GET', 'key:000000000042');
    samples.push(performance.now() - start);
  }
  client.close();
  return percentile(samples, 99);
}
