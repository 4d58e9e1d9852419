import { homedir } from 'node:os';
import { Argument } from 'commander';
import { DEFAULT_RUN_DIR, DEFAULT_STATE_DIR } from '../../../runtime/config/mod.js';
import type { Finding } from '../../checks/mod.js';
import { defineCommand, progressOption } from '../../command-line/mod.js';
import type { Bind } from '../../command-line/mod.js';
import type { CommandContext } from '../../context.js';
import { UsageError } from '../../errors.js';
import { EXIT } from '../../exit-codes.js';
import type { Added, SshMembership } from '../../host-add/mod.js';
import { printJson } from '../../output/mod.js';
import { progressDisplay } from '../../progress/mod.js';
import { checkJson } from '../../shape/mod.js';
import {
  connectSsh,
  findIdentities,
  formatSshAddress,
  HostKeyUnknownError,
  KnownHosts,
  type NewHostKeyPolicy,
  type SshAddress,
  type SshConnection,
} from '../../../runtime/ssh/mod.js';
import { printFindings } from '../findings.js';
import {
  parseFingerprint,
  parseHostAddress,
  parseHostFile,
  parseHostFolder,
  parseHostName,
  parseInstanceNetwork,
  parseSshTarget,
  parseTarget,
  parseTrustedNetwork,
  parseUserAtHost,
  parseUserName,
} from './arguments.js';
import { canAsk, confirmHostKey } from './confirm.js';
import { displayedEvent, leftBehind } from './events.js';

interface AddOptions {
  readonly identity?: string;
  readonly acceptHostKey?: string;
  readonly yesNewHostKey?: true;
  readonly name?: string;
  readonly address?: string;
  readonly trustedNetwork?: string;
  readonly instanceNetwork?: string;
  readonly sshAddress?: string;
  readonly sshTarget?: string;
  readonly sshUser?: string;
  readonly sshIdentity?: string;
  readonly sshKnownHosts?: string;
  readonly hostCoordinator?: string;
  readonly natsConfig?: string;
  readonly installDir: string;
  readonly hostStateDir: string;
  readonly hostRunDir: string;
  readonly dryRun?: true;
}

const DEFAULT_INSTALL_DIR = '/opt/parikshan';

/** How to open a connection, now and again; a key that nobody knows is shown to whoever can be asked. */
async function opener(
  context: CommandContext,
  address: SshAddress,
  options: AddOptions,
): Promise<(signal: AbortSignal) => Promise<SshConnection>> {
  const home = context.env['HOME'] ?? homedir();
  const identities = await findIdentities(home, context.env, options.identity);
  const policy: NewHostKeyPolicy = { accept: options.acceptHostKey, acceptAny: options.yesNewHostKey };
  const open = async (newHostKey: NewHostKeyPolicy, signal: AbortSignal) =>
    connectSsh({ address, identities, knownHosts: await KnownHosts.ofUser(home), newHostKey, signal });
  return async (signal) => {
    try {
      return await open(policy, signal);
    } catch (error) {
      if (!(error instanceof HostKeyUnknownError) || !canAsk(context)) throw error;
      if (!(await confirmHostKey(context, error))) throw error;
      return open({ accept: error.fingerprint }, signal);
    }
  };
}

function needTrustedNetwork(context: CommandContext, options: AddOptions): string {
  const given = options.trustedNetwork ?? context.env['PARIKSHAN_TRUSTED_NETWORK'] ?? '';
  if (given !== '') return parseTrustedNetwork(given);
  throw new UsageError(
    "Whose calls are the host's roles to believe?",
    'Say it with --trusted-network A.B.C.D/N, a network that holds the coordinator and all hosts.',
  );
}

/** How its agent goes through ssh, and others to it: as the agent itself takes it, or not at all. */
function needSsh(options: AddOptions): SshMembership {
  const { sshAddress, sshTarget, sshUser, sshIdentity, sshKnownHosts } = options;
  const login = [sshUser, sshIdentity, sshKnownHosts].filter((value) => value !== undefined);
  if (login.length !== 0 && login.length !== 3)
    throw new UsageError(
      'How is its agent to go through the sshd of others?',
      'Give --ssh-user, --ssh-identity and --ssh-known-hosts together.',
    );
  if (sshTarget !== undefined && sshAddress === undefined)
    throw new UsageError(
      'Through which sshd do others come to --ssh-target?',
      'Say it with --ssh-address HOST:PORT.',
    );
  return {
    address: sshAddress,
    target: sshTarget,
    user: sshUser,
    identity: sshIdentity,
    knownHosts: sshKnownHosts,
  };
}

/** What is printed in the end, as JSON. */
function addedJson(added: Added, dryRun: boolean) {
  const { name, address, version, changed, findings, plan } = added;
  return { ok: true, dryRun, name, address, version, changed, checks: findings.map(checkJson), plan };
}

function printAdded(context: CommandContext, added: Added, dryRun: boolean): void {
  const { terminal } = context;
  if (context.json) return printJson(terminal, addedJson(added, dryRun));
  if (!dryRun) {
    const said = added.changed ? 'has been added' : 'was there already; nothing was changed';
    terminal.err.write(`Host ${added.name} (${added.address}) ${said}.\n`);
    return;
  }
  const plan = added.plan.length === 0 ? ['Nothing: all is there already.'] : added.plan;
  terminal.out.write(`\nWhat would be done\n${plan.map((line) => `  ${line}\n`).join('')}`);
}

export function hostAdd(bind: Bind) {
  const command = defineCommand({
    name: 'add',
    summary: 'add a machine by ssh: check it, copy Parikshan there, start agent and proxy',
    description:
      "Goes in with your own ssh agent, keys and known_hosts; never asks for a password. The host's key must be known, or be accepted\n" +
      'by you. What is there already stays; when it fails half-way, what it did on the host is taken back (Debian packages stay).\n' +
      'The coordinator must serve at an address that the host reaches, and so must NATS.',
    examples: [
      [
        'parikshan host add root@10.0.0.3 --coordinator 10.0.0.1:7420 --trusted-network 10.0.0.0/24 --dry-run',
        'look whether it fits, and say what would be done',
      ],
      [
        'parikshan host add root@10.0.0.3 --coordinator 10.0.0.1:7420 --trusted-network 10.0.0.0/24',
        'add it, under its own name',
      ],
      [
        'parikshan host add admin@[fd00::3]:2222 --name h3 --identity ~/.ssh/lab --accept-host-key SHA256:... \\\n' +
          '      --coordinator [fd00::1]:7420 --trusted-network fd00::/64',
        'by sudo, on another port, with a key of its own, and a host key you have looked up',
      ],
      [
        'parikshan host add root@10.0.0.3 --coordinator 10.0.0.1:7420 --trusted-network 10.0.0.0/24 \\\n' +
          '      --ssh-address 10.0.0.3:22 --ssh-user parikshan --ssh-identity /etc/parikshan/id_ed25519 \\\n' +
          '      --ssh-known-hosts /etc/parikshan/known_hosts',
        'one whose agent and others reach each other through ssh only; key and known hosts lie on it already',
      ],
    ],
  })
    .addArgument(new Argument('<user@host>', 'USER@HOST or USER@HOST:PORT').argParser(parseUserAtHost))
    .option('--identity <file>', 'private key to log in with, besides those of the ssh agent')
    .option(
      '--accept-host-key <fingerprint>',
      'take a key that is new if this is its SHA256:…',
      parseFingerprint,
    )
    .option('--yes-new-host-key', 'take any key that is new, unseen')
    .option('--name <name>', "name of the host (default: the system's)", parseHostName)
    .option(
      '--address <address>',
      'where others reach it (default: its end of the ssh connection)',
      parseHostAddress,
    )
    .option(
      '--trusted-network <network>',
      'whose calls its roles believe [PARIKSHAN_TRUSTED_NETWORK]',
      parseTrustedNetwork,
    )
    .option('--instance-network <network>', 'addresses of its instances, A.B.C.0/24', parseInstanceNetwork)
    .option(
      '--ssh-address <host:port>',
      'for its agent: through which sshd other agents may come',
      parseSshTarget,
    )
    .option('--ssh-target <host:port>', 'for its agent: where that sshd reaches it', parseSshTarget)
    .option('--ssh-user <user>', 'for its agent: as whom it goes through the sshd of others', parseUserName)
    .option(
      '--ssh-identity <file>',
      'for its agent: with which private key, a file on the host',
      parseHostFile,
    )
    .option('--ssh-known-hosts <file>', 'for its agent: whom it trusts, a file on the host', parseHostFile)
    .option(
      '--host-coordinator <target>',
      'the coordinator as the host reaches it (default: --coordinator)',
      parseTarget,
    )
    .option('--nats-config <file>', 'nats.json, here, for the host (default RUN/nats.json)')
    .option('--install-dir <dir>', 'where the product goes on the host', parseHostFolder, DEFAULT_INSTALL_DIR)
    .option(
      '--host-state-dir <dir>',
      'what survives a reboot, on the host',
      parseHostFolder,
      DEFAULT_STATE_DIR,
    )
    .option('--host-run-dir <dir>', 'sockets and pid files, on the host', parseHostFolder, DEFAULT_RUN_DIR)
    .option('--dry-run', 'go in and check only; nothing is changed there')
    .addOption(progressOption());

  return bind<AddOptions, [SshAddress]>(command, async (context, options, address) => {
    const { installation, terminal, interrupts } = context;
    const dryRun = options.dryRun === true;
    const trustedNetwork = needTrustedNetwork(context, options);
    // Nothing else of the command line needs these.
    const { readNatsConfig } = await import('../../../runtime/nats/mod.js');
    const { addHost, HostNotReadyError, RemoteHost } = await import('../../host-add/mod.js');
    const nats = await readNatsConfig(options.natsConfig ?? installation.natsConfigPath);
    const host = new RemoteHost(await opener(context, address, options));
    // Before a display draws over the question.
    if (canAsk(context)) await host.connect(interrupts.signal);
    const display = progressDisplay(context.progress, terminal, context.json);
    let sequence = 0;
    let found: readonly Finding[] = [];
    const show = (findings: readonly Finding[]): void => {
      found = findings;
      const wanted = dryRun ? findings : findings.filter(({ ok }) => !ok);
      if (context.json || wanted.length === 0) return;
      printFindings(
        context,
        wanted.map((finding) => ({ ...finding, host: formatSshAddress(address) })),
      );
    };
    try {
      const added = await context.withCoordinator((coordinator) =>
        addHost({
          request: {
            label: formatSshAddress(address),
            places: {
              installDir: options.installDir,
              stateDir: options.hostStateDir,
              runDir: options.hostRunDir,
            },
            name: options.name,
            address: options.address,
            coordinator: options.hostCoordinator ?? installation.coordinatorTarget,
            trustedNetwork,
            instanceNetwork: options.instanceNetwork,
            ssh: needSsh(options),
            nats,
          },
          host,
          coordinator,
          dryRun,
          signal: interrupts.signal,
          onEvent: (event) => {
            display.event(displayedEvent(event, ++sequence, terminal.now()));
            const left = leftBehind(event);
            if (left !== undefined) display.note(left);
          },
          onChecked: show,
        }),
      );
      display.end();
      printAdded(context, added, dryRun);
      return EXIT.done;
    } catch (error) {
      if (!(error instanceof HostNotReadyError) || !context.json) throw error;
      printJson(terminal, { ok: false, dryRun, checks: found.map(checkJson) });
      return EXIT.failed;
    } finally {
      display.end();
      host.close();
    }
  });
}
