import { defineGroup } from '../../command-line/mod.js';
import type { Bind } from '../../command-line/mod.js';
import { containerLogs } from '../container-logs.js';
import { replicaExec } from './exec.js';
import { replicaList } from './list.js';
import { replicaRm } from './rm.js';
import { replicaShow } from './show.js';
import { replicaWatch } from './watch.js';

/** `parikshan replica …` */
export function replicaCommands(bind: Bind) {
  return defineGroup('replica', 'live twins, each in a sealed cell', [
    replicaList(bind),
    replicaShow(bind),
    replicaWatch(bind),
    replicaExec(bind),
    containerLogs(bind, 'replica', 'redis-1-r1'),
    replicaRm(bind),
  ]);
}
