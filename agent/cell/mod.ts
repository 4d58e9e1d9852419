/** The sealed network a replica lives in. */
export {
  CELL_INTERFACE,
  CELL_TABLE,
  REFUSED_COUNTER,
  REPLICA_INTERFACE,
  replicaHook,
  type CellRequest,
} from './cell-plan.js';
export { createCell, netnsNames, netnsPath, removeCell } from './cell.js';
