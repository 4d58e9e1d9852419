/** Why a host gets no replica. */
export type ReasonCode =
  | 'not-named'
  | 'mode'
  | 'agent-down'
  | 'proxy-down'
  | 'drained'
  | 'labels'
  | 'checks'
  | 'architecture'
  | 'cpu-flags'
  | 'kernel'
  | 'criu'
  | 'memory'
  | 'disk'
  /** It could have taken some, and others were better. */
  | 'outscored'
  /** It could have taken some, and all together cannot take all. */
  | 'not-enough';

/** For a person, in a dry run. */
export interface Reason {
  readonly code: ReasonCode;
  /** What is in the way, one sentence. */
  readonly message: string;
  /** What would help, one sentence. */
  readonly remedy: string;
}

export function reason(code: ReasonCode, message: string, remedy: string): Reason {
  return { code, message, remedy };
}

/** What hosts with such a reason are, in a few words. */
export const IN_SHORT: Readonly<Record<ReasonCode, string>> = {
  'not-named': 'not named',
  mode: 'excluded by the mode',
  'agent-down': 'without an agent that beats',
  'proxy-down': 'without a proxy that beats',
  drained: 'drained',
  labels: 'without the labels',
  checks: 'with failing checks',
  architecture: 'of another architecture',
  'cpu-flags': 'with processors that lack features',
  kernel: 'with an older kernel',
  criu: 'with an older CRIU',
  memory: 'short of memory',
  disk: 'short of disk',
  outscored: 'not needed',
  'not-enough': 'able',
};
