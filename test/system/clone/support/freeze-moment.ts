import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { freezeFiles } from '../../../../agent/freeze/mod.js';
import type { CloneBench } from './bench.js';

/** The processes of a freeze under way. */
export interface FreezePids {
  readonly guard: number;
  readonly criu: number;
}

/** Resolves while memory is being written into the images of this clone: the container stands still, its network is held. */
export async function whileDumping(bench: CloneBench, clone: string): Promise<FreezePids> {
  const { pids } = freezeFiles(join(bench.runDir, 'clones', clone));
  const images = join(bench.runDir, 'images', clone);
  const deadline = Date.now() + 30_000;
  while (Date.now() < deadline) {
    if (existsSync(pids) && hasPages(images)) return JSON.parse(readFileSync(pids, 'utf8')) as FreezePids;
    await delay(1);
  }
  throw new Error(`the freeze of ${clone} did not begin`);
}

function hasPages(images: string): boolean {
  return readdirSync(images).some(
    (name) => name.startsWith('pages-') && statSync(join(images, name)).size > 0,
  );
}
