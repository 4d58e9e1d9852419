/** What a prefix of an id stands for. */
export type PrefixMatch =
  | { readonly kind: 'one'; readonly id: string }
  | { readonly kind: 'none' }
  | { readonly kind: 'several'; readonly ids: readonly string[] };

/**
 * Finds the id a prefix stands for. An exact match wins even when longer ids begin with it; the leading
 * `op-` may be left out.
 */
export function matchPrefix(prefix: string, ids: readonly string[]): PrefixMatch {
  if (ids.includes(prefix)) return { kind: 'one', id: prefix };
  const matches = ids.filter((id) => id.startsWith(prefix) || id.startsWith(`op-${prefix}`));
  const [first] = matches;
  if (first === undefined || prefix === '') return { kind: 'none' };
  return matches.length === 1 ? { kind: 'one', id: first } : { kind: 'several', ids: matches };
}
