/**
 * What to do when the state and what a host holds do not agree: a pure decision.
 *
 * Production comes first: an instance that only the host knows is adopted, never removed. Everything else that only the
 * host knows was left by an operation that died, and is removed. A role that was not asked is not decided about.
 */
import type { CloneRecord, InstanceRecord, ReplicaRecord } from '../store/mod.js';
import { heldBy } from '../clone/mod.js';

/** Names a role says it holds. */
export interface Held {
  readonly instances: readonly string[];
  readonly clones: readonly string[];
  readonly replicas: readonly string[];
  /** Clones of which something has come here and not all. */
  readonly partialClones: readonly string[];
}

export interface Picture {
  /**
   * Records of this host that stood unchanged from before the inventories were asked for until after:
   * only of these can it be said that the host should have them.
   */
  readonly instances: readonly InstanceRecord[];
  readonly clones: readonly CloneRecord[];
  readonly replicas: readonly ReplicaRecord[];
  /** All names in the state, before or after the inventories: what is not here was left behind. */
  readonly known: {
    readonly instances: ReadonlySet<string>;
    readonly clones: ReadonlySet<string>;
    readonly replicas: ReadonlySet<string>;
  };
  /** Clones, unchanged in between, of which this host should have nothing: neither their instance's host nor in their copies. */
  readonly clonesOfOthers: ReadonlySet<string>;
  /** Clones that have replicas on other hosts, before or after. */
  readonly usedElsewhere: ReadonlySet<string>;
  /** Instances that a clone of any state names, before or after. */
  readonly cloned: ReadonlySet<string>;
  /** Operations that are under way in this coordinator. */
  readonly running: ReadonlySet<string>;
  /** Undefined: could not be asked. */
  readonly agent: Held | undefined;
  readonly proxy: Held | undefined;
  /** Instances that have a log stream. */
  readonly logs: readonly string[];
}

export type Action =
  | { readonly type: 'adopt-instance'; readonly name: string }
  | { readonly type: 'mark-instance-lost'; readonly name: string; readonly why: string }
  | { readonly type: 'remove-instance'; readonly name: string }
  | { readonly type: 'remove-clone'; readonly name: string }
  | { readonly type: 'remove-replica'; readonly name: string }
  | { readonly type: 'detach-replica'; readonly name: string }
  | { readonly type: 'remove-unknown-replica'; readonly name: string }
  | { readonly type: 'remove-stray-copy'; readonly name: string }
  | { readonly type: 'stop-unknown-replay'; readonly name: string }
  | { readonly type: 'start-capture'; readonly instance: string }
  | { readonly type: 'stop-capture'; readonly instance: string }
  | { readonly type: 'delete-log'; readonly instance: string };

/** In the order in which they should be done: replicas before their clones, clones before their captures. */
export function decide(picture: Picture): Action[] {
  return [
    ...aboutInstances(picture),
    ...aboutReplicas(picture),
    ...aboutClones(picture),
    ...aboutCaptures(picture),
  ];
}

function aboutInstances({ instances, known, running, agent }: Picture): Action[] {
  if (agent === undefined) return [];
  const actions: Action[] = [];
  const held = new Set(agent.instances);
  for (const { name, state } of instances) {
    switch (state.phase) {
      case 'creating':
      case 'removing':
        // Its operation died: what was half-made goes, and what was half-removed goes altogether.
        if (!running.has(state.operation)) actions.push({ type: 'remove-instance', name });
        break;
      case 'present':
        if (!held.has(name)) {
          actions.push({ type: 'mark-instance-lost', name, why: 'Its host does not have it any more.' });
        }
        break;
      case 'lost':
        if (held.has(name)) actions.push({ type: 'adopt-instance', name });
        break;
    }
  }
  for (const name of held) {
    if (!known.instances.has(name)) actions.push({ type: 'adopt-instance', name });
  }
  return actions;
}

function aboutReplicas({ replicas, known, running, agent, proxy }: Picture): Action[] {
  const actions: Action[] = [];
  const fed = proxy === undefined ? undefined : new Set(proxy.replicas);
  const held = agent === undefined ? undefined : new Set(agent.replicas);
  for (const { name, state } of replicas) {
    if (state.phase === 'creating' || state.phase === 'removing') {
      if (!running.has(state.operation) && held !== undefined) actions.push({ type: 'remove-replica', name });
    } else if (held !== undefined && !held.has(name)) {
      actions.push({ type: 'remove-replica', name });
    } else if (state.phase === 'following' && fed !== undefined && !fed.has(name)) {
      actions.push({ type: 'detach-replica', name });
    }
  }
  for (const name of held ?? []) {
    if (!known.replicas.has(name)) actions.push({ type: 'remove-unknown-replica', name });
  }
  for (const name of fed ?? []) {
    if (!known.replicas.has(name)) actions.push({ type: 'stop-unknown-replay', name });
  }
  return actions;
}

function aboutClones(picture: Picture): Action[] {
  const { clones, replicas, known, clonesOfOthers, usedElsewhere, running, agent } = picture;
  if (agent === undefined) return [];
  const actions: Action[] = [];
  const held = new Set(agent.clones);
  // A replica lives on without its clone's images; its record must not lose the clone it names.
  const needed = new Set([
    ...replicas.filter(({ name }) => agent.replicas.includes(name)).map(({ clone }) => clone),
    ...usedElsewhere,
  ]);
  for (const { name, state } of clones) {
    const holder = heldBy(state);
    if (holder !== undefined) {
      if (!running.has(holder)) actions.push({ type: 'remove-clone', name });
    } else if (!held.has(name) && !needed.has(name)) {
      actions.push({ type: 'remove-clone', name });
    }
  }
  for (const name of [...held, ...agent.partialClones]) {
    if (!known.clones.has(name) || clonesOfOthers.has(name))
      actions.push({ type: 'remove-stray-copy', name });
  }
  return actions;
}

function aboutCaptures({ clones, cloned, agent, proxy, logs }: Picture): Action[] {
  const actions: Action[] = [];
  if (proxy !== undefined) {
    const captured = new Set(proxy.instances);
    for (const instance of captured) {
      if (!cloned.has(instance)) actions.push({ type: 'stop-capture', instance });
    }
    const wanted = new Set(
      clones.filter(({ state }) => state.phase === 'ready').map(({ instance }) => instance),
    );
    for (const instance of wanted) {
      if (!captured.has(instance) && agent?.instances.includes(instance)) {
        actions.push({ type: 'start-capture', instance });
      }
    }
  }
  for (const instance of logs) {
    if (!cloned.has(instance)) actions.push({ type: 'delete-log', instance });
  }
  return actions;
}
