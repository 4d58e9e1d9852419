import { RedisClient } from '../../../../demo/redis-client.js';

const VALUE = 'x'.repeat(100_000);

/** Bytes that flow into a Redis, one value after the other over one connection, into few keys. */
export async function sendBulk(host: string, port: number, bytes: number): Promise<void> {
  const client = await RedisClient.connect(host, port);
  try {
    for (let sent = 0; sent < bytes; sent += VALUE.length) {
      await client.call('SET', `bulk:${(sent / VALUE.length) % 10}`, VALUE);
    }
  } finally {
    client.close();
  }
}
