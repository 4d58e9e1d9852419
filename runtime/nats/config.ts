import { randomUUID } from 'node:crypto';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { z } from 'zod';
import { NatsConfigInvalidError, NatsConfigMissingError } from './errors.js';

const schema = z.object({
  /** `HOST:PORT` of each server. */
  servers: z.array(z.string().regex(/^\S+:\d{1,5}$/, 'must be HOST:PORT')).min(1),
  /** What lets a client in; absent when the server asks for nothing. */
  token: z.string().min(1).optional(),
  /** Where the server keeps its streams, for those on its own machine: they look whether there is room. */
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

/** Writes nats.json, for its owner only, at once or not at all: a reader never sees half of it. */
export async function writeNatsConfig(path: string, config: NatsConfig): Promise<void> {
  const draft = `${path}.${randomUUID()}`;
  await writeFile(draft, `${JSON.stringify(config)}\n`, { mode: 0o600 });
  await rename(draft, path);
}
