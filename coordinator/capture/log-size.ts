/** Hours of traffic for most services, and little enough for most disks. */
export const DEFAULT_LOG_BYTES = 8 * 1024 ** 3;
/** Below this a log would pass a replica before it is restored. */
export const MIN_LOG_BYTES = 16 * 1024 ** 2;

/**
 * Size limit of a log, bytes: what was asked for, else the default, but never more than half of what is free, so that
 * the log of one instance cannot fill the disk that others live on.
 *
 * @param requested bytes; 0: the default
 * @param free bytes free where JetStream stores; undefined: not known
 */
export function logSize(requested: number, free: number | undefined): number {
  const wanted = requested === 0 ? DEFAULT_LOG_BYTES : requested;
  if (free === undefined) return wanted;
  return Math.max(MIN_LOG_BYTES, Math.min(wanted, Math.floor(free / 2)));
}
