/** The containers that are frozen. Each runs twice from the same files: as an instance of ours, and under podman. */
import { run } from '../../runtime/command/mod.js';
import type { Rootfs } from '../frame/mod.js';
import { JAVA_SERVER, PYTHON_WRITER } from './programs.js';
import type { Protocol } from './protocol.js';

/** Where a running container is reached. */
export interface Address {
  readonly address: string;
  readonly port: number;
}

export interface ContainerKind {
  readonly name: ContainerName;
  readonly rootfs: Rootfs;
  readonly port: number;
  readonly command: readonly string[];
  readonly protocol: Protocol;
  /** Of our instance; the default if undefined. */
  readonly disk?: string;
  /** Whether redis-benchmark loads it while it is frozen. */
  readonly loaded: boolean;
  /** Brings it to its size, once it listens. */
  readonly fill: (at: Address) => Promise<void>;
}

export const CONTAINER_NAMES = ['nginx', 'redis-130mb', 'redis-1gb', 'jvm', 'writer'] as const;
export type ContainerName = (typeof CONTAINER_NAMES)[number];

const FILL_MS = 120_000;
const VALUE_BYTES = 1024;

const nothing = async (): Promise<void> => undefined;

/** The same answer for each request, from memory, on connections that last. */
const NGINX_CONFIG = `
user www-data;
worker_processes auto;
error_log /var/log/nginx/error.log error;
events { worker_connections 512; }
http {
  access_log off;
  keepalive_requests 1000000000;
  server { listen 80; location / { return 200 "${'x'.repeat(90)}"; } }
}
`;

/** A command line that writes its first argument to a file, and goes on as \`then\`. */
function withFile(path: string, content: string, then: string): string[] {
  return ['sh', '-c', `printf %s "$1" >${path}; exec ${then}`, 'start', content];
}

const nginx: ContainerKind = {
  name: 'nginx',
  rootfs: { packages: ['nginx'], folder: 'test-nginx' },
  port: 80,
  command: withFile('/etc/nginx/bench.conf', NGINX_CONFIG, 'nginx -c /etc/nginx/bench.conf -g "daemon off;"'),
  protocol: 'http',
  loaded: false,
  fill: nothing,
};

/** @param values of 1 KiB each; they take a little more than that */
function redis(name: ContainerName, values: number): ContainerKind {
  const options = '--bind 0.0.0.0 --protected-mode no --enable-debug-command yes --databases 1 --save';
  return {
    name,
    rootfs: { packages: ['redis-server'], folder: 'demo-redis' },
    port: 6379,
    command: ['redis-server', ...options.split(' '), ''],
    protocol: 'ping',
    loaded: true,
    fill: async ({ address, port }) => {
      const populate = ['DEBUG', 'POPULATE', String(values), 'filled', String(VALUE_BYTES)];
      await run('redis-cli', ['-e', '-h', address, '-p', String(port), ...populate], { timeoutMs: FILL_MS });
    },
  };
}

const jvm: ContainerKind = {
  name: 'jvm',
  rootfs: { packages: ['default-jre-headless'], folder: 'test-jvm' },
  port: 8080,
  command: withFile(
    '/srv/Server.java',
    JAVA_SERVER,
    '/usr/lib/jvm/default-java/bin/java -Xms256m -Xmx256m -XX:+AlwaysPreTouch /srv/Server.java 8080',
  ),
  protocol: 'ping',
  loaded: false,
  fill: nothing,
};

const writer: ContainerKind = {
  name: 'writer',
  rootfs: { packages: ['python3'], folder: 'test-python' },
  port: 8080,
  command: ['python3', '-c', PYTHON_WRITER, '8080'],
  protocol: 'ping',
  disk: '2G',
  loaded: false,
  fill: nothing,
};

const KINDS = [nginx, redis('redis-130mb', 100_000), redis('redis-1gb', 870_000), jvm, writer];

/** @throws Error when there is none of that name */
export function containerKind(name: ContainerName): ContainerKind {
  const kind = KINDS.find((each) => each.name === name);
  if (kind === undefined) throw new Error(`no container is called ${name}`);
  return kind;
}
