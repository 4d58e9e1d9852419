/** Where somebody is to be let in by ssh. */
export interface SshAddress {
  readonly user: string;
  /** Name or address, without brackets, in lower case. */
  readonly host: string;
  readonly port: number;
}

const SSH_PORT = 22;

/** Reads `USER@HOST[:PORT]`; an IPv6 address with a port stands in brackets. Undefined when it is none. Pure. */
export function parseSshAddress(text: string): SshAddress | undefined {
  const [, user, bracketed, plain, portText] =
    /^([A-Za-z0-9_][A-Za-z0-9_.-]{0,31}\$?)@(?:\[([0-9A-Fa-f:.]+)\]|([A-Za-z0-9.-]+|[0-9A-Fa-f:.]*::?[0-9A-Fa-f:.]*?))(?::(\d{1,5}))?$/.exec(
      text,
    ) ?? [];
  const host = bracketed ?? plain;
  const port = portText === undefined ? SSH_PORT : Number(portText);
  if (user === undefined || host === undefined || host === '' || host.startsWith('-')) return undefined;
  if (port < 1 || port > 65_535) return undefined;
  return { user, host: host.toLowerCase(), port };
}

/** Reads `HOST:PORT`, an IPv6 address in brackets. Undefined when it is none. Pure. */
export function parseHostPort(text: string): Pick<SshAddress, 'host' | 'port'> | undefined {
  if (!/:\d{1,5}$/.test(text)) return undefined;
  const parsed = parseSshAddress(`nobody@${text}`);
  return parsed === undefined ? undefined : { host: parsed.host, port: parsed.port };
}

/** As a person writes it: `USER@HOST`, with the port where it is not 22. Pure. */
export function formatSshAddress({ user, host, port }: SshAddress): string {
  const shown = host.includes(':') && port !== SSH_PORT ? `[${host}]` : host;
  return `${user}@${shown}${port === SSH_PORT ? '' : `:${port}`}`;
}

/** The name under which known_hosts lists the host: in brackets and with the port where that is not 22 (sshd(8)). Pure. */
export function knownHostsName({ host, port }: Pick<SshAddress, 'host' | 'port'>): string {
  return port === SSH_PORT ? host : `[${host}]:${port}`;
}
