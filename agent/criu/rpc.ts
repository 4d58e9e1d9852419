/**
 * Messages of CRIU's own protocol (images/rpc.proto of CRIU): what `criu swrk` is asked, and what it says. Only the
 * fields this project uses are described; field numbers are CRIU's.
 */
import protobuf from 'protobufjs';
import { z } from 'zod';

const schema = protobuf.parse(`
syntax = "proto2";
message Options {
  required int32 images_dir_fd = 1; optional int32 pid = 2; optional bool leave_running = 3;
  optional bool tcp_established = 5; optional bool file_locks = 8; optional int32 log_level = 9;
  optional string log_file = 10; optional bool notify_scripts = 12; optional string root = 13;
  optional string parent_img = 14; optional bool track_mem = 15; optional int32 work_dir_fd = 17;
  optional uint32 manage_cgroups_mode = 34; optional uint32 ghost_limit = 35; repeated string external = 37;
  optional uint32 empty_ns = 38; optional uint32 timeout = 45; optional bool tcp_skip_in_flight = 46;
  optional uint32 network_lock = 64;
}
message Request { required uint32 type = 1; optional Options opts = 2; optional bool notify_success = 3; }
message Notify { optional string script = 1; }
message Response {
  required uint32 type = 1; required bool success = 2; optional Notify notify = 5; optional int32 cr_errno = 7;
  optional string cr_errmsg = 9;
}
`).root;

/** criu_req_type. */
export const RequestType = { dump: 1, notify: 6, singlePreDump: 13 } as const;
/** criu_cg_mode. */
export const CGROUPS_IGNORE = 0;
/** criu_network_lock_method. */
export const NETWORK_LOCK_SKIP = 3;
export const CLONE_NEWNET = 0x4000_0000;

/** Options of a dump, without the descriptors that only the asking process can name. */
export const dumpOptionsSchema = z.object({
  pid: z.number().int(),
  leaveRunning: z.boolean(),
  tcpEstablished: z.boolean(),
  tcpSkipInFlight: z.boolean(),
  fileLocks: z.boolean(),
  logLevel: z.number().int(),
  logFile: z.string(),
  notifyScripts: z.boolean(),
  root: z.string(),
  manageCgroupsMode: z.number().int(),
  ghostLimit: z.number().int(),
  external: z.array(z.string()),
  emptyNs: z.number().int(),
  /** Seconds. */
  timeout: z.number().int(),
  networkLock: z.number().int(),
  /** Have the kernel note what changes from here on, for a dump that has this one as its parent. */
  trackMem: z.boolean().optional(),
  /** Images of the dump before, as a path from the images folder: only what changed since is written. */
  parentImg: z.string().optional(),
});
export type DumpOptions = z.infer<typeof dumpOptionsSchema>;

/** What CRIU says: that it has come to a moment and waits for the answer, or how the request ended. */
export type CriuMessage =
  | { readonly kind: 'moment'; readonly moment: string }
  | { readonly kind: 'ended'; readonly success: boolean; readonly message: string };

/** Asks for a dump, or one pre-dump. Descriptors are those of the asking process, which keeps them open meanwhile. */
export function encodeRequest(
  type: 'dump' | 'singlePreDump',
  options: DumpOptions,
  folders: { readonly images: number; readonly work: number },
): Uint8Array {
  const message = schema.lookupType('Request');
  return message
    .encode(
      message.fromObject({
        type: RequestType[type],
        opts: { ...options, imagesDirFd: folders.images, workDirFd: folders.work },
      }),
    )
    .finish();
}

/** The answer to a moment; without success CRIU gives the dump up and lets the processes go. */
export function encodeAnswer(success: boolean): Uint8Array {
  const message = schema.lookupType('Request');
  return message.encode(message.fromObject({ type: RequestType.notify, notifySuccess: success })).finish();
}

/** @throws Error when it is no message of CRIU */
export function decodeMessage(bytes: Uint8Array): CriuMessage {
  const message = schema.lookupType('Response');
  const decoded = message.toObject(message.decode(bytes), { defaults: true }) as {
    type: number;
    success: boolean;
    notify: { script: string } | null;
    crErrmsg: string;
  };
  if (decoded.type === RequestType.notify) return { kind: 'moment', moment: decoded.notify?.script ?? '' };
  return { kind: 'ended', success: decoded.success, message: decoded.crErrmsg };
}
