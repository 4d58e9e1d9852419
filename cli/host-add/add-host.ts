/** Adding a host, or only looking whether it can be added. */
import { rm } from 'node:fs/promises';
import { silentLogger } from '../../runtime/log/mod.js';
import { runSteps, type StepEvent } from '../../runtime/steps/mod.js';
import type { Finding } from '../checks/mod.js';
import type { Coordinator } from '../coordinator.js';
import { needsSetup } from './check-host.js';
import { CHECK, CONNECT, PACK } from './check-steps.js';
import { known, type AddContext, type AddRequest } from './context.js';
import { PREPARE, UPLOAD } from './install-steps.js';
import { BE_HEARD, CONFIGURE, START } from './join-steps.js';
import type { RemoteHost } from './remote-host.js';

/** With what a host is added. */
export interface AddOptions {
  readonly request: AddRequest;
  readonly host: RemoteHost;
  readonly coordinator: Coordinator;
  /** Look only. */
  readonly dryRun: boolean;
  readonly signal: AbortSignal;
  readonly onEvent: (event: StepEvent) => void;
  /** Told of the checks' outcome, also when some failed. */
  readonly onChecked: (findings: readonly Finding[]) => void;
}

/** What came of it. */
export interface Added {
  readonly name: string;
  readonly address: string;
  /** Version of the product that the host has, or would have. */
  readonly version: string;
  /** Whether anything on the host was changed; false in a dry run, and where all was there already. */
  readonly changed: boolean;
  readonly findings: readonly Finding[];
  /** One sentence for each thing that would be done; empty but for a dry run. */
  readonly plan: readonly string[];
}

const LOOK = [CONNECT, PACK, CHECK];
const ADD = [...LOOK, UPLOAD, PREPARE, CONFIGURE, START, BE_HEARD];

/** @throws the failing step's error, after everything on the host was undone */
export async function addHost(options: AddOptions): Promise<Added> {
  const { request, host, coordinator, dryRun, signal, onEvent } = options;
  const context: AddContext = {
    request,
    host,
    coordinator,
    knownBefore: true,
    findings: [],
    addedVersion: false,
    configured: false,
    started: false,
    changed: false,
  };
  let told = false;
  const tell = (): void => {
    if (!told && context.findings.length > 0) options.onChecked(context.findings);
    told = told || context.findings.length > 0;
  };
  try {
    await runSteps(dryRun ? LOOK : ADD, context, {
      signal,
      log: silentLogger(),
      onEvent: (event) => {
        onEvent(event);
        if (event.step === CHECK.name) tell();
      },
    });
    const { name, address } = known(context.member);
    return {
      name,
      address,
      version: known(context.product).name,
      changed: context.changed,
      findings: context.findings,
      plan: dryRun ? planOf(context) : [],
    };
  } finally {
    host.close();
    if (context.product !== undefined) await rm(context.product.folder, { recursive: true, force: true });
  }
}

/** What would be done. Pure. */
export function planOf({ request, facts, product, member }: AddContext): string[] {
  const { installDir } = request.places;
  const { versions, running, systemd, current } = known(facts);
  const { name } = known(product);
  const steps = [];
  if (!versions.includes(name)) steps.push(`Copy ${name} to ${installDir}/versions.`);
  if (needsSetup(known(facts))) steps.push('Install the programs that are missing, and test CRIU.');
  if (current !== name) steps.push(`Make ${installDir}/current lead to it, and write its configuration.`);
  if (current !== name || running.length < 2)
    steps.push(
      `Start agent and proxy at ${known(member).address} ${systemd ? 'by systemd' : 'as processes of their own'}.`,
    );
  return steps;
}
