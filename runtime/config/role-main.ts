import { InvalidConfigurationError } from './errors.js';
import { parseRoleOptions, roleHelp, type RoleName, type RoleOptions } from './role-options.js';

/** Exit code for options that cannot be used, as in the command line's own commands. */
const EXIT_USAGE = 2;

/**
 * The options of the role whose process this is, from its command line (`parikshan ROLE …`) and environment. Answers
 * --help, and ends the process with code 2 after naming every fault when the options cannot be used: no port opens and
 * no log begins before they are good.
 */
export function roleOptionsOrExit(role: RoleName): RoleOptions {
  const argv = process.argv.slice(3);
  if (argv.includes('--help') || argv.includes('-h')) {
    process.stdout.write(roleHelp(role));
    process.exit(0);
  }
  try {
    return parseRoleOptions(role, argv, process.env);
  } catch (error) {
    if (!(error instanceof InvalidConfigurationError)) throw error;
    process.stderr.write(`parikshan ${role}: ${error.message}\n${error.remedy}\n`);
    process.exit(EXIT_USAGE);
  }
}
