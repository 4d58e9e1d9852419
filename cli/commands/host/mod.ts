import { defineGroup } from '../../command-line/mod.js';
import type { Bind } from '../../command-line/mod.js';
import { hostAdd } from './add.js';

/** `parikshan host …` */
export function hostCommands(bind: Bind) {
  return defineGroup('host', 'machines that instances and replicas run on', [hostAdd(bind)]);
}
