export { HostBusyError, HostHoldsClonesError, HostInUseError, type HostUse } from './errors.js';
export { HostRecords, type HostRecordsOptions } from './host-records.js';
export { HostRemoval, type Forgotten, type HostRemovalOptions } from './host-removal.js';
