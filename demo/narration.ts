/** What the demo says as it goes: to stdout for people; to stderr when stdout belongs to --json. */
export interface Narration {
  /** A new act. */
  act(title: string): void;
  /** One line of what happens. */
  say(line: string): void;
  /** A figure, aligned. */
  figure(name: string, value: string): void;
}

/** A narration on a stream. */
export function narrate(stream: NodeJS.WritableStream): Narration {
  const started = performance.now();
  const time = () => `${((performance.now() - started) / 1000).toFixed(1).padStart(6)} s`;
  return {
    act: (title) => void stream.write(`\n${time()}  == ${title}\n`),
    say: (line) => void stream.write(`${time()}     ${line}\n`),
    figure: (name, value) => void stream.write(`${time()}       ${name.padEnd(34)} ${value}\n`),
  };
}
