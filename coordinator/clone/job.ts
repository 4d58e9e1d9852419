import type { Cut } from '../../proto/gen/parikshan/v1/Cut.js';
import type { MeasureClientGapResponse__Output } from '../../proto/gen/parikshan/v1/MeasureClientGapResponse.js';
import type { TransferLimits } from '../../proto/gen/parikshan/v1/TransferLimits.js';
import type { KeyedLock } from '../../runtime/keyed-lock/mod.js';
import type { Captures } from '../capture/mod.js';
import { CloneNotFoundError } from '../errors.js';
import type { OperationRun } from '../operation/mod.js';
import { planRoute, type Route, type RouteFacts, type RoutePlan } from '../links/mod.js';
import type { Link, PlacementHost, Reservations } from '../placement/mod.js';
import type { Registry } from '../registry/mod.js';
import type { Removal } from '../removal/mod.js';
import type { CloneImage, Store } from '../store/mod.js';
import type { CloneFacts, ClonePlan, ReplicasPlan } from './plan.js';
import type { CloneRequest } from './request.js';
import { SshRouteMissingError } from './errors.js';
import { advance, traces, type CloneEvent, type CloneTraces } from './state.js';

/** What making clones takes. */
export interface CloneTools {
  readonly store: Store;
  readonly registry: Registry;
  readonly captures: Captures;
  readonly removal: Removal;
  /** One freeze of an instance at a time. */
  readonly freezes: KeyedLock;
  /** A clone that is kept: further replicas and its removal, one after the other. */
  readonly kept: KeyedLock;
  /** What is promised to clones in the making. */
  readonly reservations: Reservations;
  /** What is known of all hosts. */
  readonly hosts: (signal: AbortSignal) => Promise<readonly PlacementHost[]>;
  /** What was measured of the ways from a host to others. */
  readonly linksFrom: (host: string) => ReadonlyMap<string, Link>;
  /** By which ways a host can get something from another one. */
  readonly routeFacts: (taker: string, source: string) => RouteFacts;
  /** Bytes free where logs are stored; undefined: not known. */
  readonly freeLogBytes: () => Promise<number | undefined>;
}

/** What the freeze left for the steps after it. */
export interface FrozenPart {
  readonly image: CloneImage;
  /** What waiting clients saw of it, once that is known; undefined: nobody could tell. Never rejects. */
  readonly clientGap: Promise<MeasureClientGapResponse__Output | undefined>;
}

/** A clone in the making: what the steps find out, one after the other. */
export class CloneJob {
  readonly request: CloneRequest;
  readonly host: string;
  readonly tools: CloneTools;
  readonly run: OperationRun;
  /** Hosts that may take another's place, the best first. */
  spare: readonly string[] = [];
  /** Replicas that follow. */
  readonly standing = new Set<string>();
  /** Replicas that did not come up, and why. */
  readonly failed = new Map<string, Error>();
  facts: CloneFacts | undefined;
  plan: ClonePlan | undefined;
  /** What replicas are made: of a clone in the making, its plan. */
  making: ReplicasPlan | undefined;
  cut: Cut | undefined;
  /** Which host each replica is made on: as planned, until a host fails and another takes its place. */
  readonly places = new Map<string, string>();
  /** Host → by which way it has got something already. */
  readonly gone = new Map<string, Route>();
  logSequence: number | undefined;
  frozen: FrozenPart | undefined;
  /** Something could not be undone: the record stays, for reconciling to find. */
  undoFailed = false;
  #imagesRemoved: Promise<void> | undefined;

  /** What transfers may use. */
  get limits(): TransferLimits {
    return { bytesPerSecond: this.request.bytesPerSecond, streams: 0 };
  }

  constructor(options: { request: CloneRequest; host: string; tools: CloneTools; run: OperationRun }) {
    this.request = options.request;
    this.host = options.host;
    this.tools = options.tools;
    this.run = options.run;
  }

  /** Writes the next state of the clone before what it names is begun. */
  async advance(event: CloneEvent): Promise<void> {
    const { name } = this.request;
    const changed = await this.tools.store.clones.change(name, (record) => ({
      ...record,
      state: advance(record.state, event),
    }));
    if (changed === undefined) throw new CloneNotFoundError(name);
  }

  /** Hosts beside the instance's own on which replicas are to be made. */
  otherHosts(): string[] {
    const made = [...this.places].filter(([replica]) => !this.failed.has(replica));
    return [...new Set(made.map(([, host]) => host))].filter((host) => host !== this.host);
  }

  /**
   * By which ways the host gets what is shipped; one that has led there before comes first.
   * @throws SshRouteMissingError when ssh was asked for
   */
  routeTo(host: string): RoutePlan {
    const plan = planRoute(this.request.route, this.tools.routeFacts(host, this.host));
    if ('missing' in plan) throw new SshRouteMissingError(host, this.host, plan.missing);
    const gone = this.gone.get(host);
    if (gone === undefined || !plan.routes.includes(gone)) return plan;
    return { ...plan, routes: [gone, ...plan.routes.filter((route) => route !== gone)] };
  }

  /** The ways to all other hosts, for a person. */
  wayLines(): string[] {
    return this.otherHosts().map((host) => `way: from ${this.host} to ${host} ${this.routeTo(host).text}`);
  }

  /** Writes down that the host may have a copy, before it gets one. */
  async willCopyTo(host: string): Promise<void> {
    const { name } = this.request;
    const { store, removal } = this.tools;
    const record = await store.clones.get(name);
    if (record?.value.copies?.includes(host) === true) return;
    // Names are used again: a host that was away may still hold an earlier clone of this one, and would take it for this.
    await removal.copy(host, name);
    await store.clones.change(name, (stored) => ({ ...stored, copies: [...(stored.copies ?? []), host] }));
  }

  /** The host that makes this one's replicas instead; undefined: none can, and they have failed. */
  replaceHost(host: string, failure: Error): string | undefined {
    const replicas = this.replicasOn(host);
    const spare = this.spare.find((each) => each !== host);
    this.spare = this.spare.filter((each) => each !== host && each !== spare);
    for (const replica of replicas) {
      if (spare === undefined) this.failed.set(replica, failure);
      else this.places.set(replica, spare);
    }
    this.tools.reservations.releaseHost(this.request.name, host);
    return spare;
  }

  /** Takes away what was made for other hosts, on both sides, unless it went with the images of the freeze. */
  async undoCopies(): Promise<void> {
    try {
      const { name } = this.request;
      const record = await this.tools.store.clones.get(name);
      if ((record?.value.copies ?? []).length > 0) await this.removeImages();
    } catch (error) {
      this.undoFailed = true;
      throw error;
    }
  }

  /** Removes all that hosts have of the clone: once, whichever steps of its undoing ask for it. */
  removeImages(): Promise<void> {
    this.#imagesRemoved ??= this.tools.removal.images(this.request.name, this.host);
    return this.#imagesRemoved;
  }

  /** Replicas that are to be made on this host. */
  replicasOn(host: string): string[] {
    return [...this.places].filter(([, place]) => place === host).map(([replica]) => replica);
  }

  /** Undoes a part, if the clone's state says that it may have been made; from then on the state says that it goes. */
  async undo(part: keyof CloneTraces, work: () => Promise<void>): Promise<void> {
    try {
      const record = await this.tools.store.clones.get(this.request.name);
      if (record === undefined || !traces(record.value.state)[part]) return;
      await this.advance({ type: 'undo' });
      await work();
    } catch (error) {
      this.undoFailed = true;
      throw error;
    }
  }
}

/** What an earlier step has found out. */
export function found<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new TypeError(`a step ran before ${what} was known`);
  return value;
}
