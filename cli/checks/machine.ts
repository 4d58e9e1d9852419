import { statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import { formatSize } from '../output/mod.js';
import { failed, passed } from './finding.js';
import type { Finding } from './finding.js';

const MIN_NODE: readonly [number, number] = [20, 19];
/** Below this an instance's disk, its snapshot and its log have no room to speak of. */
const MIN_ROOM_BYTES = 4 * 1024 ** 3;

/** Whether this is Linux, this is root, Node is new enough. */
export function checkMachine(): Finding[] {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const nodeOk = major > MIN_NODE[0] || (major === MIN_NODE[0] && minor >= MIN_NODE[1]);
  const wanted = MIN_NODE.join('.');
  return [
    process.platform === 'linux'
      ? passed('linux', 'This is Linux.')
      : failed('linux', `This is ${process.platform}; containers need Linux.`, 'Run it on a Linux machine.'),
    process.getuid?.() === 0
      ? passed('root', 'This is root.')
      : failed('root', 'This is not root; containers and checkpoints need it.', 'Run it with sudo.'),
    nodeOk
      ? passed('node', `Node.js ${process.versions.node}.`)
      : failed(
          'node',
          `Node.js ${process.versions.node} is older than ${wanted}.`,
          `Install Node.js ${wanted} or newer.`,
        ),
  ];
}

async function statfsAbove(folder: string): ReturnType<typeof statfs> {
  try {
    return await statfs(folder);
  } catch (error) {
    const parent = dirname(folder);
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT' || parent === folder) throw error;
    return statfsAbove(parent);
  }
}

/** Whether there is room where the state is, or will be. */
export async function checkRoom(stateDir: string): Promise<Finding> {
  const { bavail, bsize } = await statfsAbove(stateDir);
  const free = Number(bavail) * Number(bsize);
  const said = `${formatSize(free)} free at ${stateDir}.`;
  if (free >= MIN_ROOM_BYTES) return passed('room', said);
  return failed(
    'room',
    said,
    `Free at least ${formatSize(MIN_ROOM_BYTES)}, or choose another place with --state-dir.`,
  );
}
