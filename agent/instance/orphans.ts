// Which of the things found on the host belong to nobody. Pure.

/** Those that are not kept. */
export function orphans(found: readonly string[], kept: ReadonlySet<string>): string[] {
  return found.filter((name) => !kept.has(name));
}

/** The instance's name in a path below the folder of all instances, or undefined when it lies elsewhere. */
export function nameBelow(folder: string, path: string): string | undefined {
  if (!path.startsWith(`${folder}/`)) return undefined;
  return path.slice(folder.length + 1).split('/')[0];
}
