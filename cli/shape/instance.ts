import type { CaptureStatus__Output } from '../../proto/gen/parikshan/v1/CaptureStatus.js';
import type { Instance__Output } from '../../proto/gen/parikshan/v1/Instance.js';
import { backlogJson } from './backlog.js';
import { orNull, stateName } from './state-name.js';

/** The state of a container by its short name. */
export function containerState(value: string): string {
  return stateName(value, 'CONTAINER_STATE_');
}

/** A tap in JSON. */
function captureJson(capture: CaptureStatus__Output) {
  return {
    running: capture.running,
    packets: capture.packets,
    ringDrops: capture.ringDrops,
    readsRecorded: capture.readsRecorded,
    readsLost: capture.readsLost,
    records: capture.records,
    bytes: capture.bytes,
    gaps: capture.gaps,
    gapBytes: capture.gapBytes,
    connections: capture.connections,
    logSequence: capture.logSequence,
    ...backlogJson(capture),
    lastError: orNull(capture.lastError),
  };
}

/** An instance in JSON. */
export function instanceJson(instance: Instance__Output) {
  const detail = instance.detail;
  const spec = detail?.spec ?? null;
  const state = containerState(detail?.state ?? '');
  return {
    name: instance.name,
    host: instance.host,
    state,
    pid: detail?.pid || null,
    address: orNull(detail?.address ?? ''),
    address6: orNull(detail?.address6 ?? ''),
    interface: orNull(detail?.interface ?? ''),
    port: spec?.port ?? null,
    publishPort: spec?.publishPort || null,
    command: spec?.command ?? [],
    env: spec?.env ?? [],
    user: orNull(spec?.user ?? ''),
    workingDirectory: orNull(spec?.workingDirectory ?? ''),
    rootfs: orNull(spec?.rootfs ?? ''),
    memoryLimitBytes: spec?.memoryBytes || null,
    cpus: spec?.cpus || null,
    diskBytes: spec?.diskBytes || null,
    memoryBytes: detail?.memoryBytes ?? null,
    diskUsedBytes: detail?.diskUsedBytes ?? null,
    createdAt: orNull(detail?.createdAt ?? ''),
    exitStatus: state === 'exited' ? (detail?.exitStatus ?? null) : null,
    clones: instance.clones,
    capture: instance.capture ? captureJson(instance.capture) : null,
  };
}
