import type { ChannelOptions } from '@grpc/grpc-js';

/** A peer that is silent this long is asked whether it is there, milliseconds. */
const KEEPALIVE_TIME_MS = 60_000;
/** And has this long to say so before its connection is closed, milliseconds. */
const KEEPALIVE_TIMEOUT_MS = 20_000;
/** Largest message either way, bytes. The largest there is holds the cut: about 120 bytes a connection. */
const MAX_MESSAGE_BYTES = 32 * 1024 * 1024;

const COMMON: ChannelOptions = {
  'grpc.keepalive_time_ms': KEEPALIVE_TIME_MS,
  'grpc.keepalive_timeout_ms': KEEPALIVE_TIMEOUT_MS,
  'grpc.max_receive_message_length': MAX_MESSAGE_BYTES,
  'grpc.max_send_message_length': MAX_MESSAGE_BYTES,
};

/** Options of every server: keepalive and message sizes. */
export const SERVER_OPTIONS: ChannelOptions = COMMON;

/** Options of every client: those of servers, and how it connects. */
export const CLIENT_OPTIONS: ChannelOptions = {
  ...COMMON,
  // Roles restart; a caller should notice within two seconds and not after gRPC's default of up to two minutes.
  'grpc.initial_reconnect_backoff_ms': 100,
  'grpc.min_reconnect_backoff_ms': 100,
  'grpc.max_reconnect_backoff_ms': 2_000,
  // Targets are sockets on this host or hosts that were named: never through a proxy from the environment.
  'grpc.enable_http_proxy': 0,
  'grpc.service_config_disable_resolution': 1,
  // One client's broken connection and back-off are not another's.
  'grpc.use_local_subchannel_pool': 1,
};
