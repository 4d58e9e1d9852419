/** A process and all that descend from it, itself first, from who is whose parent. Pure. */
export function descendants(first: number, parents: ReadonlyMap<number, number>): number[] {
  const children = new Map<number, number[]>();
  for (const [pid, parent] of parents) children.set(parent, [...(children.get(parent) ?? []), pid]);
  const found = [first];
  // The list grows while it is walked.
  for (const pid of found) found.push(...(children.get(pid) ?? []));
  return found;
}
