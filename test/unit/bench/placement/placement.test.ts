import { describe, expect, it } from 'vitest';
import { fleetOf, needsOf, seeded } from '../../../../bench/placement/fleet-of.js';
import { report, type Run } from '../../../../bench/placement/report.js';
import { makeFleet, place } from '../../../../coordinator/placement/mod.js';

const SIZE = { hosts: 3, clones: 2, replicas: 2, seed: 1 };
const RUN: Run = {
  fleetMs: 1,
  totalMs: 20,
  explainMs: [3],
  clones: [
    { ms: 1, processorMs: 0.5, placed: true, obstacle: null, hosts: 2, onSource: 1 },
    { ms: 2, processorMs: 0.75, placed: false, obstacle: 'too-few-hosts', hosts: 0, onSource: 0 },
  ],
  replicasByHost: [1, 1, 0],
  overcommitted: [],
};

describe('the made-up fleet', () => {
  it('is the same for the same seed, and another for another', () => {
    const fleet = fleetOf(50, seeded(7));
    expect(fleetOf(50, seeded(7))).toEqual(fleet);
    expect(fleetOf(50, seeded(8))).not.toEqual(fleet);
  });

  it('has all kinds of hosts that placement tells apart, and clones that can be placed on it', () => {
    const random = seeded(1);
    const fleet = fleetOf(2_000, random);
    expect(makeFleet(fleet).kinds).toHaveLength(4 * 3 * 3);
    for (const faulty of [
      fleet.filter((host) => !host.agentAlive),
      fleet.filter((host) => host.drained),
      fleet.filter((host) => host.blocking.length > 0),
      fleet.filter((host) => host.labels['disk'] === undefined),
    ])
      expect(faulty.length).toBeGreaterThan(0);
    const needs = needsOf(fleet[0]!, 8, random);
    const placement = place({ needs, fleet: makeFleet(fleet), reserved: new Map(), links: new Map() });
    expect(placement.placed).toBe(true);
  });
});

describe('the report of the placement bench', () => {
  it('tells times, where replicas lie, and what was refused', () => {
    const { tables, goals, faults } = report([RUN, RUN], SIZE);
    expect(tables[0]?.rows[0]).toEqual(['place one clone', '1.00', '2.00', '2.00', '2.00']);
    expect(tables[0]?.rows[1]).toEqual(['processor time of it', '0.500', '0.750', '0.750', '0.750']);
    expect(Object.fromEntries(tables[1]?.rows ?? [])).toMatchObject({
      'clones placed': '1 of 2',
      refused: '1 too-few-hosts',
      'replicas where their instance runs': '1 of 2',
      'hosts with replicas': '2 of 3',
    });
    expect(goals.map(({ met }) => met)).toEqual([true, true]);
    expect(faults).toEqual([]);
  });

  it('calls it a fault when more is promised than there is, or answers differ between runs', () => {
    expect(report([{ ...RUN, overcommitted: ['host-1'] }], SIZE).faults).toEqual([
      'run 1: more is promised on host-1 than it has',
    ]);
    expect(report([RUN, { ...RUN, replicasByHost: [2, 0, 0] }], SIZE).faults).toEqual([
      'the same question got different answers in different runs',
    ]);
  });
});
