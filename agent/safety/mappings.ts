/** What of a process's mappings matters to a dump. */
import { parseMaps } from '../../runtime/process/mod.js';
import type { ContainerProcess } from './facts.js';

/** Names of mappings that are no plain files. Most of them are fine: the findings judge. */
const OBJECT = /^(\/dev\/|anon_inode:|\[uprobes\]|\/secretmem)/;
/** Memory that lives in no file of the disk. */
const SHARED_MEMORY = /^(\/dev\/zero|\/dev\/shm\/|\/memfd:|\/SYSV)/;

/** What matters in the text of /proc/PID/maps. Pure. */
export function mappedMemory(text: string): Pick<ContainerProcess, 'mappedObjects' | 'sharedMappings'> {
  const objects = new Set<string>();
  const shared: Record<string, number> = {};
  for (const { start, end, access, offset, device, inode, path } of parseMaps(text)) {
    if (OBJECT.test(path)) objects.add(path);
    if (access[3] !== 's' || !SHARED_MEMORY.test(path)) continue;
    const size = Number(end - start + offset);
    const identity = `${device}:${inode}`;
    shared[identity] = Math.max(shared[identity] ?? 0, size);
  }
  return { mappedObjects: [...objects], sharedMappings: shared };
}
