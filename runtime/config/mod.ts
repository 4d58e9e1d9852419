/** What an installation is: its directories, its tag, the options of its roles, its version. */
export { packageRoot, version } from './package-root.js';
export {
  DEFAULT_RUN_DIR,
  DEFAULT_STATE_DIR,
  installationNumber,
  installationTag,
  makePrivateDirectories,
} from './installation.js';
export {
  parseRoleOptions,
  ROLE_PORTS,
  roleHelp,
  ROLES,
  type RoleName,
  type RoleOptions,
} from './role-options.js';
export { roleOptionsOrExit } from './role-main.js';
export type { SshLogin, SshServer } from './ssh-options.js';
export { targetFault, targetPort, targetScope } from './target.js';
export { InvalidConfigurationError } from './errors.js';
