// The host ids an instance's user namespace maps to.

/** A run of host user and group ids: id 0 inside is `base` on the host. */
export interface IdRange {
  readonly base: number;
  readonly size: number;
}

/** Ids per instance: what an image may use (0 to 65535). */
export const ID_RANGE_SIZE = 65_536;

/** First id handed out: below it are the host's own users. */
const FIRST_BASE = 100_000;

/** Linux ids are 32 bit, and the last one means "none". */
const ID_LIMIT = 2 ** 32 - 1;

/** The lowest free range which overlaps none of `taken`, or undefined when all ids are taken. */
export function firstFreeRange(taken: readonly IdRange[]): IdRange | undefined {
  for (let base = FIRST_BASE; base + ID_RANGE_SIZE <= ID_LIMIT; base += ID_RANGE_SIZE) {
    const range = { base, size: ID_RANGE_SIZE };
    if (!taken.some((other) => overlap(range, other))) return range;
  }
  return undefined;
}

/**
 * Reads /etc/subuid or /etc/subgid (`user:first:count`), the ranges promised to the users of the host:
 * a container must not own files as one of theirs. Lines that are not of that form are passed over.
 */
export function parseSubordinateIds(text: string): IdRange[] {
  return text.split('\n').flatMap((line) => {
    const [, base, size] = line.trim().split(':').map(Number);
    return base !== undefined && size !== undefined && base >= 0 && size > 0 ? [{ base, size }] : [];
  });
}

/** Whether both hold the same id. */
export function overlap(a: IdRange, b: IdRange): boolean {
  return a.base < b.base + b.size && b.base < a.base + a.size;
}

/** Which instance's programs have which ids; instance undefined: somebody else of the host. */
export interface IdClaim {
  readonly instance: string | undefined;
  readonly range: IdRange;
}

/**
 * The ids that a replica of `instance` gets on a host: those its images have (`own`), unless somebody else there has some of
 * them. Replicas of one instance may share theirs, as they do with the instance itself: all of them are the same program.
 * Undefined: all ids of the host are taken. Pure.
 */
export function rangeForReplica(
  instance: string,
  own: IdRange,
  claims: readonly IdClaim[],
): IdRange | undefined {
  const [theirs, kin] = [
    claims.filter((each) => each.instance !== instance),
    claims.filter((each) => each.instance === instance),
  ];
  const isFree = (range: IdRange) => !theirs.some((claim) => overlap(claim.range, range));
  // Where the instance itself runs there is nothing to choose.
  if (kin.some(({ range }) => range.base === own.base) || isFree(own)) return own;
  return kin.find(({ range }) => isFree(range))?.range ?? firstFreeRange(theirs.map(({ range }) => range));
}

/** The ids that a container's config.json (OCI) maps its user namespace to; undefined: it maps none, or several ranges. Pure. */
export function mappedRange(ociSpec: Readonly<Record<string, unknown>>): IdRange | undefined {
  const { uidMappings, gidMappings } = (ociSpec['linux'] ?? {}) as Readonly<Record<string, unknown>>;
  const [uids, gids] = [rangeOf(uidMappings), rangeOf(gidMappings)];
  return uids !== undefined && uids.base === gids?.base && uids.size === gids.size ? uids : undefined;
}

/** As config.json has it: id 0 inside is the first of the range. */
export function idMappings({ base, size }: IdRange) {
  return [{ containerID: 0, hostID: base, size }];
}

function rangeOf(mappings: unknown): IdRange | undefined {
  if (!Array.isArray(mappings) || mappings.length !== 1) return undefined;
  const { containerID, hostID, size } = mappings[0] as Partial<ReturnType<typeof idMappings>[0]>;
  if (containerID !== 0 || hostID === undefined || size === undefined) return undefined;
  return { base: hostID, size };
}
