// How a container ended, in words.
import { constants } from 'node:os';

/** Exit statuses above this are a signal's number on top of it. */
const SIGNAL_BASE = 128;

/**
 * Said after `it`: `ended with exit code 3`, `was killed by SIGKILL`.
 *
 * @param status exit status, 128 + signal when a signal ended it; undefined: nobody was there to record it
 * @param oomKills processes the kernel killed for want of memory
 */
export function endInWords(status: number | undefined, oomKills: number): string {
  if (status === undefined || status < 0)
    return 'ended, and nobody saw how (a power cut, or a reboot of the host)';
  if (status <= SIGNAL_BASE) return `ended with exit code ${status}`;
  const signal = signalName(status - SIGNAL_BASE);
  const wanted = oomKills > 0 && signal === 'SIGKILL';
  return wanted ? 'was killed by the kernel: its memory limit was reached' : `was killed by ${signal}`;
}

function signalName(number: number): string {
  const found = Object.entries(constants.signals).find(([, value]) => value === number);
  return found?.[0] ?? `signal ${number}`;
}
