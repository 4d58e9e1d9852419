import { defineGroup } from '../../command-line/mod.js';
import type { Bind } from '../../command-line/mod.js';
import { operationCancel } from './cancel.js';
import { operationList } from './list.js';
import { operationShow } from './show.js';
import { operationWatch } from './watch.js';

/** `parikshan operation …` */
export function operationCommands(bind: Bind) {
  return defineGroup('operation', 'long pieces of work, under way or ended', [
    operationList(bind),
    operationShow(bind),
    operationWatch(bind),
    operationCancel(bind),
  ]);
}
