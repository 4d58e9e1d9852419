import { parseRoleOptions } from '../runtime/config/mod.js';

/** Where an installation is, from options, environment and defaults. */
export interface Installation {
  /** Absolute path of what survives a reboot. */
  readonly stateDir: string;
  /** Absolute path of sockets and pid files. */
  readonly runDir: string;
  /** gRPC target of the coordinator. */
  readonly coordinatorTarget: string;
  readonly natsConfigPath: string;
}

/** Options of the command line that say where an installation is. */
export interface InstallationFlags {
  readonly stateDir?: string | undefined;
  readonly runDir?: string | undefined;
  readonly coordinator?: string | undefined;
}

/**
 * Finds the installation by the same rules as its roles do.
 * @throws InvalidConfigurationError naming every fault
 */
export function findInstallation(flags: InstallationFlags, env: NodeJS.ProcessEnv): Installation {
  const argv = [
    ...(flags.stateDir === undefined ? [] : [`--state-dir=${flags.stateDir}`]),
    ...(flags.runDir === undefined ? [] : [`--run-dir=${flags.runDir}`]),
    ...(flags.coordinator === undefined ? [] : [`--coordinator=${flags.coordinator}`]),
  ];
  const { stateDir, runDir, coordinatorTarget, natsConfigPath } = parseRoleOptions('coordinator', argv, env);
  return { stateDir, runDir, coordinatorTarget, natsConfigPath };
}
