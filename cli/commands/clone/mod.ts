import { defineGroup } from '../../command-line/mod.js';
import type { Bind } from '../../command-line/mod.js';
import { cloneCreate } from './create.js';
import { cloneList } from './list.js';
import { cloneRm } from './rm.js';
import { cloneShow } from './show.js';
import { cloneStartReplica } from './start-replica.js';

/** `parikshan clone …` */
export function cloneCommands(bind: Bind) {
  return defineGroup('clone', 'clones of production containers', [
    cloneCreate(bind),
    cloneList(bind),
    cloneShow(bind),
    cloneStartReplica(bind),
    cloneRm(bind),
  ]);
}
