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
