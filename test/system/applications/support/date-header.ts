import { expect } from 'vitest';
import type { ReplicaJson } from '../../../../demo/product.js';

/** The rest of an HTTP date from any of its characters on, and the end of its line. */
const REST_OF_DATE = /^[\w,: ]{1,28}GMT\r\n/;

/** What `firstDivergence` of a replica's JSON says. */
export interface DivergenceJson {
  readonly kind: string;
  readonly expectedHex: string;
  readonly actualHex: string;
}

/**
 * Whether a difference begins inside an HTTP date: both sides go on with the same number of characters up to its end. From
 * there on a connection is not compared any more, so nothing is said of what follows.
 */
export function beginsInDate({ kind, expectedHex, actualHex }: DivergenceJson): boolean {
  const expected = restOfDate(expectedHex);
  return kind === 'bytes' && expected !== undefined && restOfDate(actualHex)?.length === expected.length;
}

/** The replica's answers are production's, or the first that is not differs in its `Date` header first. */
export function expectOnlyDatesDiffer({ replay }: ReplicaJson): void {
  const first = replay?.firstDivergence as DivergenceJson | null;
  if (first === null) return;
  expect(beginsInDate(first), `the first difference lies in a Date header: ${describe(first)}`).toBe(true);
}

function describe({ kind, expectedHex, actualHex }: DivergenceJson): string {
  const said = [expectedHex, actualHex].map((hex) =>
    JSON.stringify(Buffer.from(hex, 'hex').toString('latin1')),
  );
  return `${kind}, ${said.join(' in production, ')} in the replica`;
}

function restOfDate(hex: string): string | undefined {
  return REST_OF_DATE.exec(Buffer.from(hex, 'hex').toString('latin1'))?.[0];
}
