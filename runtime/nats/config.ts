import { randomUUID } from 'node:crypto';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { isIP } from 'node:net';
import { networkInterfaces } from 'node:os';
import { z } from 'zod';
import { NatsConfigInvalidError, NatsConfigMissingError } from './errors.js';

const schema = z.object({
  /** `HOST:PORT` of each server. */
  servers: z.array(z.string().regex(/^\S+:\d{1,5}$/, 'must be HOST:PORT')).min(1),
  /** What lets a client in; absent when the server asks for nothing. */
  token: z.string().min(1).optional(),
  /** Where the server keeps its streams, for those on its own machine (isNatsHere): they look whether there is room. */
  storeDir: z.string().min(1).optional(),
});

/** Where NATS is and how to get in; the contents of nats.json. */
export type NatsConfig = z.infer<typeof schema>;

/**
 * Reads nats.json.
 * @throws NatsConfigMissingError, NatsConfigInvalidError with all faults
 */
export async function readNatsConfig(path: string): Promise<NatsConfig> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    throw new NatsConfigMissingError(path, error);
  }
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw new NatsConfigInvalidError(path, ['it is not JSON'], error);
  }
  const parsed = schema.safeParse(json);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map((issue) => `${issue.path.join('.') || 'it'}: ${issue.message}`);
  throw new NatsConfigInvalidError(path, faults);
}

/**
 * Whether all servers run on this machine, so that their files are those of this machine: a nats.json that was copied here from
 * another names folders of that one. Names other than `localhost` count as elsewhere. Pure but for its default.
 */
export function isNatsHere(
  { servers }: NatsConfig,
  own: readonly string[] = Object.values(networkInterfaces()).flatMap((all) =>
    (all ?? []).map(({ address }) => address),
  ),
): boolean {
  return servers.every((server) => {
    const host = server.replace(/:\d+$/, '').replace(/^\[|\]$/g, '');
    return host === 'localhost' || (isIP(host) === 4 && host.startsWith('127.')) || own.includes(host);
  });
}

/** Writes nats.json, for its owner only, at once or not at all: a reader never sees half of it. */
export async function writeNatsConfig(path: string, config: NatsConfig): Promise<void> {
  const draft = `${path}.${randomUUID()}`;
  await writeFile(draft, `${JSON.stringify(config)}\n`, { mode: 0o600 });
  await rename(draft, path);
}
