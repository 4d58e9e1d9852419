import { inNetworkOf, type CloneBench, type RunningInstance } from './bench.js';

export const REDIS_PORT = 6379;

/** A Redis in a production container, as the demo has it. */
export function runRedis(bench: CloneBench, name = 'redis'): Promise<RunningInstance> {
  // Without --bind it listens on all addresses of both families.
  const options = ['--protected-mode', 'no', '--save', '', '--enable-debug-command', 'yes'];
  // The demo's root filesystem: whoever ran one has the other.
  const rootfs = { packages: ['redis-server'], folder: 'demo-redis' };
  return bench.runInstance(name, rootfs, REDIS_PORT, ['redis-server', ...options]);
}

/** Asks production over its loopback: it answers, and no replica hears of it. */
export function askProduction(redis: RunningInstance, ...words: readonly string[]): Promise<string> {
  return inNetworkOf(redis.pid, 'redis-cli', ...words);
}

/** Asks a replica's own Redis, from inside its cell. */
export async function askReplica(
  bench: CloneBench,
  replica: string,
  ...words: readonly string[]
): Promise<string> {
  const answer = await bench.product.run(['replica', 'exec', replica, '--', 'redis-cli', ...words], {
    timeoutMs: 30_000,
  });
  return answer.trim();
}

/** Where a Redis sees its clients, without those inside it. Sorted, `ADDRESS:PORT NAME`. */
export function clientsSeen(clientList: string): string[] {
  return clientList
    .split('\n')
    .map((line) => /\baddr=(\S+).*\bname=(\S*)/.exec(line))
    .flatMap((match) => (match === null || match[1]?.startsWith('127.') ? [] : [`${match[1]} ${match[2]}`]))
    .sort();
}
