// A taker in a process of its own, to be killed: fetches a clone into the pool and image area of a folder, and says how far it is.
import { SyncHost } from './sync-host.js';

const [home, clone, source, bytesPerSecond] = process.argv.slice(2) as [string, string, string, string];
const host = await SyncHost.open('taker', {}, home);
const limits = { bytesPerSecond: Number(bytesPerSecond), streams: 0 };
try {
  for await (const message of host.fetches.clone(
    { clone, source, ssh: null, limits },
    new AbortController().signal,
  ))
    process.stdout.write(`${JSON.stringify(message)}\n`);
} finally {
  await host.readers.close();
}
