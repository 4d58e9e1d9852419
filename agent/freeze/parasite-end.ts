/**
 * CRIU reads a process's memory from inside, by code that it maps into it, and takes the mapping away at the end. When it
 * is killed before, that code ends by itself and the process goes on, but the mapping stays. This takes it away.
 */
import { closeSync, openSync, readlinkSync, readSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { CAN_CALL_FOREIGN, unmapIn, type MemoryRange } from '../../runtime/linux/mod.js';
import { allPidsSync, mappingsOf, readMapsSync } from '../../runtime/process/mod.js';

/** Name that CRIU gives it (compel's infect.c). */
export const PARASITE = '/memfd:CRIUMFD (deleted)';
/** `syscall` of x86-64. The kernel's vDSO has some, for what it cannot answer itself. */
const SYSCALL_INSTRUCTION = Buffer.of(0x0f, 0x05);

/** A process may not have left the code yet, or the dead CRIU may not have let go of it. */
const RETRY_MS = 5;
const GIVEN_UP_MS = 1_000;

/** The ranges of a process's maps that lie under this name. Pure. */
export function rangesOf(maps: string, name: string): MemoryRange[] {
  return mappingsOf(maps, name).map(({ start, end }) => ({ start, length: end - start }));
}

/**
 * Takes CRIU's code out of every process in a network namespace. Only for a process that ends soon: a thread that stops later than is
 * waited for stands until whoever traces it has ended.
 * @returns what could not be done, one sentence each
 */
export async function endParasites(netns: string): Promise<string[]> {
  const faults = await Promise.all(pidsIn(netns).map(endParasite));
  return faults.filter((fault) => fault !== undefined);
}

/** Host pids of the processes in a network namespace, named by a file. */
export function pidsIn(netns: string): number[] {
  const namespace = linkOf(netns);
  if (namespace === undefined) return [];
  return allPidsSync().filter((pid) => linkOf(`/proc/${pid}/ns/net`) === namespace);
}

async function endParasite(pid: number): Promise<string | undefined> {
  let last: unknown;
  for (let waited = 0; waited <= GIVEN_UP_MS; waited += RETRY_MS) {
    const maps = readMapsSync(pid);
    const ranges = rangesOf(maps, PARASITE);
    if (ranges.length === 0) return undefined;
    if (!CAN_CALL_FOREIGN) return `process ${pid} keeps a mapping of CRIU (not removed on ${process.arch})`;
    try {
      const instruction = findInstruction(pid, maps);
      for (const range of ranges) unmapIn(pid, range, instruction);
    } catch (error) {
      last = error;
    }
    if (rangesOf(readMapsSync(pid), PARASITE).length === 0) return undefined;
    await delay(RETRY_MS);
  }
  return `process ${pid} keeps a mapping of CRIU: ${String(last)}`;
}

function findInstruction(pid: number, maps: string): bigint {
  const vdso = rangesOf(maps, '[vdso]')[0];
  if (vdso === undefined) throw new Error('it has no vDSO');
  const code = Buffer.alloc(Number(vdso.length));
  const memory = openSync(`/proc/${pid}/mem`, 'r');
  try {
    readSync(memory, code, 0, code.length, vdso.start);
  } finally {
    closeSync(memory);
  }
  const at = code.indexOf(SYSCALL_INSTRUCTION);
  if (at < 0) throw new Error('its vDSO makes no system call');
  return vdso.start + BigInt(at);
}

function linkOf(path: string): string | undefined {
  try {
    return readlinkSync(path);
  } catch {
    return undefined;
  }
}
