/** The steps that make the host take part. */
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { hasReason, isCancelled } from '../../runtime/errors/mod.js';
import type { Step } from '../../runtime/steps/mod.js';
import { unaryOptions } from '../coordinator.js';
import {
  configurationDir,
  environmentFile,
  HOST_ROLES,
  listenTarget,
  rolePath,
  unitFile,
  unitPath,
  type HostRole,
} from './configuration.js';
import { known, type AddContext } from './context.js';
import { HostNotHeardError } from './errors.js';
import * as scripts from './scripts.js';

/** An agent's first start makes and mounts a pool. */
const HEARD_MS = 90_000;
const LOOK_MS = 250;
const STOP_MS = 60_000;
const FORGET_MS = 20_000;
const PURGE_MS = 5 * 60_000;

interface RemoteFile {
  readonly path: string;
  readonly mode: string;
  readonly text: string;
}

/** Everything that the host is to be told, as files. */
function filesOf({ request, member, facts }: AddContext): RemoteFile[] {
  const { places, nats } = request;
  const etc = configurationDir(places);
  // The store is a folder of the machine with nats-server, not of this one.
  const { servers, token } = nats;
  const units = known(facts).systemd ? HOST_ROLES : [];
  return [
    { path: join(etc, 'nats.json'), mode: '0600', text: `${JSON.stringify({ servers, token })}\n` },
    { path: join(etc, 'host.env'), mode: '0600', text: environmentFile(places, known(member)) },
    ...units.map((role) => ({
      path: unitPath(role),
      mode: '0644',
      text: unitFile(role, places, known(member)),
    })),
  ];
}

export const CONFIGURE: Step<AddContext> = {
  name: 'configure',
  async do(context, signal) {
    const { host, request, facts, product } = context;
    const { installDir } = request.places;
    const files = filesOf(context);
    const compared = [];
    for (const { path, text } of files) {
      const { stdout } = await host.script(scripts.COMPARE_FILE, [path], {
        what: `the look at ${path}`,
        input: text,
        signal,
      });
      compared.push(stdout.trim() === 'same');
    }
    if (compared.every(Boolean) && known(facts).current === known(product).name)
      return 'It is there already.';
    context.configured = true;
    context.changed = true;
    await host.script(scripts.KEEP_CONFIGURATION, [installDir], { what: 'the configuration', signal });
    for (const { path, mode, text } of files)
      await host.script(scripts.WRITE_FILE, [path, mode, String(Buffer.byteLength(text))], {
        what: `the writing of ${path}`,
        input: text,
        signal,
      });
    await host.script(scripts.LINK, [installDir, known(product).name], {
      what: 'the link to the version',
      signal,
    });
    return `nats.json, host.env${known(facts).systemd ? ', units of systemd' : ''}.`;
  },
  async undo(context) {
    const { configured, host, request, facts } = context;
    if (!configured) return;
    await host.mend();
    const { installDir } = request.places;
    const { current = '', running } = known(facts);
    await host.script(scripts.LINK, [installDir, current], { what: 'the old link' });
    await host.script(scripts.RESTORE_CONFIGURATION, [installDir], { what: 'the old configuration' });
    // Those that ran before run again as they did.
    if (context.started && current !== '')
      for (const role of HOST_ROLES.filter((one) => running.includes(one))) await start(context, role);
  },
};

export const START: Step<AddContext> = {
  name: 'start',
  async do(context, signal) {
    const { running, systemd } = known(context.facts);
    const wanted = HOST_ROLES.filter((role) => context.configured || !running.includes(role));
    if (wanted.length === 0) return 'Agent and proxy run already.';
    context.started = true;
    context.changed = true;
    for (const role of wanted) {
      if (!systemd) await stop(context, role, signal);
      await start(context, role, signal);
    }
    return `${wanted.join(' and ')}, ${systemd ? 'by systemd' : 'as processes of their own: nothing starts them again after a reboot'}.`;
  },
  async undo(context) {
    const { started, host, facts } = context;
    if (!started) return;
    await host.mend();
    const { systemd, stateDirExists, runDirExists, running } = known(facts);
    for (const role of HOST_ROLES) {
      // Those that ran before are started anew when their configuration is back.
      if (systemd && running.includes(role)) continue;
      if (systemd)
        await host.script(scripts.REMOVE_UNIT, [role], {
          what: `the end of the ${role}`,
          timeoutMs: STOP_MS,
        });
      else await stop(context, role);
    }
    // What was there before we came holds production containers, perhaps.
    if (!stateDirExists && !runDirExists) await purge(context);
    await forget(context);
  },
};

export const BE_HEARD: Step<AddContext> = {
  name: 'heard',
  async do(context, signal) {
    const { host, coordinator, request } = context;
    const { name } = known(context.member);
    const until = performance.now() + HEARD_MS;
    for (;;) {
      const { hosts } = await coordinator.getStatus({}, unaryOptions(signal));
      const heard = hosts.find((one) => one.name === name);
      const silent = HOST_ROLES.filter((role) => heard?.[`${role}Alive`] !== true);
      if (silent.length === 0) break;
      const ended = await endedRoles(context, signal);
      if (ended.length > 0) throw await notHeard(context, ended, 'it has ended');
      if (performance.now() > until)
        throw await notHeard(context, silent, `not a word in ${HEARD_MS / 1000} s`);
      await delay(LOOK_MS, undefined, { signal });
    }
    await host.script(scripts.FORGET_CONFIGURATION, [request.places.installDir], {
      what: 'the end of the old configuration',
      signal,
    });
    return `The coordinator hears agent and proxy of ${name}.`;
  },
};

async function purge({ host, request, product, member }: AddContext): Promise<void> {
  const { installDir, stateDir, runDir } = request.places;
  const program = join(installDir, 'versions', known(product).name, 'bin', 'parikshan');
  const path = rolePath(known(member));
  await host.script(scripts.PURGE, [known(member).nodePath, program, stateDir, runDir, path], {
    what: 'the removal of what the roles had made',
    timeoutMs: PURGE_MS,
  });
}

/** A host that was heard of stays listed: one that was new to the coordinator is no host after all. */
async function forget({ knownBefore, coordinator, member }: AddContext): Promise<void> {
  if (knownBefore) return;
  try {
    // By force: the roles have ended, and their last beat may be no older than a moment.
    await coordinator.removeHost({ name: known(member).name, force: true }, { timeoutMs: FORGET_MS });
  } catch (error) {
    if (!hasReason(error, 'HOST_NOT_FOUND')) throw error;
  }
}

async function endedRoles({ host, request, facts }: AddContext, signal: AbortSignal): Promise<HostRole[]> {
  const kind = known(facts).systemd ? 'systemd' : 'detached';
  const { stdout } = await host.script(scripts.LOOK_AFTER_ROLES, [request.places.runDir, kind], {
    what: 'the look at the roles',
    signal,
  });
  const ended = stdout.trim().split('\n');
  return HOST_ROLES.filter((role) => ended.includes(role));
}

async function notHeard(context: AddContext, silent: readonly HostRole[], why: string): Promise<Error> {
  const { host, request, facts } = context;
  const said = [];
  for (const role of silent) {
    const kind = known(facts).systemd ? 'systemd' : 'detached';
    const asked = host.script(scripts.LAST_WORDS, [role, request.places.stateDir, kind], {
      what: 'its log',
      allowFailure: true,
    });
    said.push(
      await asked.then(
        ({ stdout }) => stdout.trim(),
        (error: unknown) => {
          if (isCancelled(error)) throw error;
          return '';
        },
      ),
    );
  }
  return new HostNotHeardError(request.label, silent, why, said.filter(Boolean).join('\n'));
}

async function start({ host, request, facts, member }: AddContext, role: HostRole, signal?: AbortSignal) {
  const { node, systemd } = known(facts);
  const { installDir, stateDir, runDir } = request.places;
  const what = `the start of the ${role}`;
  if (systemd) return host.script(scripts.START_UNIT, [role], { what, timeoutMs: STOP_MS, signal });
  const program = join(installDir, 'current', 'bin', 'parikshan');
  const environment = join(configurationDir(request.places), 'host.env');
  const target = listenTarget(known(member).address, role);
  const args = [role, node?.path ?? 'node', program, target, environment, stateDir, runDir];
  return host.script(scripts.START_DETACHED, args, { what, signal });
}

function stop({ host, request }: AddContext, role: HostRole, signal?: AbortSignal) {
  const args = [role, request.places.runDir];
  return host.script(scripts.STOP_DETACHED, args, {
    what: `the end of the ${role}`,
    timeoutMs: STOP_MS,
    signal,
  });
}
