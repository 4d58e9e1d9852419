import { defineGroup } from '../../command-line/mod.js';
import type { Bind } from '../../command-line/mod.js';
import { hostAdd } from './add.js';
import { hostCheck } from './check.js';
import { hostDrain } from './drain.js';
import { hostLabel } from './label.js';
import { hostList } from './list.js';
import { hostRm } from './rm.js';
import { hostShow } from './show.js';

/** `parikshan host …` */
export function hostCommands(bind: Bind) {
  return defineGroup('host', 'machines with an agent and a proxy', [
    hostAdd(bind),
    hostList(bind),
    hostShow(bind),
    hostCheck(bind),
    hostDrain(bind),
    hostLabel(bind),
    hostRm(bind),
  ]);
}
