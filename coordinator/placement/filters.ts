/** What keeps a host from getting a replica. Each filter says it in words, for a dry run; none: it may have one. Pure. */
import type { MachineKind } from './fleet.js';
import { fulfils, labelText, type PlacementNeeds } from './needs.js';
import type { HostLabels } from './placement-host.js';
import { reason, type Reason, type ReasonCode } from './reason.js';
import { isOlder } from './versions.js';

/** Kernels are compared by these: within one of them the releases of a stable series bring fixes, not interfaces. */
const KERNEL_PARTS = 2;
/** A host whose flags lack more than this says how many, not which. */
const FLAGS_NAMED = 8;

/** Whether the request lets a host be considered at all. */
export function choiceReasons(needs: PlacementNeeds, host: string): Reason[] {
  const named = needs.hosts.includes(host);
  const reasons: Reason[] = [];
  if (needs.hosts.length > 0 && !named) {
    reasons.push(
      reason('not-named', `Only ${needs.hosts.join(', ')} may be used.`, `Name ${host} too, or no host.`),
    );
  }
  const isSource = host === needs.source;
  if (needs.mode === 'internal' && !isSource) {
    reasons.push(
      reason(
        'mode',
        `Replicas are to be on ${needs.source}, where the instance runs (mode internal).`,
        'Leave the mode open, or ask for mode external.',
      ),
    );
  }
  if (needs.mode === 'external' && isSource && !named) {
    reasons.push(
      reason(
        'mode',
        'The instance runs here, and its replicas are to be elsewhere (mode external).',
        `Leave the mode open, or name ${host}.`,
      ),
    );
  }
  return reasons;
}

export function labelReasons({ labels: wanted }: PlacementNeeds, labels: HostLabels): Reason[] {
  const missing = wanted.filter((requirement) => !fulfils(labels, requirement)).map(labelText);
  if (missing.length === 0) return [];
  return [
    reason(
      'labels',
      `It does not have ${missing.length === 1 ? 'the label' : 'the labels'} ${missing.join(', ')}.`,
      'Set what is true of it with `parikshan host label`, or ask for less.',
    ),
  ];
}

/** Whether images could be restored on a machine of this kind. */
export function machineReasons({ images }: PlacementNeeds, kind: MachineKind): Reason[] {
  return [
    ...architectureReasons(images.architecture, kind.architecture),
    ...flagReasons(images.cpuFlags, kind.cpuFlags),
    ...kernelReasons(images.kernel, kind.kernel),
    ...criuReasons(images.criuVersion, kind.criuVersion),
  ];
}

function architectureReasons(needed: string, own: string | undefined): Reason[] {
  if (own === needed) return [];
  const remedy = `Only hosts of ${needed} can restore these images.`;
  if (own === undefined) return [notSaid('architecture', 'what its processor is')];
  return [reason('architecture', `Its processor is ${own}, the images are of ${needed}.`, remedy)];
}

function flagReasons(needed: readonly string[], own: ReadonlySet<string> | undefined): Reason[] {
  if (needed.length === 0) return [];
  if (own === undefined) return [notSaid('cpu-flags', 'what its processor can do')];
  const missing = needed.filter((flag) => !own.has(flag));
  if (missing.length === 0) return [];
  const more = missing.length > FLAGS_NAMED ? ` and ${missing.length - FLAGS_NAMED} more` : '';
  return [
    reason(
      'cpu-flags',
      `Its processor lacks ${missing.slice(0, FLAGS_NAMED).join(', ')}${more}, which programs in the images may use.`,
      'Use hosts with processors as new as the instance’s, or run the instance on the oldest.',
    ),
  ];
}

function kernelReasons(needed: string, own: string | undefined): Reason[] {
  if (own === undefined) return [notSaid('kernel', 'which kernel it runs')];
  if (!isOlder(own, needed, KERNEL_PARTS)) return [];
  return [
    reason(
      'kernel',
      `Its kernel ${own} is older than ${needed}, which ran the programs in the images.`,
      `Update its kernel to ${needed} or newer.`,
    ),
  ];
}

function criuReasons(needed: string, own: string | undefined): Reason[] {
  if (own === undefined) return [notSaid('criu', 'which CRIU it has')];
  if (!isOlder(own, needed)) return [];
  return [
    reason(
      'criu',
      `Its CRIU ${own} is older than ${needed}, which writes the images.`,
      'Run scripts/setup there as root, then start its agent again.',
    ),
  ];
}

/** A fact that an agent of this version reports, and this one does not. */
function notSaid(code: ReasonCode, what: string): Reason {
  return reason(code, `Its agent does not say ${what}.`, 'Run one version of Parikshan everywhere.');
}
