/** All benches, in the order of the help. */
import { database } from './database/mod.js';
import { external } from './external/mod.js';
import type { Bench } from './frame/mod.js';
import { placement } from './placement/mod.js';
import { soak } from './soak/mod.js';
import { suspend } from './suspend/mod.js';
import { sync } from './sync/mod.js';
import { tap } from './tap/mod.js';
import { transfer } from './transfer/mod.js';

export const BENCHES: readonly Bench[] = [database, external, placement, soak, suspend, sync, tap, transfer];
