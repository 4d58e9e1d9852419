import { readFileSync } from 'node:fs';

/** When a process was started, in clock ticks since boot; with its pid it is that process and no later one. Undefined when it is gone. */
export function processStart(pid: number): string | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name in parentheses may hold anything; field 22 of proc(5) is the 20th behind it.
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    // A zombie has ended, whoever has yet to take note of it.
    return fields[0] === 'Z' ? undefined : fields[19];
  } catch {
    return undefined;
  }
}
