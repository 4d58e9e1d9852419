import { describe, expect, it } from 'vitest';
import { JSON_SHAPES } from '../../../../cli/commands/mod.js';
import {
  checkJson,
  cloneJson,
  hostJson,
  instanceJson,
  operationEventJson,
  operationJson,
  replicaJson,
} from '../../../../cli/shape/mod.js';
import { serviceDefinition } from '../../../../runtime/grpc/mod.js';
import { CLONE, HOST, operation, REDIS, replica, story } from '../../../integration/cli/samples.js';

const methods = serviceDefinition('CoordinatorService');

/** What arrives when this is sent: every field, with its default. */
function received<T>(bytes: Buffer, read: (bytes: Buffer) => T): T {
  return read(bytes);
}

const instance = received(
  methods.GetInstance.responseSerialize({ instance: REDIS }),
  methods.GetInstance.responseDeserialize,
).instance;
const clone = received(
  methods.GetClone.responseSerialize({ clone: CLONE }),
  methods.GetClone.responseDeserialize,
).clone;
const host = received(
  methods.GetHostStatus.responseSerialize({ host: HOST }),
  methods.GetHostStatus.responseDeserialize,
).host;
const divergence = { kind: 'bytes', expected: Buffer.from('a'), actual: Buffer.from('b') };
const twin = received(
  methods.GetReplica.responseSerialize({ replica: replica('r1', { firstDivergence: divergence }) }),
  methods.GetReplica.responseDeserialize,
).replica;
const work = received(
  methods.GetOperation.responseSerialize({ operation: operation({ failure: { reason: 'X' } }) }),
  methods.GetOperation.responseDeserialize,
).operation;
const event = received(
  methods.WatchOperation.responseSerialize({ event: story(operation())[3] ?? null }),
  methods.WatchOperation.responseDeserialize,
).event;

/** The text of one shape in the help topic. */
function documented(name: string): string {
  const text = new RegExp(`^${name} +\\{[^]*?(?=\\n[A-Z]+ +\\{|$(?![^]))`, 'm').exec(JSON_SHAPES)?.[0];
  expect(text, name).toBeDefined();
  return text ?? '';
}

/** Names of all fields, at any depth, of what we made up ourselves (facts, metadata and labels hold names of others). */
function fields(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(fields);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => [
    name,
    ...(['facts', 'metadata', 'labels'].includes(name) ? [] : fields(inner)),
  ]);
}

describe('help json', () => {
  it.each([
    ['INSTANCE', instance === null ? {} : instanceJson(instance)],
    ['CLONE', clone === null ? {} : cloneJson(clone)],
    ['REPLICA', twin === null ? {} : replicaJson(twin)],
    ['OPERATION', work === null ? {} : operationJson(work)],
    ['HOST', host === null ? {} : { ...hostJson(host), checks: [] }],
    ['CHECK', checkJson({ name: 'a', ok: true, message: '', remedy: '', blocking: false })],
  ])('%s is documented field by field, and nothing else is', (name, value) => {
    const text = documented(name);
    const shape = text.slice(text.indexOf('{'), text.lastIndexOf('}') + 1);
    const words = new Set(
      shape.match(/[a-zA-Z][a-zA-Z0-9]*/g)?.filter((word) => word !== word.toUpperCase()),
    );
    expect([...words].sort()).toEqual([...new Set(fields(value))].sort());
  });

  it('says what an event holds', () => {
    const names = Object.keys(event === null ? {} : operationEventJson(event));
    expect(JSON_SHAPES).toContain(`{${names.join(', ')}}`);
  });
});
