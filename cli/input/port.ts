import { InvalidArgumentError } from 'commander';

/** A port of a service, and the host's port that leads there (0: none). */
export interface PortSpec {
  readonly port: number;
  readonly publishPort: number;
}

/** A TCP port, 1 to 65535. @throws InvalidArgumentError */
export function parsePort(text: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  if (port < 1 || port > 65_535) {
    throw new InvalidArgumentError(`A port is a number from 1 to 65535; "${text}" is not.`);
  }
  return port;
}

/** `PORT`, or `HOSTPORT:PORT` to reach it by the host's own addresses too. @throws InvalidArgumentError */
export function parsePortSpec(text: string): PortSpec {
  const parts = text.split(':');
  const [first = '', second] = parts;
  if (parts.length > 2) {
    throw new InvalidArgumentError(
      `A port is PORT or HOSTPORT:PORT, such as 80 or 8080:80; "${text}" is not.`,
    );
  }
  if (second === undefined) return { port: parsePort(first), publishPort: 0 };
  return { port: parsePort(second), publishPort: parsePort(first) };
}
