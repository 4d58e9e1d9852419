/** The steps that bring the product to the host. */
import { createReadStream } from 'node:fs';
import type { Step } from '../../runtime/steps/mod.js';
import { formatSize } from '../output/mod.js';
import { needsSetup } from './check-host.js';
import { known, type AddContext } from './context.js';
import { RECEIVE, REMOVE_VERSION, SET_UP } from './scripts.js';

/** Some 10 MB: slow lines are fine. */
const UPLOAD_MS = 10 * 60_000;
/** Debian packages and a CRIU, downloaded and tested. */
const SET_UP_MS = 10 * 60_000;
/** Beside an upload that is just ending. */
const REMOVE_MS = 90_000;

export const UPLOAD: Step<AddContext> = {
  name: 'upload',
  async do(context, signal) {
    const { host, request } = context;
    const product = known(context.product);
    const { installDir } = request.places;
    if (known(context.facts).versions.includes(product.name)) return `${product.name} is there already.`;
    context.addedVersion = true;
    context.changed = true;
    await host.script(RECEIVE, [installDir, product.name, product.digest], {
      what: 'the upload of the product',
      input: createReadStream(product.file),
      timeoutMs: UPLOAD_MS,
      signal,
    });
    return `${formatSize(product.bytes)} in ${installDir}/versions/${product.name}, its digest is right.`;
  },
  async undo({ addedVersion, host, request, product }) {
    if (!addedVersion) return;
    await host.mend();
    await host.script(REMOVE_VERSION, [request.places.installDir, known(product).name], {
      what: 'the removal of the product',
      timeoutMs: REMOVE_MS,
    });
  },
};

/** Debian packages and CRIU are not taken back: they belong to the machine, and the next try needs them. */
export const PREPARE: Step<AddContext> = {
  name: 'set-up',
  async do(context, signal) {
    if (!needsSetup(known(context.facts))) return 'All programs are there already.';
    context.changed = true;
    const { stdout } = await context.host.script(
      SET_UP,
      [context.request.places.installDir, known(context.product).name],
      { what: 'set-up', timeoutMs: SET_UP_MS, signal },
    );
    return stdout.trim().split('\n').at(-1) ?? '';
  },
};
