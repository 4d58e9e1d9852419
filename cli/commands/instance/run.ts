import { randomUUID } from 'node:crypto';
import { resolve } from 'node:path';
import { defineCommand } from '../../command-line/mod.js';
import type { Bind } from '../../command-line/mod.js';
import { unaryOptions } from '../../coordinator.js';
import {
  collectEnv,
  parseContainerPath,
  parseCpus,
  parseNewName,
  parsePortSpec,
  parseSize,
  parseUser,
} from '../../input/mod.js';
import type { PortSpec } from '../../input/mod.js';
import { settleOperation } from '../../operation/mod.js';
import type { FollowOptions } from '../../operation/mod.js';
import { printJson } from '../../output/mod.js';
import { instanceJson, operationJson } from '../../shape/mod.js';
import { requireInstance } from './require.js';

interface RunOptions extends FollowOptions {
  readonly rootfs: string;
  readonly port: PortSpec;
  readonly env?: readonly string[];
  readonly memory?: number;
  readonly cpus?: number;
  readonly disk?: number;
  readonly user?: string;
  readonly workdir?: string;
  readonly host?: string;
}

export function instanceRun(bind: Bind) {
  const command = defineCommand({
    name: 'run',
    summary: 'start a production container',
    description:
      'The root filesystem is copied onto a disk of its own; later changes to DIR, TAR or IMAGE do not reach it.\n' +
      "IMAGE is a ploop image folder (snapshots are followed from the current state), an OpenVZ container's private folder, " +
      'a file in the expanded format (ploop, `qemu-img convert -O parallels`), or a raw disk. Nothing may be using it.\n' +
      "The container gets an address on the instances' network; HOSTPORT:PORT makes it reachable by the host's addresses too.",
    follows: true,
    examples: [
      [
        'parikshan instance run redis --rootfs ./redis-rootfs --port 6379 -- redis-server --protected-mode no',
        'Redis from a folder',
      ],
      [
        'parikshan instance run web --rootfs nginx.tar --port 8080:80 --memory 512M --cpus 1.5 -- nginx -g "daemon off;"',
        'nginx, reachable on port 8080 of the host, with limits',
      ],
      [
        'parikshan instance run api --rootfs ./api --port 3000 --user 1000:1000 --workdir /srv --env MODE=live -- node server.js',
        'a user, a folder and a variable',
      ],
      [
        'parikshan instance run shop --rootfs /vz/private/101/root.hdd --port 80 -- apache2ctl -DFOREGROUND',
        'the disk of an OpenVZ container that is stopped',
      ],
    ],
  })
    .argument('<name>', 'name of the new instance', parseNewName)
    .argument('<command...>', 'what to run in it, and its arguments')
    .requiredOption(
      '--rootfs <dir|tar|image>',
      'root filesystem: a folder, a tar file or a disk image on the host',
      (path) => resolve(path),
    )
    .requiredOption('--port <[hostport:]port>', 'TCP port the service listens on', parsePortSpec)
    .option(
      '--env <name=value>',
      'variable; may be given again; NAME alone takes its value from here',
      collectEnv,
    )
    .option('--memory <size>', 'memory limit, e.g. 512M (default: none)', parseSize)
    .option('--cpus <n>', 'CPU limit in cores, e.g. 1.5 (default: none)', parseCpus)
    .option(
      '--disk <size>',
      'size of its disk, which takes only what is used (default: 4G, or that of the image)',
      parseSize,
    )
    .option('--user <uid[:gid]>', 'user inside the container (default: 0:0)', parseUser)
    .option('--workdir <path>', 'working directory inside the container (default: /)', parseContainerPath)
    .option('--host <name>', 'host to run it on (default: the only one, or the best)');

  return bind<RunOptions, [string, string[]]>(command, async (context, options, name, argv) => {
    await context.withCoordinator(async (coordinator) => {
      const unary = unaryOptions(context.interrupts.signal);
      const spec = {
        name,
        rootfs: options.rootfs,
        port: options.port.port,
        publishPort: options.port.publishPort,
        env: [...(options.env ?? [])],
        memoryBytes: options.memory ?? 0,
        cpus: options.cpus ?? 0,
        diskBytes: options.disk ?? 0,
        command: argv,
        workingDirectory: options.workdir ?? '',
        user: options.user ?? '',
      };
      const request = { requestId: randomUUID(), spec, host: options.host ?? '' };
      const { operation } = await coordinator.runInstance(request, unary);
      const ended = await settleOperation(context, coordinator, operation, options);
      if (ended === undefined) return;
      const instance = requireInstance(await coordinator.getInstance({ name }, unary));
      if (context.json) {
        printJson(context.terminal, {
          operation: operationJson(ended.operation),
          instance: instanceJson(instance),
        });
        return;
      }
      context.terminal.out.write(`${name}\n`);
      if (!context.terminal.errIsTty) return;
      const address = instance.detail?.address ?? '';
      context.terminal.err.write(
        `${address === '' ? name : `${name} serves at ${address}:${options.port.port}`}. ` +
          `Clone it: parikshan clone create ${name} --replicas 2\n`,
      );
    });
  });
}
