/** What of a process's mappings matters to a dump. */
import type { ContainerProcess } from './facts.js';

const LINE = /^([0-9a-f]+)-([0-9a-f]+) (\S{4}) ([0-9a-f]+) (\S+) (\d+)\s*(.*)$/;
/** Names of mappings that are no plain files. Most of them are fine: the findings judge. */
const OBJECT = /^(\/dev\/|anon_inode:|\[uprobes\]|\/secretmem)/;
/** Memory that lives in no file of the disk. */
const SHARED_MEMORY = /^(\/dev\/zero|\/dev\/shm\/|\/memfd:|\/SYSV)/;

/** Reads /proc/PID/maps; proc(5). Pure. */
export function parseMappings(text: string): Pick<ContainerProcess, 'mappedObjects' | 'sharedMappings'> {
  const objects = new Set<string>();
  const shared: Record<string, number> = {};
  for (const line of text.split('\n')) {
    const match = LINE.exec(line);
    if (match === null) continue;
    const [, start = '', end = '', rights = '', offset = '', device = '', inode = '', name = ''] = match;
    if (OBJECT.test(name)) objects.add(name);
    if (rights[3] !== 's' || !SHARED_MEMORY.test(name)) continue;
    const size = Number.parseInt(end, 16) - Number.parseInt(start, 16) + Number.parseInt(offset, 16);
    const identity = `${device}:${inode}`;
    shared[identity] = Math.max(shared[identity] ?? 0, size);
  }
  return { mappedObjects: [...objects], sharedMappings: shared };
}
