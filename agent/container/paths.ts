// Where the files of one container lie.
import { join } from 'node:path';

/** Files of one container, all below its home folder except the socket. */
export interface ContainerPaths {
  /** Id for runc and conmon. */
  readonly id: string;
  /** OCI bundle: config.json and the network hook. */
  readonly bundleDir: string;
  readonly hookPath: string;
  /** What it wrote, in conmon's `k8s-file` format. */
  readonly logPath: string;
  /** conmon writes the exit status into a file named like the container in here. */
  readonly exitDir: string;
  readonly exitPath: string;
  readonly pidPath: string;
  readonly conmonPidPath: string;
  /** conmon's own state. */
  readonly persistDir: string;
}

/** The layout below `home`, e.g. STATE/instances/NAME. */
export function containerPaths(home: string, id: string): ContainerPaths {
  const bundleDir = join(home, 'bundle');
  const exitDir = join(home, 'exit');
  return {
    id,
    bundleDir,
    hookPath: join(bundleDir, 'network-hook'),
    logPath: join(home, 'logs', 'container.log'),
    exitDir,
    exitPath: join(exitDir, id),
    pidPath: join(home, 'container.pid'),
    conmonPidPath: join(home, 'conmon.pid'),
    persistDir: join(home, 'conmon'),
  };
}
