import { bodyOf } from './body.js';
import type { HttpAnswer, HttpRequest } from './http-load.js';

/** Where the site is in its container, and the part of it that takes PUT. */
export const SITE = '/srv/www';
export const KEPT = '/kept';

const PAGE_LINE = 'a page that is sent from the file it lies in';
const PAGE_BYTES = 100_000;
/** The user that Debian's web servers work as. */
const WWW_DATA = '33:33';

/** Lines for the container's shell that make the site. */
export const MAKE_SITE = [
  `mkdir -p ${SITE}${KEPT}`,
  `echo small >${SITE}/small.txt`,
  // `yes` is ended by the pipe; without pipefail that is no failure.
  `yes '${PAGE_LINE}' | head -c ${PAGE_BYTES} >${SITE}/page.txt`,
  `chown -R ${WWW_DATA} ${SITE}`,
];

/** For its shell: the digest of all that was PUT. */
export const KEPT_DIGEST = ['sh', '-c', `cd ${SITE}${KEPT} && sha256sum -- * | sha256sum`] as const;

const PAGE = `${PAGE_LINE}\n`.repeat(Math.ceil(PAGE_BYTES / (PAGE_LINE.length + 1))).slice(0, PAGE_BYTES);

/** Small files, a large one, and PUTs over files that are there already: the last one's text stays. */
export function nextSiteRequest(client: number, turn: number): HttpRequest {
  if (turn % 16 === 3) return { method: 'GET', path: `/page.txt?${client}-${turn}` };
  if (turn % 4 !== 1) return { method: 'GET', path: `/small.txt?${client}-${turn}` };
  return { method: 'PUT', path: `${KEPT}/${client}-${turn % 64}`, body: bodyOf(client, turn) };
}

/** What is wrong with an answer. */
export function siteFault({ status, body }: HttpAnswer, { method, path }: HttpRequest): string | undefined {
  if (method === 'PUT') return status === 201 || status === 204 ? undefined : `status ${status}`;
  const wanted = path.startsWith('/page') ? PAGE : 'small\n';
  return status === 200 && body.equals(Buffer.from(wanted))
    ? undefined
    : `status ${status}, ${body.length} bytes`;
}
