import { mkdir, readdir, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { connectNats, isNatsHere, readNatsConfig, writeNatsConfig } from '../../../../runtime/nats/mod.js';
import { storeFolder } from './store-folder.js';

describe('nats.json', () => {
  it('comes back as written, for its owner only', async () => {
    const path = join(dirname(await storeFolder()), 'nats.json');
    const config = { servers: ['127.0.0.1:7422'], token: 'secret' };
    await writeNatsConfig(path, config);
    expect(await readNatsConfig(path)).toEqual(config);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect(await readdir(dirname(path))).toEqual(['nats.json']);
  });

  it.each([
    [['127.0.0.1:7422'], true],
    [['localhost:7422', '[::1]:7422'], true],
    [['10.0.0.1:7422'], true],
    [['10.0.0.1:7422', '10.0.0.2:7422'], false],
    [['nats.example:7422'], false],
  ])('names the servers of this machine, or others: %j', (servers, here) => {
    expect(isNatsHere({ servers }, ['127.0.0.1', '::1', '10.0.0.1'])).toBe(here);
  });

  it('is explained when it is missing or wrong', async () => {
    const folder = await storeFolder();
    await mkdir(folder);
    const path = join(folder, 'nats.json');
    await expect(readNatsConfig(path)).rejects.toMatchObject({ reason: 'NATS_CONFIG_MISSING' });
    await writeFile(path, 'not json');
    await expect(readNatsConfig(path)).rejects.toMatchObject({ reason: 'NATS_CONFIG_INVALID' });
    await writeFile(path, '{"servers":["nowhere"],"token":5}');
    await expect(readNatsConfig(path)).rejects.toMatchObject({
      message: expect.stringMatching(/servers\.0.*token/s) as string,
    });
  });

  it('that leads nowhere is told from one that is refused', async () => {
    const connecting = connectNats({ servers: ['127.0.0.1:1'] }, 'test', { timeoutMs: 1_000 });
    await expect(connecting).rejects.toMatchObject({ reason: 'NATS_UNREACHABLE' });
  });
});
