import { defineGroup } from '../../command-line/mod.js';
import type { Bind } from '../../command-line/mod.js';
import { containerLogs } from '../container-logs.js';
import { instanceList } from './list.js';
import { instanceRm } from './rm.js';
import { instanceRun } from './run.js';
import { instanceShow } from './show.js';
import { instanceStop } from './stop.js';

/** `parikshan instance …` */
export function instanceCommands(bind: Bind) {
  return defineGroup('instance', 'production containers', [
    instanceRun(bind),
    instanceList(bind),
    instanceShow(bind),
    containerLogs(bind, 'instance', 'redis'),
    instanceStop(bind),
    instanceRm(bind),
  ]);
}
