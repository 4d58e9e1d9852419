import type { HostLabels } from './placement-host.js';

/** `key`: the host has a label of that name, whatever its value. `key=value`: with that value. */
export interface LabelRequirement {
  readonly key: string;
  /** Undefined: any. */
  readonly value: string | undefined;
}

/** Where replicas may be: anywhere, only on their instance's host, or anywhere but there (unless it is named). */
export type PlacementMode = 'any' | 'internal' | 'external';

/** What the hosts of replicas must have because the memory images were made where they were. */
export interface ImageNeeds {
  /** As the fact `architecture` has it, e.g. `x64`. */
  readonly architecture: string;
  /** Flags that programs in the images may use, as /proc/cpuinfo has them. */
  readonly cpuFlags: readonly string[];
  /** Kernel that ran the programs, e.g. `6.12.9-amd64`. */
  readonly kernel: string;
  /** Version of the CRIU that wrote the images. */
  readonly criuVersion: string;
}

/** What the replicas of one clone need. */
export interface PlacementNeeds {
  /** How many are to be placed. */
  readonly replicas: number;
  /** At least on so many hosts. 0 and 1 mean the same. */
  readonly spread: number;
  /** Only on these; empty: on any. */
  readonly hosts: readonly string[];
  readonly labels: readonly LabelRequirement[];
  readonly mode: PlacementMode;
  /** Host of the instance. */
  readonly source: string;
  /** Hosts that hold images and disk of this clone already. A kept clone is held by its source; one to be made by nobody. */
  readonly held: ReadonlySet<string>;
  readonly memory: {
    /** Of the images, once on each host that is to hold them: bytes. */
    readonly imageBytes: number;
    /** Of each replica, bytes. */
    readonly replicaBytes: number;
  };
  readonly disk: {
    /** Of the instance's disk, once on each host that is to hold it, but not on the source, which shares it: bytes. */
    readonly shippedBytes: number;
    /** What each replica may write of its own, bytes. */
    readonly replicaBytes: number;
  };
  readonly images: ImageNeeds;
}

/** Reads `key` or `key=value`; undefined when it is neither. */
export function parseLabelRequirement(text: string): LabelRequirement | undefined {
  const [, key, equals, value] = /^([^=]+)(=?)(.*)$/.exec(text) ?? [];
  if (key === undefined || !isLabelKey(key) || !isLabelValue(value ?? '')) return undefined;
  return { key, value: equals === '' ? undefined : value };
}

/** The requirement as people write it. */
export function labelText({ key, value }: LabelRequirement): string {
  return value === undefined ? key : `${key}=${value}`;
}

export function fulfils(labels: HostLabels, { key, value }: LabelRequirement): boolean {
  // A label may be called `constructor`.
  if (!Object.hasOwn(labels, key)) return false;
  return value === undefined || labels[key] === value;
}

/** 1 to 63 characters: letters, digits, `.`, `_`, `/` and hyphen; begins and ends with a letter or digit. */
export function isLabelKey(text: string): boolean {
  return /^[A-Za-z0-9]([A-Za-z0-9._/-]{0,61}[A-Za-z0-9])?$/.test(text);
}

/** At most 63 characters of the same kinds, and empty. */
export function isLabelValue(text: string): boolean {
  return /^[A-Za-z0-9._/-]{0,63}$/.test(text);
}
