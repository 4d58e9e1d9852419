// Takes a name, an address and an id range for a new instance, so that no other gets the same.
import { chmod, mkdir } from 'node:fs/promises';
import type { InstanceSpec__Output } from '../../proto/gen/parikshan/v1/InstanceSpec.js';
import { firstFreeRange, type IdClaim } from '../container/mod.js';
import { IdRangesExhaustedError, NameTakenError, StateFolderClosedError } from '../errors.js';
import { allocateAddress, ipv6Absence, pairedAddress } from '../network/mod.js';
import { requirePort } from './checks.js';
import { instanceLayout, instancesFolder, type Installation } from './layout.js';
import { closedFolder } from './passage.js';
import type { InstancePlan } from './plan.js';
import { readRecords, writeRecord, type InstanceRecord } from './record.js';

/**
 * Writes the record of an instance that is being made. Calls must not overlap: the folders of others are the list of
 * what is taken, beside ids, which `claims` names. Throws NameTakenError, PortInUseError, AddressesExhaustedError, IdRangesExhaustedError.
 */
export async function reserve(
  installation: Installation,
  spec: InstanceSpec__Output,
  plan: InstancePlan,
  claims: readonly IdClaim[],
): Promise<InstanceRecord> {
  const folder = instancesFolder(installation);
  const others = (await readRecords(folder)).flatMap(({ record }) => (record === undefined ? [] : [record]));
  const { home } = instanceLayout(installation, plan.name);
  if (others.some((other) => other.plan.name === plan.name)) throw new NameTakenError(plan.name);
  await requirePort(plan, others);
  const idRange = firstFreeRange(claims.map(({ range }) => range));
  if (idRange === undefined) throw new IdRangesExhaustedError();
  const address = allocateAddress(installation.network, new Set(others.map((other) => other.address)));
  const network6 = (await ipv6Absence()) === undefined ? installation.network6 : undefined;
  const record: InstanceRecord = {
    version: 1,
    phase: 'creating',
    spec,
    plan,
    idRange,
    address,
    ...(network6 === undefined ? {} : { address6: pairedAddress(network6, address) }),
    createdAt: new Date().toISOString(),
    stopRequested: false,
  };
  // The way to a container's root filesystem must be open to its root; the folders on it cannot be listed.
  for (const path of [installation.stateDir, folder]) await chmod(path, 0o711);
  const closed = await closedFolder(folder);
  if (closed !== undefined) throw new StateFolderClosedError(installation.stateDir, closed);
  await mkdir(home, { recursive: true, mode: 0o710 });
  await writeRecord(home, record);
  return record;
}
