import { InvalidArgumentError } from 'commander';

/** What is to become of the labels of a host. */
export interface LabelChanges {
  readonly set: Readonly<Record<string, string>>;
  readonly remove: readonly string[];
}

/** Collects `KEY=VALUE` and `KEY-`; the coordinator judges keys and values. @throws InvalidArgumentError */
export function collectLabelChange(text: string, previous: LabelChanges | undefined): LabelChanges {
  const { set, remove } = previous ?? { set: {}, remove: [] };
  const [, key = '', change = ''] = /^([^=]+?)(=.*|-)$/s.exec(text) ?? [];
  if (key === '') throw new InvalidArgumentError(`A change is KEY=VALUE or KEY-; "${text}" is neither.`);
  if (Object.hasOwn(set, key) || remove.includes(key)) {
    throw new InvalidArgumentError(`${key} is named twice.`);
  }
  return change === '-'
    ? { set, remove: [...remove, key] }
    : { set: { ...set, [key]: change.slice(1) }, remove };
}
