/** Makes and removes cells. */
import { run } from '../../runtime/command/mod.js';
import { cellCommands, cellRules, cellSettings, type CellRequest } from './cell-plan.js';

const TIMEOUT_MS = 10_000;

/** Path of a named network namespace. */
export function netnsPath(name: string): string {
  return `/run/netns/${name}`;
}

/** Makes the cell; what was there under that name before (a crash left it) is removed first. */
export async function createCell(cell: CellRequest): Promise<string> {
  await removeCell(cell.netns);
  await run('ip', ['netns', 'add', cell.netns], { timeoutMs: TIMEOUT_MS });
  try {
    // A kernel without IPv6 does not know its settings.
    await inCell(cell, ['sysctl', '--quiet', '--ignore', '--write', ...cellSettings(cell)]);
    // Rules before interfaces: there is no moment at which an unfiltered way exists.
    await inCell(cell, ['nft', '-f', '-'], cellRules(cell));
    await run('ip', ['-n', cell.netns, '-batch', '-'], { timeoutMs: TIMEOUT_MS, input: cellCommands(cell) });
  } catch (error) {
    await removeCell(cell.netns);
    throw error;
  }
  return netnsPath(cell.netns);
}

/** Removes the cell with its veth. Fine when there is none. */
export async function removeCell(netns: string): Promise<void> {
  const listed = await run('ip', ['netns', 'list'], { timeoutMs: TIMEOUT_MS });
  if (!netnsNames(listed.stdout).includes(netns)) return;
  await run('ip', ['netns', 'delete', netns], { timeoutMs: TIMEOUT_MS, allowFailure: true });
}

/** Names in the output of `ip netns list` (`NAME` or `NAME (id: N)` per line). */
export function netnsNames(listing: string): string[] {
  return listing.split('\n').flatMap((line) => {
    const name = line.trim().split(' ')[0];
    return name === undefined || name === '' ? [] : [name];
  });
}

async function inCell(cell: CellRequest, command: readonly string[], input?: string): Promise<void> {
  await run('ip', ['netns', 'exec', cell.netns, ...command], { timeoutMs: TIMEOUT_MS, input });
}
