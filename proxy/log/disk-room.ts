import { statfsSync } from 'node:fs';

/**
 * The log is not written when its disk has less than this left, bytes. nats-server 2.9 locks up for good when a write to
 * its store fails for want of room, and the coordinator's state lies in the same store and needs a little.
 */
export const LEAST_ROOM_BYTES = 32 * 1024 * 1024;
/** How long an answer of the file system is used, milliseconds: in that time a fast log takes some ten MB. */
const LOOK_MS = 100;

/** Whether the disk that holds this folder can take more of a log. A folder that is not on this host says nothing: yes. */
export function diskRoom(storeDir: string | undefined): () => boolean {
  let lookedAt = -Infinity;
  let room = true;
  return () => {
    const now = performance.now();
    if (storeDir === undefined || now - lookedAt < LOOK_MS) return room;
    lookedAt = now;
    try {
      const { bavail, bsize } = statfsSync(storeDir);
      room = bavail * bsize >= LEAST_ROOM_BYTES;
    } catch {
      room = true;
    }
    return room;
  };
}
