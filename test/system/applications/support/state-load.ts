import { createHash } from 'node:crypto';
import { bodyOf } from './body.js';
import { HttpLoad } from './http-load.js';

/** The answer to a request begins with as many hexadecimal digits. */
const DIGEST_DIGITS = 64;

/** What a server knows of one client: the digest of all it sent, in order, each time with the digest before it. */
export function nextDigest(before: string, body: Uint8Array): string {
  return createHash('sha256').update(before).update(body).digest('hex');
}

/** Clients of a server that keeps state: each request changes it, and each answer tells the state of its client. */
export class StateLoad extends HttpLoad {
  readonly #digests: string[];

  constructor(at: { readonly host: string; readonly port: number }, lasting: number, brief: number) {
    const digests = Array.from({ length: lasting + brief }, () => '');
    super({
      ...at,
      lasting,
      brief,
      next: (client, turn) => ({ method: 'POST', path: `/${client}/${turn}`, body: bodyOf(client, turn) }),
      fault: ({ status, body }, { body: sent = Buffer.of() }, client) => {
        const digest = nextDigest(digests[client] ?? '', sent);
        digests[client] = digest;
        const told = body.toString().slice(0, DIGEST_DIGITS);
        return status === 200 && told === digest ? undefined : `status ${status}, ${told}, not ${digest}`;
      },
    });
    this.#digests = digests;
  }

  /** What the server must know, by client. */
  get digests(): Readonly<Record<string, string>> {
    return Object.fromEntries(this.#digests.map((digest, client) => [`${client}`, digest]));
  }
}
