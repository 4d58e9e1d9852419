import { createInterface } from 'node:readline/promises';
import type { CommandContext } from '../../context.js';
import type { HostKeyUnknownError } from '../../../runtime/ssh/mod.js';

/** Whether a person sits there who can be asked. */
export function canAsk({ terminal, json }: CommandContext): boolean {
  return !json && terminal.errIsTty && process.stdin.isTTY;
}

/** Asks whether the key a host shows is its own; only `yes` means yes. */
export async function confirmHostKey(context: CommandContext, error: HostKeyUnknownError): Promise<boolean> {
  const asked = createInterface({ input: process.stdin, output: process.stderr });
  try {
    const answer = await asked.question(
      `${error.message}\nCompare it with what the host itself says. Is it the right one (yes/no)? `,
      { signal: context.interrupts.signal },
    );
    return answer.trim().toLowerCase() === 'yes';
  } finally {
    asked.close();
  }
}
