export {
  clockMonotonicUs,
  clockRealtimeUs,
  clockThreadCpuUs,
  monotonicOffset,
  type ClockOffset,
} from './clock.js';
export { descriptorState, eventDescriptor, watchReadable } from './descriptor-watch.js';
export { SyscallError } from './libc.js';
export {
  PACKET_OUTGOING,
  PacketRing,
  PacketStatus,
  type PacketReader,
  type PacketRingOptions,
  type PacketTime,
} from './packet-ring.js';
export { mapMountedOwners } from './mapped-mount.js';
export { listMounts, parseMountInfo, type MountEntry } from './mount-table.js';
export { NETLINK_NETFILTER, NetlinkSocket } from './netlink.js';
export { packetSocketPair } from './packet-pair.js';
export { syncFilesystem } from './sync-filesystem.js';
export { OFFLOAD_HEADER_BYTES, PacketSocket } from './packet-socket.js';
export { ExtentFlag, fileExtents, type FileExtent } from './extent-map.js';
export { forgetRange, punchHole, readOnlyWhatIsAsked, readSoon } from './file-range.js';
export { giveWayToOthers } from './thread-priority.js';
export { CAN_CALL_FOREIGN, unmapIn, type MemoryRange } from './foreign-call.js';
export { borrowDescriptor } from './foreign-descriptor.js';
export { tryLockFile } from './file-lock.js';
export { interfaceIndex, interfaceState } from './network-interface.js';
export { inNetworkNamespace } from './network-namespace.js';
export {
  MessageFlag,
  bindSocket,
  bindRaw,
  closeDescriptor,
  connectSocket,
  listenSocket,
  localAddress,
  receiveNow,
  rawSocket,
  sendNow,
  tcpSocket,
} from './socket.js';
export type { SocketAddress } from './socket-address.js';
export {
  getIntOption,
  setBufferBytes,
  setFreeBind,
  acknowledgeNow,
  setIntOption,
  setResetOnClose,
  setReuseAddress,
  setTransparent,
  takeSocketError,
  unacknowledgedBytes,
  unreadBytes,
} from './socket-option.js';
export {
  getQueueSeq,
  getRepairWindow,
  getTimestamp,
  isInRepair,
  setQueueSeq,
  setRepair,
  setRepairOptions,
  setRepairQueue,
  setRepairWindow,
  setTimestamp,
  type RepairMode,
  type RepairOptions,
  type RepairQueue,
  type RepairWindow,
} from './tcp-repair.js';
export { attachToTracepoint, loadBpfProgram } from './bpf.js';
export { BpfRing } from './bpf-ring.js';
