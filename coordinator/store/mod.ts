export { Collection, type Stored } from './collection.js';
export { Cuts } from './cuts.js';
export { EVENTS_MAX_AGE_MS, EVENTS_STREAM, Events, type StoredEvent } from './events.js';
export * from './records.js';
export { openStore, STATE_BUCKET, type Store } from './store.js';
