/** What others put between clients and production: HAProxy, and nginx with `mirror`. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { takePort } from '../../runtime/nats/mod.js';

/** A server in front of production. */
export interface Between {
  readonly pid: number;
  readonly url: string;
  stop(): Promise<void>;
}

const START_MS = 10_000;
const POLL_MS = 20;

/** HAProxy in TCP mode, one thread per core as by default; nothing is duplicated. */
export async function startHaproxy(workDir: string, target: string): Promise<Between> {
  const port = await takePort(0);
  const config = `defaults
  mode tcp
  timeout connect 5s
  timeout client 60s
  timeout server 60s
frontend front
  bind 127.0.0.1:${port}
  default_backend back
backend back
  server production ${target}
`;
  const file = join(workDir, 'haproxy.cfg');
  await writeFile(file, config);
  return started(spawn('haproxy', ['-db', '-f', file], QUIET), port);
}

/**
 * nginx that hands each request on and mirrors it, with connections kept to both. Its copies go to a server of its own
 * that answers at once: a replica's part.
 */
export async function startMirror(workDir: string, target: string): Promise<Between> {
  const [port, copyPort] = [await takePort(0), await takePort(0)];
  const config = `
daemon off;
master_process on;
worker_processes auto;
pid ${join(workDir, 'mirror.pid')};
error_log ${join(workDir, 'mirror.log')} error;
events { worker_connections 4096; }
http {
  access_log off;
  client_body_temp_path ${join(workDir, 'body')};
  proxy_temp_path ${join(workDir, 'proxy')};
  fastcgi_temp_path ${join(workDir, 'fastcgi')};
  uwsgi_temp_path ${join(workDir, 'uwsgi')};
  scgi_temp_path ${join(workDir, 'scgi')};
  keepalive_requests 1000000000;
  upstream production { server ${target}; keepalive 1024; keepalive_requests 1000000000; }
  upstream copies { server 127.0.0.1:${copyPort}; keepalive 1024; keepalive_requests 1000000000; }
  server {
    listen 127.0.0.1:${port};
    location / {
      mirror /copy;
      proxy_http_version 1.1;
      proxy_set_header Connection "";
      proxy_pass http://production;
    }
    location = /copy {
      internal;
      proxy_http_version 1.1;
      proxy_set_header Connection "";
      proxy_pass http://copies$request_uri;
    }
  }
  server { listen 127.0.0.1:${copyPort}; location / { return 200 "ok"; } }
}
`;
  const file = join(workDir, 'mirror.conf');
  await writeFile(file, config);
  return started(spawn('nginx', ['-c', file], QUIET), port);
}

const QUIET = { stdio: ['ignore', 'ignore', 'ignore'] } satisfies Parameters<typeof spawn>[2];

async function started(child: ChildProcess, port: number): Promise<Between> {
  const ended = once(child, 'exit');
  let failed: unknown;
  child.once('error', (error) => (failed = error));
  const stop = async (): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null || failed !== undefined) return;
    child.kill('SIGTERM');
    await ended;
  };
  const until = performance.now() + START_MS;
  while (!(await listens(port))) {
    const gone = failed !== undefined || child.exitCode !== null;
    if (gone || performance.now() > until) {
      await stop();
      throw new Error(`${child.spawnfile} does not listen`, { cause: failed });
    }
    await delay(POLL_MS);
  }
  return { pid: child.pid!, url: `http://127.0.0.1:${port}/`, stop };
}

function listens(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1' });
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
}
