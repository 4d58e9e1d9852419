export { decide, type Action, type Held, type Picture } from './decide.js';
export { endInterrupted } from './interrupted.js';
export { Reconciler, type ReconcilerOptions } from './reconciler.js';
