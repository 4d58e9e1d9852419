// Original file: proto/parikshan/v1/proxy.proto

import type * as grpc from '@grpc/grpc-js'
import type { MethodDefinition } from '@grpc/proto-loader'
import type { GetCaptureRequest as _parikshan_v1_GetCaptureRequest, GetCaptureRequest__Output as _parikshan_v1_GetCaptureRequest__Output } from '../../parikshan/v1/GetCaptureRequest.js';
import type { GetCaptureResponse as _parikshan_v1_GetCaptureResponse, GetCaptureResponse__Output as _parikshan_v1_GetCaptureResponse__Output } from '../../parikshan/v1/GetCaptureResponse.js';
import type { GetProxyInventoryRequest as _parikshan_v1_GetProxyInventoryRequest, GetProxyInventoryRequest__Output as _parikshan_v1_GetProxyInventoryRequest__Output } from '../../parikshan/v1/GetProxyInventoryRequest.js';
import type { GetProxyInventoryResponse as _parikshan_v1_GetProxyInventoryResponse, GetProxyInventoryResponse__Output as _parikshan_v1_GetProxyInventoryResponse__Output } from '../../parikshan/v1/GetProxyInventoryResponse.js';
import type { GetReplayRequest as _parikshan_v1_GetReplayRequest, GetReplayRequest__Output as _parikshan_v1_GetReplayRequest__Output } from '../../parikshan/v1/GetReplayRequest.js';
import type { GetReplayResponse as _parikshan_v1_GetReplayResponse, GetReplayResponse__Output as _parikshan_v1_GetReplayResponse__Output } from '../../parikshan/v1/GetReplayResponse.js';
import type { MarkCaptureRequest as _parikshan_v1_MarkCaptureRequest, MarkCaptureRequest__Output as _parikshan_v1_MarkCaptureRequest__Output } from '../../parikshan/v1/MarkCaptureRequest.js';
import type { MarkCaptureResponse as _parikshan_v1_MarkCaptureResponse, MarkCaptureResponse__Output as _parikshan_v1_MarkCaptureResponse__Output } from '../../parikshan/v1/MarkCaptureResponse.js';
import type { MeasureClientGapRequest as _parikshan_v1_MeasureClientGapRequest, MeasureClientGapRequest__Output as _parikshan_v1_MeasureClientGapRequest__Output } from '../../parikshan/v1/MeasureClientGapRequest.js';
import type { MeasureClientGapResponse as _parikshan_v1_MeasureClientGapResponse, MeasureClientGapResponse__Output as _parikshan_v1_MeasureClientGapResponse__Output } from '../../parikshan/v1/MeasureClientGapResponse.js';
import type { PrepareReplayRequest as _parikshan_v1_PrepareReplayRequest, PrepareReplayRequest__Output as _parikshan_v1_PrepareReplayRequest__Output } from '../../parikshan/v1/PrepareReplayRequest.js';
import type { PrepareReplayResponse as _parikshan_v1_PrepareReplayResponse, PrepareReplayResponse__Output as _parikshan_v1_PrepareReplayResponse__Output } from '../../parikshan/v1/PrepareReplayResponse.js';
import type { StartCaptureRequest as _parikshan_v1_StartCaptureRequest, StartCaptureRequest__Output as _parikshan_v1_StartCaptureRequest__Output } from '../../parikshan/v1/StartCaptureRequest.js';
import type { StartCaptureResponse as _parikshan_v1_StartCaptureResponse, StartCaptureResponse__Output as _parikshan_v1_StartCaptureResponse__Output } from '../../parikshan/v1/StartCaptureResponse.js';
import type { StartReplayRequest as _parikshan_v1_StartReplayRequest, StartReplayRequest__Output as _parikshan_v1_StartReplayRequest__Output } from '../../parikshan/v1/StartReplayRequest.js';
import type { StartReplayResponse as _parikshan_v1_StartReplayResponse, StartReplayResponse__Output as _parikshan_v1_StartReplayResponse__Output } from '../../parikshan/v1/StartReplayResponse.js';
import type { StopCaptureRequest as _parikshan_v1_StopCaptureRequest, StopCaptureRequest__Output as _parikshan_v1_StopCaptureRequest__Output } from '../../parikshan/v1/StopCaptureRequest.js';
import type { StopCaptureResponse as _parikshan_v1_StopCaptureResponse, StopCaptureResponse__Output as _parikshan_v1_StopCaptureResponse__Output } from '../../parikshan/v1/StopCaptureResponse.js';
import type { StopReplayRequest as _parikshan_v1_StopReplayRequest, StopReplayRequest__Output as _parikshan_v1_StopReplayRequest__Output } from '../../parikshan/v1/StopReplayRequest.js';
import type { StopReplayResponse as _parikshan_v1_StopReplayResponse, StopReplayResponse__Output as _parikshan_v1_StopReplayResponse__Output } from '../../parikshan/v1/StopReplayResponse.js';
import type { WatchReplayRequest as _parikshan_v1_WatchReplayRequest, WatchReplayRequest__Output as _parikshan_v1_WatchReplayRequest__Output } from '../../parikshan/v1/WatchReplayRequest.js';
import type { WatchReplayResponse as _parikshan_v1_WatchReplayResponse, WatchReplayResponse__Output as _parikshan_v1_WatchReplayResponse__Output } from '../../parikshan/v1/WatchReplayResponse.js';

/**
 * Captures what instances receive and send, and plays it to replicas.
 */
export interface ProxyServiceClient extends grpc.Client {
  /**
   * Figures of one tap.
   */
  GetCapture(argument: _parikshan_v1_GetCaptureRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_parikshan_v1_GetCaptureResponse__Output>): grpc.ClientUnaryCall;
  GetCapture(argument: _parikshan_v1_GetCaptureRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_parikshan_v1_GetCaptureResponse__Output>): grpc.ClientUnaryCall;
  GetCapture(argument: _parikshan_v1_GetCaptureRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_parikshan_v1_GetCaptureResponse__Output>): grpc.ClientUnaryCall;
  GetCapture(argument: _parikshan_v1_GetCaptureRequest, callback: grpc.requestCallback<_parikshan_v1_GetCaptureResponse__Output>): grpc.ClientUnaryCall;
  /**
   * Figures of one tap.
   */
  getCapture(argument: _parikshan_v1_GetCaptureRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_parikshan_v1_GetCaptureResponse__Output>): grpc.ClientUnaryCall;
  getCapture(argument: _parikshan_v1_GetCaptureRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_parikshan_v1_GetCaptureResponse__Output>): grpc.ClientUnaryCall;
  getCapture(argument: _parikshan_v1_GetCaptureRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_parikshan_v1_GetCaptureResponse__Output>): grpc.ClientUnaryCall;
  getCapture(argument: _parikshan_v1_GetCaptureRequest, callback: grpc.requestCallback<_parikshan_v1_GetCaptureResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * What this proxy holds: `instances` captured and `replicas` fed.
   */
  GetProxyInventory(argument: _parikshan_v1_GetProxyInventoryRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_parikshan_v1_GetProxyInventoryResponse__Output>): grpc.ClientUnaryCall;
  GetProxyInventory(argument: _parikshan_v1_GetProxyInventoryRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_parikshan_v1_GetProxyInventoryResponse__Output>): grpc.ClientUnaryCall;
  GetProxyInventory(argument: _parikshan_v1_GetProxyInventoryRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_parikshan_v1_GetProxyInventoryResponse__Output>): grpc.ClientUnaryCall;
  GetProxyInventory(argument: _parikshan_v1_GetProxyInventoryRequest, callback: grpc.requestCallback<_parikshan_v1_GetProxyInventoryResponse__Output>): grpc.ClientUnaryCall;
  /**
   * What this proxy holds: `instances` captured and `replicas` fed.
   */
  getProxyInventory(argument: _parikshan_v1_GetProxyInventoryRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_parikshan_v1_GetProxyInventoryResponse__Output>): grpc.ClientUnaryCall;
  getProxyInventory(argument: _parikshan_v1_GetProxyInventoryRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_parikshan_v1_GetProxyInventoryResponse__Output>): grpc.ClientUnaryCall;
  getProxyInventory(argument: _parikshan_v1_GetProxyInventoryRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_parikshan_v1_GetProxyInventoryResponse__Output>): grpc.ClientUnaryCall;
  getProxyInventory(argument: _parikshan_v1_GetProxyInventoryRequest, callback: grpc.requestCallback<_parikshan_v1_GetProxyInventoryResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * Figures of one replay.
   */
  GetReplay(argument: _parikshan_v1_GetReplayRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_parikshan_v1_GetReplayResponse__Output>): grpc.ClientUnaryCall;
  GetReplay(argument: _parikshan_v1_GetReplayRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_parikshan_v1_GetReplayResponse__Output>): grpc.ClientUnaryCall;
  GetReplay(argument: _parikshan_v1_GetReplayRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_parikshan_v1_GetReplayResponse__Output>): grpc.ClientUnaryCall;
  GetReplay(argument: _parikshan_v1_GetReplayRequest, callback: grpc.requestCallback<_parikshan_v1_GetReplayResponse__Output>): grpc.ClientUnaryCall;
  /**
   * Figures of one replay.
   */
  getReplay(argument: _parikshan_v1_GetReplayRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_parikshan_v1_GetReplayResponse__Output>): grpc.ClientUnaryCall;
  getReplay(argument: _parikshan_v1_GetReplayRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_parikshan_v1_GetReplayResponse__Output>): grpc.ClientUnaryCall;
  getReplay(argument: _parikshan_v1_GetReplayRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_parikshan_v1_GetReplayResponse__Output>): grpc.ClientUnaryCall;
  getReplay(argument: _parikshan_v1_GetReplayRequest, callback: grpc.requestCallback<_parikshan_v1_GetReplayResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * Writes a mark into the log: what every live connection is, so that a replayer can start reading there.
   */
  MarkCapture(argument: _parikshan_v1_MarkCaptureRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_parikshan_v1_MarkCaptureResponse__Output>): grpc.ClientUnaryCall;
  MarkCapture(argument: _parikshan_v1_MarkCaptureRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_parikshan_v1_MarkCaptureResponse__Output>): grpc.ClientUnaryCall;
  MarkCapture(argument: _parikshan_v1_MarkCaptureRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_parikshan_v1_MarkCaptureResponse__Output>): grpc.ClientUnaryCall;
  MarkCapture(argument: _parikshan_v1_MarkCaptureRequest, callback: grpc.requestCallback<_parikshan_v1_MarkCaptureResponse__Output>): grpc.ClientUnaryCall;
  /**
   * Writes a mark into the log: what every live connection is, so that a replayer can start reading there.
   */
  markCapture(argument: _parikshan_v1_MarkCaptureRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_parikshan_v1_MarkCaptureResponse__Output>): grpc.ClientUnaryCall;
  markCapture(argument: _parikshan_v1_MarkCaptureRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_parikshan_v1_MarkCaptureResponse__Output>): grpc.ClientUnaryCall;
  markCapture(argument: _parikshan_v1_MarkCaptureRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_parikshan_v1_MarkCaptureResponse__Output>): grpc.ClientUnaryCall;
  markCapture(argument: _parikshan_v1_MarkCaptureRequest, callback: grpc.requestCallback<_parikshan_v1_MarkCaptureResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * What clients that waited saw of a freeze: answers as soon as each of them was answered.
   */
  MeasureClientGap(argument: _parikshan_v1_MeasureClientGapRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_parikshan_v1_MeasureClientGapResponse__Output>): grpc.ClientUnaryCall;
  MeasureClientGap(argument: _parikshan_v1_MeasureClientGapRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_parikshan_v1_MeasureClientGapResponse__Output>): grpc.ClientUnaryCall;
  MeasureClientGap(argument: _parikshan_v1_MeasureClientGapRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_parikshan_v1_MeasureClientGapResponse__Output>): grpc.ClientUnaryCall;
  MeasureClientGap(argument: _parikshan_v1_MeasureClientGapRequest, callback: grpc.requestCallback<_parikshan_v1_MeasureClientGapResponse__Output>): grpc.ClientUnaryCall;
  /**
   * What clients that waited saw of a freeze: answers as soon as each of them was answered.
   */
  measureClientGap(argument: _parikshan_v1_MeasureClientGapRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_parikshan_v1_MeasureClientGapResponse__Output>): grpc.ClientUnaryCall;
  measureClientGap(argument: _parikshan_v1_MeasureClientGapRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_parikshan_v1_MeasureClientGapResponse__Output>): grpc.ClientUnaryCall;
  measureClientGap(argument: _parikshan_v1_MeasureClientGapRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_parikshan_v1_MeasureClientGapResponse__Output>): grpc.ClientUnaryCall;
  measureClientGap(argument: _parikshan_v1_MeasureClientGapRequest, callback: grpc.requestCallback<_parikshan_v1_MeasureClientGapResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * Makes the twins of every connection in the cut inside the cell, before the replica is restored.
   */
  PrepareReplay(argument: _parikshan_v1_PrepareReplayRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_parikshan_v1_PrepareReplayResponse__Output>): grpc.ClientUnaryCall;
  PrepareReplay(argument: _parikshan_v1_PrepareReplayRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_parikshan_v1_PrepareReplayResponse__Output>): grpc.ClientUnaryCall;
  PrepareReplay(argument: _parikshan_v1_PrepareReplayRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_parikshan_v1_PrepareReplayResponse__Output>): grpc.ClientUnaryCall;
  PrepareReplay(argument: _parikshan_v1_PrepareReplayRequest, callback: grpc.requestCallback<_parikshan_v1_PrepareReplayResponse__Output>): grpc.ClientUnaryCall;
  /**
   * Makes the twins of every connection in the cut inside the cell, before the replica is restored.
   */
  prepareReplay(argument: _parikshan_v1_PrepareReplayRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_parikshan_v1_PrepareReplayResponse__Output>): grpc.ClientUnaryCall;
  prepareReplay(argument: _parikshan_v1_PrepareReplayRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_parikshan_v1_PrepareReplayResponse__Output>): grpc.ClientUnaryCall;
  prepareReplay(argument: _parikshan_v1_PrepareReplayRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_parikshan_v1_PrepareReplayResponse__Output>): grpc.ClientUnaryCall;
  prepareReplay(argument: _parikshan_v1_PrepareReplayRequest, callback: grpc.requestCallback<_parikshan_v1_PrepareReplayResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * Starts the tap of an instance, or confirms the one that runs. Returns when packets are being captured.
   */
  StartCapture(argument: _parikshan_v1_StartCaptureRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_parikshan_v1_StartCaptureResponse__Output>): grpc.ClientUnaryCall;
  StartCapture(argument: _parikshan_v1_StartCaptureRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_parikshan_v1_StartCaptureResponse__Output>): grpc.ClientUnaryCall;
  StartCapture(argument: _parikshan_v1_StartCaptureRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_parikshan_v1_StartCaptureResponse__Output>): grpc.ClientUnaryCall;
  StartCapture(argument: _parikshan_v1_StartCaptureRequest, callback: grpc.requestCallback<_parikshan_v1_StartCaptureResponse__Output>): grpc.ClientUnaryCall;
  /**
   * Starts the tap of an instance, or confirms the one that runs. Returns when packets are being captured.
   */
  startCapture(argument: _parikshan_v1_StartCaptureRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_parikshan_v1_StartCaptureResponse__Output>): grpc.ClientUnaryCall;
  startCapture(argument: _parikshan_v1_StartCaptureRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_parikshan_v1_StartCaptureResponse__Output>): grpc.ClientUnaryCall;
  startCapture(argument: _parikshan_v1_StartCaptureRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_parikshan_v1_StartCaptureResponse__Output>): grpc.ClientUnaryCall;
  startCapture(argument: _parikshan_v1_StartCaptureRequest, callback: grpc.requestCallback<_parikshan_v1_StartCaptureResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * Starts feeding a replica whose twins are ready and whose processes run.
   */
  StartReplay(argument: _parikshan_v1_StartReplayRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_parikshan_v1_StartReplayResponse__Output>): grpc.ClientUnaryCall;
  StartReplay(argument: _parikshan_v1_StartReplayRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_parikshan_v1_StartReplayResponse__Output>): grpc.ClientUnaryCall;
  StartReplay(argument: _parikshan_v1_StartReplayRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_parikshan_v1_StartReplayResponse__Output>): grpc.ClientUnaryCall;
  StartReplay(argument: _parikshan_v1_StartReplayRequest, callback: grpc.requestCallback<_parikshan_v1_StartReplayResponse__Output>): grpc.ClientUnaryCall;
  /**
   * Starts feeding a replica whose twins are ready and whose processes run.
   */
  startReplay(argument: _parikshan_v1_StartReplayRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_parikshan_v1_StartReplayResponse__Output>): grpc.ClientUnaryCall;
  startReplay(argument: _parikshan_v1_StartReplayRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_parikshan_v1_StartReplayResponse__Output>): grpc.ClientUnaryCall;
  startReplay(argument: _parikshan_v1_StartReplayRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_parikshan_v1_StartReplayResponse__Output>): grpc.ClientUnaryCall;
  startReplay(argument: _parikshan_v1_StartReplayRequest, callback: grpc.requestCallback<_parikshan_v1_StartReplayResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * Stops a tap, after what it holds is in the log.
   */
  StopCapture(argument: _parikshan_v1_StopCaptureRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_parikshan_v1_StopCaptureResponse__Output>): grpc.ClientUnaryCall;
  StopCapture(argument: _parikshan_v1_StopCaptureRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_parikshan_v1_StopCaptureResponse__Output>): grpc.ClientUnaryCall;
  StopCapture(argument: _parikshan_v1_StopCaptureRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_parikshan_v1_StopCaptureResponse__Output>): grpc.ClientUnaryCall;
  StopCapture(argument: _parikshan_v1_StopCaptureRequest, callback: grpc.requestCallback<_parikshan_v1_StopCaptureResponse__Output>): grpc.ClientUnaryCall;
  /**
   * Stops a tap, after what it holds is in the log.
   */
  stopCapture(argument: _parikshan_v1_StopCaptureRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_parikshan_v1_StopCaptureResponse__Output>): grpc.ClientUnaryCall;
  stopCapture(argument: _parikshan_v1_StopCaptureRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_parikshan_v1_StopCaptureResponse__Output>): grpc.ClientUnaryCall;
  stopCapture(argument: _parikshan_v1_StopCaptureRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_parikshan_v1_StopCaptureResponse__Output>): grpc.ClientUnaryCall;
  stopCapture(argument: _parikshan_v1_StopCaptureRequest, callback: grpc.requestCallback<_parikshan_v1_StopCaptureResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * Stops a replay and closes its sockets.
   */
  StopReplay(argument: _parikshan_v1_StopReplayRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_parikshan_v1_StopReplayResponse__Output>): grpc.ClientUnaryCall;
  StopReplay(argument: _parikshan_v1_StopReplayRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_parikshan_v1_StopReplayResponse__Output>): grpc.ClientUnaryCall;
  StopReplay(argument: _parikshan_v1_StopReplayRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_parikshan_v1_StopReplayResponse__Output>): grpc.ClientUnaryCall;
  StopReplay(argument: _parikshan_v1_StopReplayRequest, callback: grpc.requestCallback<_parikshan_v1_StopReplayResponse__Output>): grpc.ClientUnaryCall;
  /**
   * Stops a replay and closes its sockets.
   */
  stopReplay(argument: _parikshan_v1_StopReplayRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_parikshan_v1_StopReplayResponse__Output>): grpc.ClientUnaryCall;
  stopReplay(argument: _parikshan_v1_StopReplayRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_parikshan_v1_StopReplayResponse__Output>): grpc.ClientUnaryCall;
  stopReplay(argument: _parikshan_v1_StopReplayRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_parikshan_v1_StopReplayResponse__Output>): grpc.ClientUnaryCall;
  stopReplay(argument: _parikshan_v1_StopReplayRequest, callback: grpc.requestCallback<_parikshan_v1_StopReplayResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * Figures of one replay, now and after each interval, until the replay ends or the caller leaves.
   */
  WatchReplay(argument: _parikshan_v1_WatchReplayRequest, metadata: grpc.Metadata, options?: grpc.CallOptions): grpc.ClientReadableStream<_parikshan_v1_WatchReplayResponse__Output>;
  WatchReplay(argument: _parikshan_v1_WatchReplayRequest, options?: grpc.CallOptions): grpc.ClientReadableStream<_parikshan_v1_WatchReplayResponse__Output>;
  /**
   * Figures of one replay, now and after each interval, until the replay ends or the caller leaves.
   */
  watchReplay(argument: _parikshan_v1_WatchReplayRequest, metadata: grpc.Metadata, options?: grpc.CallOptions): grpc.ClientReadableStream<_parikshan_v1_WatchReplayResponse__Output>;
  watchReplay(argument: _parikshan_v1_WatchReplayRequest, options?: grpc.CallOptions): grpc.ClientReadableStream<_parikshan_v1_WatchReplayResponse__Output>;
  
}

/**
 * Captures what instances receive and send, and plays it to replicas.
 */
export interface ProxyServiceHandlers extends grpc.UntypedServiceImplementation {
  /**
   * Figures of one tap.
   */
  GetCapture: grpc.handleUnaryCall<_parikshan_v1_GetCaptureRequest__Output, _parikshan_v1_GetCaptureResponse>;
  
  /**
   * What this proxy holds: `instances` captured and `replicas` fed.
   */
  GetProxyInventory: grpc.handleUnaryCall<_parikshan_v1_GetProxyInventoryRequest__Output, _parikshan_v1_GetProxyInventoryResponse>;
  
  /**
   * Figures of one replay.
   */
  GetReplay: grpc.handleUnaryCall<_parikshan_v1_GetReplayRequest__Output, _parikshan_v1_GetReplayResponse>;
  
  /**
   * Writes a mark into the log: what every live connection is, so that a replayer can start reading there.
   */
  MarkCapture: grpc.handleUnaryCall<_parikshan_v1_MarkCaptureRequest__Output, _parikshan_v1_MarkCaptureResponse>;
  
  /**
   * What clients that waited saw of a freeze: answers as soon as each of them was answered.
   */
  MeasureClientGap: grpc.handleUnaryCall<_parikshan_v1_MeasureClientGapRequest__Output, _parikshan_v1_MeasureClientGapResponse>;
  
  /**
   * Makes the twins of every connection in the cut inside the cell, before the replica is restored.
   */
  PrepareReplay: grpc.handleUnaryCall<_parikshan_v1_PrepareReplayRequest__Output, _parikshan_v1_PrepareReplayResponse>;
  
  /**
   * Starts the tap of an instance, or confirms the one that runs. Returns when packets are being captured.
   */
  StartCapture: grpc.handleUnaryCall<_parikshan_v1_StartCaptureRequest__Output, _parikshan_v1_StartCaptureResponse>;
  
  /**
   * Starts feeding a replica whose twins are ready and whose processes run.
   */
  StartReplay: grpc.handleUnaryCall<_parikshan_v1_StartReplayRequest__Output, _parikshan_v1_StartReplayResponse>;
  
  /**
   * Stops a tap, after what it holds is in the log.
   */
  StopCapture: grpc.handleUnaryCall<_parikshan_v1_StopCaptureRequest__Output, _parikshan_v1_StopCaptureResponse>;
  
  /**
   * Stops a replay and closes its sockets.
   */
  StopReplay: grpc.handleUnaryCall<_parikshan_v1_StopReplayRequest__Output, _parikshan_v1_StopReplayResponse>;
  
  /**
   * Figures of one replay, now and after each interval, until the replay ends or the caller leaves.
   */
  WatchReplay: grpc.handleServerStreamingCall<_parikshan_v1_WatchReplayRequest__Output, _parikshan_v1_WatchReplayResponse>;
  
}

export interface ProxyServiceDefinition extends grpc.ServiceDefinition {
  GetCapture: MethodDefinition<_parikshan_v1_GetCaptureRequest, _parikshan_v1_GetCaptureResponse, _parikshan_v1_GetCaptureRequest__Output, _parikshan_v1_GetCaptureResponse__Output>
  GetProxyInventory: MethodDefinition<_parikshan_v1_GetProxyInventoryRequest, _parikshan_v1_GetProxyInventoryResponse, _parikshan_v1_GetProxyInventoryRequest__Output, _parikshan_v1_GetProxyInventoryResponse__Output>
  GetReplay: MethodDefinition<_parikshan_v1_GetReplayRequest, _parikshan_v1_GetReplayResponse, _parikshan_v1_GetReplayRequest__Output, _parikshan_v1_GetReplayResponse__Output>
  MarkCapture: MethodDefinition<_parikshan_v1_MarkCaptureRequest, _parikshan_v1_MarkCaptureResponse, _parikshan_v1_MarkCaptureRequest__Output, _parikshan_v1_MarkCaptureResponse__Output>
  MeasureClientGap: MethodDefinition<_parikshan_v1_MeasureClientGapRequest, _parikshan_v1_MeasureClientGapResponse, _parikshan_v1_MeasureClientGapRequest__Output, _parikshan_v1_MeasureClientGapResponse__Output>
  PrepareReplay: MethodDefinition<_parikshan_v1_PrepareReplayRequest, _parikshan_v1_PrepareReplayResponse, _parikshan_v1_PrepareReplayRequest__Output, _parikshan_v1_PrepareReplayResponse__Output>
  StartCapture: MethodDefinition<_parikshan_v1_StartCaptureRequest, _parikshan_v1_StartCaptureResponse, _parikshan_v1_StartCaptureRequest__Output, _parikshan_v1_StartCaptureResponse__Output>
  StartReplay: MethodDefinition<_parikshan_v1_StartReplayRequest, _parikshan_v1_StartReplayResponse, _parikshan_v1_StartReplayRequest__Output, _parikshan_v1_StartReplayResponse__Output>
  StopCapture: MethodDefinition<_parikshan_v1_StopCaptureRequest, _parikshan_v1_StopCaptureResponse, _parikshan_v1_StopCaptureRequest__Output, _parikshan_v1_StopCaptureResponse__Output>
  StopReplay: MethodDefinition<_parikshan_v1_StopReplayRequest, _parikshan_v1_StopReplayResponse, _parikshan_v1_StopReplayRequest__Output, _parikshan_v1_StopReplayResponse__Output>
  WatchReplay: MethodDefinition<_parikshan_v1_WatchReplayRequest, _parikshan_v1_WatchReplayResponse, _parikshan_v1_WatchReplayRequest__Output, _parikshan_v1_WatchReplayResponse__Output>
}
