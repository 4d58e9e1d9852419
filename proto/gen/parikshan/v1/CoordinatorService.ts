// Original file: proto/parikshan/v1/coordinator.proto

import type * as grpc from '@grpc/grpc-js'
import type { MethodDefinition } from '@grpc/proto-loader'
import type { CancelOperationRequest as _parikshan_v1_CancelOperationRequest, CancelOperationRequest__Output as _parikshan_v1_CancelOperationRequest__Output } from '../../parikshan/v1/CancelOperationRequest.js';
import type { CancelOperationResponse as _parikshan_v1_CancelOperationResponse, CancelOperationResponse__Output as _parikshan_v1_CancelOperationResponse__Output } from '../../parikshan/v1/CancelOperationResponse.js';
import type { CheckHostRequest as _parikshan_v1_CheckHostRequest, CheckHostRequest__Output as _parikshan_v1_CheckHostRequest__Output } from '../../parikshan/v1/CheckHostRequest.js';
import type { CheckHostResponse as _parikshan_v1_CheckHostResponse, CheckHostResponse__Output as _parikshan_v1_CheckHostResponse__Output } from '../../parikshan/v1/CheckHostResponse.js';
import type { CreateCloneRequest as _parikshan_v1_CreateCloneRequest, CreateCloneRequest__Output as _parikshan_v1_CreateCloneRequest__Output } from '../../parikshan/v1/CreateCloneRequest.js';
import type { CreateCloneResponse as _parikshan_v1_CreateCloneResponse, CreateCloneResponse__Output as _parikshan_v1_CreateCloneResponse__Output } from '../../parikshan/v1/CreateCloneResponse.js';
import type { DrainHostRequest as _parikshan_v1_DrainHostRequest, DrainHostRequest__Output as _parikshan_v1_DrainHostRequest__Output } from '../../parikshan/v1/DrainHostRequest.js';
import type { DrainHostResponse as _parikshan_v1_DrainHostResponse, DrainHostResponse__Output as _parikshan_v1_DrainHostResponse__Output } from '../../parikshan/v1/DrainHostResponse.js';
import type { ExecReplicaRequest as _parikshan_v1_ExecReplicaRequest, ExecReplicaRequest__Output as _parikshan_v1_ExecReplicaRequest__Output } from '../../parikshan/v1/ExecReplicaRequest.js';
import type { ExecReplicaResponse as _parikshan_v1_ExecReplicaResponse, ExecReplicaResponse__Output as _parikshan_v1_ExecReplicaResponse__Output } from '../../parikshan/v1/ExecReplicaResponse.js';
import type { GetCloneRequest as _parikshan_v1_GetCloneRequest, GetCloneRequest__Output as _parikshan_v1_GetCloneRequest__Output } from '../../parikshan/v1/GetCloneRequest.js';
import type { GetCloneResponse as _parikshan_v1_GetCloneResponse, GetCloneResponse__Output as _parikshan_v1_GetCloneResponse__Output } from '../../parikshan/v1/GetCloneResponse.js';
import type { GetHostStatusRequest as _parikshan_v1_GetHostStatusRequest, GetHostStatusRequest__Output as _parikshan_v1_GetHostStatusRequest__Output } from '../../parikshan/v1/GetHostStatusRequest.js';
import type { GetHostStatusResponse as _parikshan_v1_GetHostStatusResponse, GetHostStatusResponse__Output as _parikshan_v1_GetHostStatusResponse__Output } from '../../parikshan/v1/GetHostStatusResponse.js';
import type { GetInstanceRequest as _parikshan_v1_GetInstanceRequest, GetInstanceRequest__Output as _parikshan_v1_GetInstanceRequest__Output } from '../../parikshan/v1/GetInstanceRequest.js';
import type { GetInstanceResponse as _parikshan_v1_GetInstanceResponse, GetInstanceResponse__Output as _parikshan_v1_GetInstanceResponse__Output } from '../../parikshan/v1/GetInstanceResponse.js';
import type { GetOperationRequest as _parikshan_v1_GetOperationRequest, GetOperationRequest__Output as _parikshan_v1_GetOperationRequest__Output } from '../../parikshan/v1/GetOperationRequest.js';
import type { GetOperationResponse as _parikshan_v1_GetOperationResponse, GetOperationResponse__Output as _parikshan_v1_GetOperationResponse__Output } from '../../parikshan/v1/GetOperationResponse.js';
import type { GetReplicaRequest as _parikshan_v1_GetReplicaRequest, GetReplicaRequest__Output as _parikshan_v1_GetReplicaRequest__Output } from '../../parikshan/v1/GetReplicaRequest.js';
import type { GetReplicaResponse as _parikshan_v1_GetReplicaResponse, GetReplicaResponse__Output as _parikshan_v1_GetReplicaResponse__Output } from '../../parikshan/v1/GetReplicaResponse.js';
import type { GetStatusRequest as _parikshan_v1_GetStatusRequest, GetStatusRequest__Output as _parikshan_v1_GetStatusRequest__Output } from '../../parikshan/v1/GetStatusRequest.js';
import type { GetStatusResponse as _parikshan_v1_GetStatusResponse, GetStatusResponse__Output as _parikshan_v1_GetStatusResponse__Output } from '../../parikshan/v1/GetStatusResponse.js';
import type { HeartbeatRequest as _parikshan_v1_HeartbeatRequest, HeartbeatRequest__Output as _parikshan_v1_HeartbeatRequest__Output } from '../../parikshan/v1/HeartbeatRequest.js';
import type { HeartbeatResponse as _parikshan_v1_HeartbeatResponse, HeartbeatResponse__Output as _parikshan_v1_HeartbeatResponse__Output } from '../../parikshan/v1/HeartbeatResponse.js';
import type { ListClonesRequest as _parikshan_v1_ListClonesRequest, ListClonesRequest__Output as _parikshan_v1_ListClonesRequest__Output } from '../../parikshan/v1/ListClonesRequest.js';
import type { ListClonesResponse as _parikshan_v1_ListClonesResponse, ListClonesResponse__Output as _parikshan_v1_ListClonesResponse__Output } from '../../parikshan/v1/ListClonesResponse.js';
import type { ListHostsRequest as _parikshan_v1_ListHostsRequest, ListHostsRequest__Output as _parikshan_v1_ListHostsRequest__Output } from '../../parikshan/v1/ListHostsRequest.js';
import type { ListHostsResponse as _parikshan_v1_ListHostsResponse, ListHostsResponse__Output as _parikshan_v1_ListHostsResponse__Output } from '../../parikshan/v1/ListHostsResponse.js';
import type { ListInstancesRequest as _parikshan_v1_ListInstancesRequest, ListInstancesRequest__Output as _parikshan_v1_ListInstancesRequest__Output } from '../../parikshan/v1/ListInstancesRequest.js';
import type { ListInstancesResponse as _parikshan_v1_ListInstancesResponse, ListInstancesResponse__Output as _parikshan_v1_ListInstancesResponse__Output } from '../../parikshan/v1/ListInstancesResponse.js';
import type { ListOperationsRequest as _parikshan_v1_ListOperationsRequest, ListOperationsRequest__Output as _parikshan_v1_ListOperationsRequest__Output } from '../../parikshan/v1/ListOperationsRequest.js';
import type { ListOperationsResponse as _parikshan_v1_ListOperationsResponse, ListOperationsResponse__Output as _parikshan_v1_ListOperationsResponse__Output } from '../../parikshan/v1/ListOperationsResponse.js';
import type { ListReplicasRequest as _parikshan_v1_ListReplicasRequest, ListReplicasRequest__Output as _parikshan_v1_ListReplicasRequest__Output } from '../../parikshan/v1/ListReplicasRequest.js';
import type { ListReplicasResponse as _parikshan_v1_ListReplicasResponse, ListReplicasResponse__Output as _parikshan_v1_ListReplicasResponse__Output } from '../../parikshan/v1/ListReplicasResponse.js';
import type { RemoveCloneRequest as _parikshan_v1_RemoveCloneRequest, RemoveCloneRequest__Output as _parikshan_v1_RemoveCloneRequest__Output } from '../../parikshan/v1/RemoveCloneRequest.js';
import type { RemoveCloneResponse as _parikshan_v1_RemoveCloneResponse, RemoveCloneResponse__Output as _parikshan_v1_RemoveCloneResponse__Output } from '../../parikshan/v1/RemoveCloneResponse.js';
import type { RemoveHostRequest as _parikshan_v1_RemoveHostRequest, RemoveHostRequest__Output as _parikshan_v1_RemoveHostRequest__Output } from '../../parikshan/v1/RemoveHostRequest.js';
import type { RemoveHostResponse as _parikshan_v1_RemoveHostResponse, RemoveHostResponse__Output as _parikshan_v1_RemoveHostResponse__Output } from '../../parikshan/v1/RemoveHostResponse.js';
import type { RemoveInstanceRequest as _parikshan_v1_RemoveInstanceRequest, RemoveInstanceRequest__Output as _parikshan_v1_RemoveInstanceRequest__Output } from '../../parikshan/v1/RemoveInstanceRequest.js';
import type { RemoveInstanceResponse as _parikshan_v1_RemoveInstanceResponse, RemoveInstanceResponse__Output as _parikshan_v1_RemoveInstanceResponse__Output } from '../../parikshan/v1/RemoveInstanceResponse.js';
import type { RemoveReplicaRequest as _parikshan_v1_RemoveReplicaRequest, RemoveReplicaRequest__Output as _parikshan_v1_RemoveReplicaRequest__Output } from '../../parikshan/v1/RemoveReplicaRequest.js';
import type { RemoveReplicaResponse as _parikshan_v1_RemoveReplicaResponse, RemoveReplicaResponse__Output as _parikshan_v1_RemoveReplicaResponse__Output } from '../../parikshan/v1/RemoveReplicaResponse.js';
import type { RunInstanceRequest as _parikshan_v1_RunInstanceRequest, RunInstanceRequest__Output as _parikshan_v1_RunInstanceRequest__Output } from '../../parikshan/v1/RunInstanceRequest.js';
import type { RunInstanceResponse as _parikshan_v1_RunInstanceResponse, RunInstanceResponse__Output as _parikshan_v1_RunInstanceResponse__Output } from '../../parikshan/v1/RunInstanceResponse.js';
import type { SetHostLabelsRequest as _parikshan_v1_SetHostLabelsRequest, SetHostLabelsRequest__Output as _parikshan_v1_SetHostLabelsRequest__Output } from '../../parikshan/v1/SetHostLabelsRequest.js';
import type { SetHostLabelsResponse as _parikshan_v1_SetHostLabelsResponse, SetHostLabelsResponse__Output as _parikshan_v1_SetHostLabelsResponse__Output } from '../../parikshan/v1/SetHostLabelsResponse.js';
import type { StartReplicasRequest as _parikshan_v1_StartReplicasRequest, StartReplicasRequest__Output as _parikshan_v1_StartReplicasRequest__Output } from '../../parikshan/v1/StartReplicasRequest.js';
import type { StartReplicasResponse as _parikshan_v1_StartReplicasResponse, StartReplicasResponse__Output as _parikshan_v1_StartReplicasResponse__Output } from '../../parikshan/v1/StartReplicasResponse.js';
import type { StopInstanceRequest as _parikshan_v1_StopInstanceRequest, StopInstanceRequest__Output as _parikshan_v1_StopInstanceRequest__Output } from '../../parikshan/v1/StopInstanceRequest.js';
import type { StopInstanceResponse as _parikshan_v1_StopInstanceResponse, StopInstanceResponse__Output as _parikshan_v1_StopInstanceResponse__Output } from '../../parikshan/v1/StopInstanceResponse.js';
import type { StreamLogsRequest as _parikshan_v1_StreamLogsRequest, StreamLogsRequest__Output as _parikshan_v1_StreamLogsRequest__Output } from '../../parikshan/v1/StreamLogsRequest.js';
import type { StreamLogsResponse as _parikshan_v1_StreamLogsResponse, StreamLogsResponse__Output as _parikshan_v1_StreamLogsResponse__Output } from '../../parikshan/v1/StreamLogsResponse.js';
import type { WatchOperationRequest as _parikshan_v1_WatchOperationRequest, WatchOperationRequest__Output as _parikshan_v1_WatchOperationRequest__Output } from '../../parikshan/v1/WatchOperationRequest.js';
import type { WatchOperationResponse as _parikshan_v1_WatchOperationResponse, WatchOperationResponse__Output as _parikshan_v1_WatchOperationResponse__Output } from '../../parikshan/v1/WatchOperationResponse.js';
import type { WatchReplicaRequest as _parikshan_v1_WatchReplicaRequest, WatchReplicaRequest__Output as _parikshan_v1_WatchReplicaRequest__Output } from '../../parikshan/v1/WatchReplicaRequest.js';
import type { WatchReplicaResponse as _parikshan_v1_WatchReplicaResponse, WatchReplicaResponse__Output as _parikshan_v1_WatchReplicaResponse__Output } from '../../parikshan/v1/WatchReplicaResponse.js';

/**
 * Instances, clones, replicas and operations of all hosts.
 */
export interface CoordinatorServiceClient extends grpc.Client {
  /**
   * Stops an operation and undoes what it made.
   */
  CancelOperation(argument: _parikshan_v1_CancelOperationRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_parikshan_v1_CancelOperationResponse__Output>): grpc.ClientUnaryCall;
  CancelOperation(argument: _parikshan_v1_CancelOperationRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_parikshan_v1_CancelOperationResponse__Output>): grpc.ClientUnaryCall;
  CancelOperation(argument: _parikshan_v1_CancelOperationRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_parikshan_v1_CancelOperationResponse__Output>): grpc.ClientUnaryCall;
  CancelOperation(argument: _parikshan_v1_CancelOperationRequest, callback: grpc.requestCallback<_parikshan_v1_CancelOperationResponse__Output>): grpc.ClientUnaryCall;
  /**
   * Stops an operation and undoes what it made.
   */
  cancelOperation(argument: _parikshan_v1_CancelOperationRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_parikshan_v1_CancelOperationResponse__Output>): grpc.ClientUnaryCall;
  cancelOperation(argument: _parikshan_v1_CancelOperationRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_parikshan_v1_CancelOperationResponse__Output>): grpc.ClientUnaryCall;
  cancelOperation(argument: _parikshan_v1_CancelOperationRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_parikshan_v1_CancelOperationResponse__Output>): grpc.ClientUnaryCall;
  cancelOperation(argument: _parikshan_v1_CancelOperationRequest, callback: grpc.requestCallback<_parikshan_v1_CancelOperationResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * Has a host's agent look at everything again.
   */
  CheckHost(argument: _parikshan_v1_CheckHostRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_parikshan_v1_CheckHostResponse__Output>): grpc.ClientUnaryCall;
  CheckHost(argument: _parikshan_v1_CheckHostRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_parikshan_v1_CheckHostResponse__Output>): grpc.ClientUnaryCall;
  CheckHost(argument: _parikshan_v1_CheckHostRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_parikshan_v1_CheckHostResponse__Output>): grpc.ClientUnaryCall;
  CheckHost(argument: _parikshan_v1_CheckHostRequest, callback: grpc.requestCallback<_parikshan_v1_CheckHostResponse__Output>): grpc.ClientUnaryCall;
  /**
   * Has a host's agent look at everything again.
   */
  checkHost(argument: _parikshan_v1_CheckHostRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_parikshan_v1_CheckHostResponse__Output>): grpc.ClientUnaryCall;
  checkHost(argument: _parikshan_v1_CheckHostRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_parikshan_v1_CheckHostResponse__Output>): grpc.ClientUnaryCall;
  checkHost(argument: _parikshan_v1_CheckHostRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_parikshan_v1_CheckHostResponse__Output>): grpc.ClientUnaryCall;
  checkHost(argument: _parikshan_v1_CheckHostRequest, callback: grpc.requestCallback<_parikshan_v1_CheckHostResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * Clones an instance while it serves.
   */
  CreateClone(argument: _parikshan_v1_CreateCloneRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_parikshan_v1_CreateCloneResponse__Output>): grpc.ClientUnaryCall;
  CreateClone(argument: _parikshan_v1_CreateCloneRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_parikshan_v1_CreateCloneResponse__Output>): grpc.ClientUnaryCall;
  CreateClone(argument: _parikshan_v1_CreateCloneRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_parikshan_v1_CreateCloneResponse__Output>): grpc.ClientUnaryCall;
  CreateClone(argument: _parikshan_v1_CreateCloneRequest, callback: grpc.requestCallback<_parikshan_v1_CreateCloneResponse__Output>): grpc.ClientUnaryCall;
  /**
   * Clones an instance while it serves.
   */
  createClone(argument: _parikshan_v1_CreateCloneRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_parikshan_v1_CreateCloneResponse__Output>): grpc.ClientUnaryCall;
  createClone(argument: _parikshan_v1_CreateCloneRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_parikshan_v1_CreateCloneResponse__Output>): grpc.ClientUnaryCall;
  createClone(argument: _parikshan_v1_CreateCloneRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_parikshan_v1_CreateCloneResponse__Output>): grpc.ClientUnaryCall;
  createClone(argument: _parikshan_v1_CreateCloneRequest, callback: grpc.requestCallback<_parikshan_v1_CreateCloneResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * Lets a host have no new instances and replicas, or lets it have them again. What runs there stays.
   */
  DrainHost(argument: _parikshan_v1_DrainHostRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_parikshan_v1_DrainHostResponse__Output>): grpc.ClientUnaryCall;
  DrainHost(argument: _parikshan_v1_DrainHostRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_parikshan_v1_DrainHostResponse__Output>): grpc.ClientUnaryCall;
  DrainHost(argument: _parikshan_v1_DrainHostRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_parikshan_v1_DrainHostResponse__Output>): grpc.ClientUnaryCall;
  DrainHost(argument: _parikshan_v1_DrainHostRequest, callback: grpc.requestCallback<_parikshan_v1_DrainHostResponse__Output>): grpc.ClientUnaryCall;
  /**
   * Lets a host have no new instances and replicas, or lets it have them again. What runs there stays.
   */
  drainHost(argument: _parikshan_v1_DrainHostRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_parikshan_v1_DrainHostResponse__Output>): grpc.ClientUnaryCall;
  drainHost(argument: _parikshan_v1_DrainHostRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_parikshan_v1_DrainHostResponse__Output>): grpc.ClientUnaryCall;
  drainHost(argument: _parikshan_v1_DrainHostRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_parikshan_v1_DrainHostResponse__Output>): grpc.ClientUnaryCall;
  drainHost(argument: _parikshan_v1_DrainHostRequest, callback: grpc.requestCallback<_parikshan_v1_DrainHostResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * Runs a command inside a replica.
   */
  ExecReplica(metadata: grpc.Metadata, options?: grpc.CallOptions): grpc.ClientDuplexStream<_parikshan_v1_ExecReplicaRequest, _parikshan_v1_ExecReplicaResponse__Output>;
  ExecReplica(options?: grpc.CallOptions): grpc.ClientDuplexStream<_parikshan_v1_ExecReplicaRequest, _parikshan_v1_ExecReplicaResponse__Output>;
  /**
   * Runs a command inside a replica.
   */
  execReplica(metadata: grpc.Metadata, options?: grpc.CallOptions): grpc.ClientDuplexStream<_parikshan_v1_ExecReplicaRequest, _parikshan_v1_ExecReplicaResponse__Output>;
  execReplica(options?: grpc.CallOptions): grpc.ClientDuplexStream<_parikshan_v1_ExecReplicaRequest, _parikshan_v1_ExecReplicaResponse__Output>;
  
  /**
   * One clone.
   */
  GetClone(argument: _parikshan_v1_GetCloneRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_parikshan_v1_GetCloneResponse__Output>): grpc.ClientUnaryCall;
  GetClone(argument: _parikshan_v1_GetCloneRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_parikshan_v1_GetCloneResponse__Output>): grpc.ClientUnaryCall;
  GetClone(argument: _parikshan_v1_GetCloneRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_parikshan_v1_GetCloneResponse__Output>): grpc.ClientUnaryCall;
  GetClone(argument: _parikshan_v1_GetCloneRequest, callback: grpc.requestCallback<_parikshan_v1_GetCloneResponse__Output>): grpc.ClientUnaryCall;
  /**
   * One clone.
   */
  getClone(argument: _parikshan_v1_GetCloneRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_parikshan_v1_GetCloneResponse__Output>): grpc.ClientUnaryCall;
  getClone(argument: _parikshan_v1_GetCloneRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_parikshan_v1_GetCloneResponse__Output>): grpc.ClientUnaryCall;
  getClone(argument: _parikshan_v1_GetCloneRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_parikshan_v1_GetCloneResponse__Output>): grpc.ClientUnaryCall;
  getClone(argument: _parikshan_v1_GetCloneRequest, callback: grpc.requestCallback<_parikshan_v1_GetCloneResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * One host.
   */
  GetHostStatus(argument: _parikshan_v1_GetHostStatusRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_parikshan_v1_GetHostStatusResponse__Output>): grpc.ClientUnaryCall;
  GetHostStatus(argument: _parikshan_v1_GetHostStatusRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_parikshan_v1_GetHostStatusResponse__Output>): grpc.ClientUnaryCall;
  GetHostStatus(argument: _parikshan_v1_GetHostStatusRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_parikshan_v1_GetHostStatusResponse__Output>): grpc.ClientUnaryCall;
  GetHostStatus(argument: _parikshan_v1_GetHostStatusRequest, callback: grpc.requestCallback<_parikshan_v1_GetHostStatusResponse__Output>): grpc.ClientUnaryCall;
  /**
   * One host.
   */
  getHostStatus(argument: _parikshan_v1_GetHostStatusRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_parikshan_v1_GetHostStatusResponse__Output>): grpc.ClientUnaryCall;
  getHostStatus(argument: _parikshan_v1_GetHostStatusRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_parikshan_v1_GetHostStatusResponse__Output>): grpc.ClientUnaryCall;
  getHostStatus(argument: _parikshan_v1_GetHostStatusRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_parikshan_v1_GetHostStatusResponse__Output>): grpc.ClientUnaryCall;
  getHostStatus(argument: _parikshan_v1_GetHostStatusRequest, callback: grpc.requestCallback<_parikshan_v1_GetHostStatusResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * One instance.
   */
  GetInstance(argument: _parikshan_v1_GetInstanceRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_parikshan_v1_GetInstanceResponse__Output>): grpc.ClientUnaryCall;
  GetInstance(argument: _parikshan_v1_GetInstanceRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_parikshan_v1_GetInstanceResponse__Output>): grpc.ClientUnaryCall;
  GetInstance(argument: _parikshan_v1_GetInstanceRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_parikshan_v1_GetInstanceResponse__Output>): grpc.ClientUnaryCall;
  GetInstance(argument: _parikshan_v1_GetInstanceRequest, callback: grpc.requestCallback<_parikshan_v1_GetInstanceResponse__Output>): grpc.ClientUnaryCall;
  /**
   * One instance.
   */
  getInstance(argument: _parikshan_v1_GetInstanceRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_parikshan_v1_GetInstanceResponse__Output>): grpc.ClientUnaryCall;
  getInstance(argument: _parikshan_v1_GetInstanceRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_parikshan_v1_GetInstanceResponse__Output>): grpc.ClientUnaryCall;
  getInstance(argument: _parikshan_v1_GetInstanceRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_parikshan_v1_GetInstanceResponse__Output>): grpc.ClientUnaryCall;
  getInstance(argument: _parikshan_v1_GetInstanceRequest, callback: grpc.requestCallback<_parikshan_v1_GetInstanceResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * One operation.
   */
  GetOperation(argument: _parikshan_v1_GetOperationRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_parikshan_v1_GetOperationResponse__Output>): grpc.ClientUnaryCall;
  GetOperation(argument: _parikshan_v1_GetOperationRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_parikshan_v1_GetOperationResponse__Output>): grpc.ClientUnaryCall;
  GetOperation(argument: _parikshan_v1_GetOperationRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_parikshan_v1_GetOperationResponse__Output>): grpc.ClientUnaryCall;
  GetOperation(argument: _parikshan_v1_GetOperationRequest, callback: grpc.requestCallback<_parikshan_v1_GetOperationResponse__Output>): grpc.ClientUnaryCall;
  /**
   * One operation.
   */
  getOperation(argument: _parikshan_v1_GetOperationRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_parikshan_v1_GetOperationResponse__Output>): grpc.ClientUnaryCall;
  getOperation(argument: _parikshan_v1_GetOperationRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_parikshan_v1_GetOperationResponse__Output>): grpc.ClientUnaryCall;
  getOperation(argument: _parikshan_v1_GetOperationRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_parikshan_v1_GetOperationResponse__Output>): grpc.ClientUnaryCall;
  getOperation(argument: _parikshan_v1_GetOperationRequest, callback: grpc.requestCallback<_parikshan_v1_GetOperationResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * One replica.
   */
  GetReplica(argument: _parikshan_v1_GetReplicaRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_parikshan_v1_GetReplicaResponse__Output>): grpc.ClientUnaryCall;
  GetReplica(argument: _parikshan_v1_GetReplicaRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_parikshan_v1_GetReplicaResponse__Output>): grpc.ClientUnaryCall;
  GetReplica(argument: _parikshan_v1_GetReplicaRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_parikshan_v1_GetReplicaResponse__Output>): grpc.ClientUnaryCall;
  GetReplica(argument: _parikshan_v1_GetReplicaRequest, callback: grpc.requestCallback<_parikshan_v1_GetReplicaResponse__Output>): grpc.ClientUnaryCall;
  /**
   * One replica.
   */
  getReplica(argument: _parikshan_v1_GetReplicaRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_parikshan_v1_GetReplicaResponse__Output>): grpc.ClientUnaryCall;
  getReplica(argument: _parikshan_v1_GetReplicaRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_parikshan_v1_GetReplicaResponse__Output>): grpc.ClientUnaryCall;
  getReplica(argument: _parikshan_v1_GetReplicaRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_parikshan_v1_GetReplicaResponse__Output>): grpc.ClientUnaryCall;
  getReplica(argument: _parikshan_v1_GetReplicaRequest, callback: grpc.requestCallback<_parikshan_v1_GetReplicaResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * The coordinator and the hosts it knows.
   */
  GetStatus(argument: _parikshan_v1_GetStatusRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_parikshan_v1_GetStatusResponse__Output>): grpc.ClientUnaryCall;
  GetStatus(argument: _parikshan_v1_GetStatusRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_parikshan_v1_GetStatusResponse__Output>): grpc.ClientUnaryCall;
  GetStatus(argument: _parikshan_v1_GetStatusRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_parikshan_v1_GetStatusResponse__Output>): grpc.ClientUnaryCall;
  GetStatus(argument: _parikshan_v1_GetStatusRequest, callback: grpc.requestCallback<_parikshan_v1_GetStatusResponse__Output>): grpc.ClientUnaryCall;
  /**
   * The coordinator and the hosts it knows.
   */
  getStatus(argument: _parikshan_v1_GetStatusRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_parikshan_v1_GetStatusResponse__Output>): grpc.ClientUnaryCall;
  getStatus(argument: _parikshan_v1_GetStatusRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_parikshan_v1_GetStatusResponse__Output>): grpc.ClientUnaryCall;
  getStatus(argument: _parikshan_v1_GetStatusRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_parikshan_v1_GetStatusResponse__Output>): grpc.ClientUnaryCall;
  getStatus(argument: _parikshan_v1_GetStatusRequest, callback: grpc.requestCallback<_parikshan_v1_GetStatusResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * An agent or proxy says it is there, and goes on saying so; ending the stream means it is gone.
   */
  Heartbeat(metadata: grpc.Metadata, options?: grpc.CallOptions): grpc.ClientDuplexStream<_parikshan_v1_HeartbeatRequest, _parikshan_v1_HeartbeatResponse__Output>;
  Heartbeat(options?: grpc.CallOptions): grpc.ClientDuplexStream<_parikshan_v1_HeartbeatRequest, _parikshan_v1_HeartbeatResponse__Output>;
  /**
   * An agent or proxy says it is there, and goes on saying so; ending the stream means it is gone.
   */
  heartbeat(metadata: grpc.Metadata, options?: grpc.CallOptions): grpc.ClientDuplexStream<_parikshan_v1_HeartbeatRequest, _parikshan_v1_HeartbeatResponse__Output>;
  heartbeat(options?: grpc.CallOptions): grpc.ClientDuplexStream<_parikshan_v1_HeartbeatRequest, _parikshan_v1_HeartbeatResponse__Output>;
  
  /**
   * All clones.
   */
  ListClones(argument: _parikshan_v1_ListClonesRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_parikshan_v1_ListClonesResponse__Output>): grpc.ClientUnaryCall;
  ListClones(argument: _parikshan_v1_ListClonesRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_parikshan_v1_ListClonesResponse__Output>): grpc.ClientUnaryCall;
  ListClones(argument: _parikshan_v1_ListClonesRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_parikshan_v1_ListClonesResponse__Output>): grpc.ClientUnaryCall;
  ListClones(argument: _parikshan_v1_ListClonesRequest, callback: grpc.requestCallback<_parikshan_v1_ListClonesResponse__Output>): grpc.ClientUnaryCall;
  /**
   * All clones.
   */
  listClones(argument: _parikshan_v1_ListClonesRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_parikshan_v1_ListClonesResponse__Output>): grpc.ClientUnaryCall;
  listClones(argument: _parikshan_v1_ListClonesRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_parikshan_v1_ListClonesResponse__Output>): grpc.ClientUnaryCall;
  listClones(argument: _parikshan_v1_ListClonesRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_parikshan_v1_ListClonesResponse__Output>): grpc.ClientUnaryCall;
  listClones(argument: _parikshan_v1_ListClonesRequest, callback: grpc.requestCallback<_parikshan_v1_ListClonesResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * All hosts that were ever seen and not removed since.
   */
  ListHosts(argument: _parikshan_v1_ListHostsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_parikshan_v1_ListHostsResponse__Output>): grpc.ClientUnaryCall;
  ListHosts(argument: _parikshan_v1_ListHostsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_parikshan_v1_ListHostsResponse__Output>): grpc.ClientUnaryCall;
  ListHosts(argument: _parikshan_v1_ListHostsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_parikshan_v1_ListHostsResponse__Output>): grpc.ClientUnaryCall;
  ListHosts(argument: _parikshan_v1_ListHostsRequest, callback: grpc.requestCallback<_parikshan_v1_ListHostsResponse__Output>): grpc.ClientUnaryCall;
  /**
   * All hosts that were ever seen and not removed since.
   */
  listHosts(argument: _parikshan_v1_ListHostsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_parikshan_v1_ListHostsResponse__Output>): grpc.ClientUnaryCall;
  listHosts(argument: _parikshan_v1_ListHostsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_parikshan_v1_ListHostsResponse__Output>): grpc.ClientUnaryCall;
  listHosts(argument: _parikshan_v1_ListHostsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_parikshan_v1_ListHostsResponse__Output>): grpc.ClientUnaryCall;
  listHosts(argument: _parikshan_v1_ListHostsRequest, callback: grpc.requestCallback<_parikshan_v1_ListHostsResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * All instances.
   */
  ListInstances(argument: _parikshan_v1_ListInstancesRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_parikshan_v1_ListInstancesResponse__Output>): grpc.ClientUnaryCall;
  ListInstances(argument: _parikshan_v1_ListInstancesRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_parikshan_v1_ListInstancesResponse__Output>): grpc.ClientUnaryCall;
  ListInstances(argument: _parikshan_v1_ListInstancesRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_parikshan_v1_ListInstancesResponse__Output>): grpc.ClientUnaryCall;
  ListInstances(argument: _parikshan_v1_ListInstancesRequest, callback: grpc.requestCallback<_parikshan_v1_ListInstancesResponse__Output>): grpc.ClientUnaryCall;
  /**
   * All instances.
   */
  listInstances(argument: _parikshan_v1_ListInstancesRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_parikshan_v1_ListInstancesResponse__Output>): grpc.ClientUnaryCall;
  listInstances(argument: _parikshan_v1_ListInstancesRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_parikshan_v1_ListInstancesResponse__Output>): grpc.ClientUnaryCall;
  listInstances(argument: _parikshan_v1_ListInstancesRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_parikshan_v1_ListInstancesResponse__Output>): grpc.ClientUnaryCall;
  listInstances(argument: _parikshan_v1_ListInstancesRequest, callback: grpc.requestCallback<_parikshan_v1_ListInstancesResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * All operations, newest first.
   */
  ListOperations(argument: _parikshan_v1_ListOperationsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_parikshan_v1_ListOperationsResponse__Output>): grpc.ClientUnaryCall;
  ListOperations(argument: _parikshan_v1_ListOperationsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_parikshan_v1_ListOperationsResponse__Output>): grpc.ClientUnaryCall;
  ListOperations(argument: _parikshan_v1_ListOperationsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_parikshan_v1_ListOperationsResponse__Output>): grpc.ClientUnaryCall;
  ListOperations(argument: _parikshan_v1_ListOperationsRequest, callback: grpc.requestCallback<_parikshan_v1_ListOperationsResponse__Output>): grpc.ClientUnaryCall;
  /**
   * All operations, newest first.
   */
  listOperations(argument: _parikshan_v1_ListOperationsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_parikshan_v1_ListOperationsResponse__Output>): grpc.ClientUnaryCall;
  listOperations(argument: _parikshan_v1_ListOperationsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_parikshan_v1_ListOperationsResponse__Output>): grpc.ClientUnaryCall;
  listOperations(argument: _parikshan_v1_ListOperationsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_parikshan_v1_ListOperationsResponse__Output>): grpc.ClientUnaryCall;
  listOperations(argument: _parikshan_v1_ListOperationsRequest, callback: grpc.requestCallback<_parikshan_v1_ListOperationsResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * All replicas.
   */
  ListReplicas(argument: _parikshan_v1_ListReplicasRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_parikshan_v1_ListReplicasResponse__Output>): grpc.ClientUnaryCall;
  ListReplicas(argument: _parikshan_v1_ListReplicasRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_parikshan_v1_ListReplicasResponse__Output>): grpc.ClientUnaryCall;
  ListReplicas(argument: _parikshan_v1_ListReplicasRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_parikshan_v1_ListReplicasResponse__Output>): grpc.ClientUnaryCall;
  ListReplicas(argument: _parikshan_v1_ListReplicasRequest, callback: grpc.requestCallback<_parikshan_v1_ListReplicasResponse__Output>): grpc.ClientUnaryCall;
  /**
   * All replicas.
   */
  listReplicas(argument: _parikshan_v1_ListReplicasRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_parikshan_v1_ListReplicasResponse__Output>): grpc.ClientUnaryCall;
  listReplicas(argument: _parikshan_v1_ListReplicasRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_parikshan_v1_ListReplicasResponse__Output>): grpc.ClientUnaryCall;
  listReplicas(argument: _parikshan_v1_ListReplicasRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_parikshan_v1_ListReplicasResponse__Output>): grpc.ClientUnaryCall;
  listReplicas(argument: _parikshan_v1_ListReplicasRequest, callback: grpc.requestCallback<_parikshan_v1_ListReplicasResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * Removes a clone with its replicas.
   */
  RemoveClone(argument: _parikshan_v1_RemoveCloneRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_parikshan_v1_RemoveCloneResponse__Output>): grpc.ClientUnaryCall;
  RemoveClone(argument: _parikshan_v1_RemoveCloneRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_parikshan_v1_RemoveCloneResponse__Output>): grpc.ClientUnaryCall;
  RemoveClone(argument: _parikshan_v1_RemoveCloneRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_parikshan_v1_RemoveCloneResponse__Output>): grpc.ClientUnaryCall;
  RemoveClone(argument: _parikshan_v1_RemoveCloneRequest, callback: grpc.requestCallback<_parikshan_v1_RemoveCloneResponse__Output>): grpc.ClientUnaryCall;
  /**
   * Removes a clone with its replicas.
   */
  removeClone(argument: _parikshan_v1_RemoveCloneRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_parikshan_v1_RemoveCloneResponse__Output>): grpc.ClientUnaryCall;
  removeClone(argument: _parikshan_v1_RemoveCloneRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_parikshan_v1_RemoveCloneResponse__Output>): grpc.ClientUnaryCall;
  removeClone(argument: _parikshan_v1_RemoveCloneRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_parikshan_v1_RemoveCloneResponse__Output>): grpc.ClientUnaryCall;
  removeClone(argument: _parikshan_v1_RemoveCloneRequest, callback: grpc.requestCallback<_parikshan_v1_RemoveCloneResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * Forgets a host.
   */
  RemoveHost(argument: _parikshan_v1_RemoveHostRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_parikshan_v1_RemoveHostResponse__Output>): grpc.ClientUnaryCall;
  RemoveHost(argument: _parikshan_v1_RemoveHostRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_parikshan_v1_RemoveHostResponse__Output>): grpc.ClientUnaryCall;
  RemoveHost(argument: _parikshan_v1_RemoveHostRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_parikshan_v1_RemoveHostResponse__Output>): grpc.ClientUnaryCall;
  RemoveHost(argument: _parikshan_v1_RemoveHostRequest, callback: grpc.requestCallback<_parikshan_v1_RemoveHostResponse__Output>): grpc.ClientUnaryCall;
  /**
   * Forgets a host.
   */
  removeHost(argument: _parikshan_v1_RemoveHostRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_parikshan_v1_RemoveHostResponse__Output>): grpc.ClientUnaryCall;
  removeHost(argument: _parikshan_v1_RemoveHostRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_parikshan_v1_RemoveHostResponse__Output>): grpc.ClientUnaryCall;
  removeHost(argument: _parikshan_v1_RemoveHostRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_parikshan_v1_RemoveHostResponse__Output>): grpc.ClientUnaryCall;
  removeHost(argument: _parikshan_v1_RemoveHostRequest, callback: grpc.requestCallback<_parikshan_v1_RemoveHostResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * Removes one with its disk.
   */
  RemoveInstance(argument: _parikshan_v1_RemoveInstanceRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_parikshan_v1_RemoveInstanceResponse__Output>): grpc.ClientUnaryCall;
  RemoveInstance(argument: _parikshan_v1_RemoveInstanceRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_parikshan_v1_RemoveInstanceResponse__Output>): grpc.ClientUnaryCall;
  RemoveInstance(argument: _parikshan_v1_RemoveInstanceRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_parikshan_v1_RemoveInstanceResponse__Output>): grpc.ClientUnaryCall;
  RemoveInstance(argument: _parikshan_v1_RemoveInstanceRequest, callback: grpc.requestCallback<_parikshan_v1_RemoveInstanceResponse__Output>): grpc.ClientUnaryCall;
  /**
   * Removes one with its disk.
   */
  removeInstance(argument: _parikshan_v1_RemoveInstanceRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_parikshan_v1_RemoveInstanceResponse__Output>): grpc.ClientUnaryCall;
  removeInstance(argument: _parikshan_v1_RemoveInstanceRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_parikshan_v1_RemoveInstanceResponse__Output>): grpc.ClientUnaryCall;
  removeInstance(argument: _parikshan_v1_RemoveInstanceRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_parikshan_v1_RemoveInstanceResponse__Output>): grpc.ClientUnaryCall;
  removeInstance(argument: _parikshan_v1_RemoveInstanceRequest, callback: grpc.requestCallback<_parikshan_v1_RemoveInstanceResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * Removes one replica; its clone stays.
   */
  RemoveReplica(argument: _parikshan_v1_RemoveReplicaRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_parikshan_v1_RemoveReplicaResponse__Output>): grpc.ClientUnaryCall;
  RemoveReplica(argument: _parikshan_v1_RemoveReplicaRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_parikshan_v1_RemoveReplicaResponse__Output>): grpc.ClientUnaryCall;
  RemoveReplica(argument: _parikshan_v1_RemoveReplicaRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_parikshan_v1_RemoveReplicaResponse__Output>): grpc.ClientUnaryCall;
  RemoveReplica(argument: _parikshan_v1_RemoveReplicaRequest, callback: grpc.requestCallback<_parikshan_v1_RemoveReplicaResponse__Output>): grpc.ClientUnaryCall;
  /**
   * Removes one replica; its clone stays.
   */
  removeReplica(argument: _parikshan_v1_RemoveReplicaRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_parikshan_v1_RemoveReplicaResponse__Output>): grpc.ClientUnaryCall;
  removeReplica(argument: _parikshan_v1_RemoveReplicaRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_parikshan_v1_RemoveReplicaResponse__Output>): grpc.ClientUnaryCall;
  removeReplica(argument: _parikshan_v1_RemoveReplicaRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_parikshan_v1_RemoveReplicaResponse__Output>): grpc.ClientUnaryCall;
  removeReplica(argument: _parikshan_v1_RemoveReplicaRequest, callback: grpc.requestCallback<_parikshan_v1_RemoveReplicaResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * Starts a production container.
   */
  RunInstance(argument: _parikshan_v1_RunInstanceRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_parikshan_v1_RunInstanceResponse__Output>): grpc.ClientUnaryCall;
  RunInstance(argument: _parikshan_v1_RunInstanceRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_parikshan_v1_RunInstanceResponse__Output>): grpc.ClientUnaryCall;
  RunInstance(argument: _parikshan_v1_RunInstanceRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_parikshan_v1_RunInstanceResponse__Output>): grpc.ClientUnaryCall;
  RunInstance(argument: _parikshan_v1_RunInstanceRequest, callback: grpc.requestCallback<_parikshan_v1_RunInstanceResponse__Output>): grpc.ClientUnaryCall;
  /**
   * Starts a production container.
   */
  runInstance(argument: _parikshan_v1_RunInstanceRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_parikshan_v1_RunInstanceResponse__Output>): grpc.ClientUnaryCall;
  runInstance(argument: _parikshan_v1_RunInstanceRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_parikshan_v1_RunInstanceResponse__Output>): grpc.ClientUnaryCall;
  runInstance(argument: _parikshan_v1_RunInstanceRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_parikshan_v1_RunInstanceResponse__Output>): grpc.ClientUnaryCall;
  runInstance(argument: _parikshan_v1_RunInstanceRequest, callback: grpc.requestCallback<_parikshan_v1_RunInstanceResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * Sets and removes labels of a host.
   */
  SetHostLabels(argument: _parikshan_v1_SetHostLabelsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_parikshan_v1_SetHostLabelsResponse__Output>): grpc.ClientUnaryCall;
  SetHostLabels(argument: _parikshan_v1_SetHostLabelsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_parikshan_v1_SetHostLabelsResponse__Output>): grpc.ClientUnaryCall;
  SetHostLabels(argument: _parikshan_v1_SetHostLabelsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_parikshan_v1_SetHostLabelsResponse__Output>): grpc.ClientUnaryCall;
  SetHostLabels(argument: _parikshan_v1_SetHostLabelsRequest, callback: grpc.requestCallback<_parikshan_v1_SetHostLabelsResponse__Output>): grpc.ClientUnaryCall;
  /**
   * Sets and removes labels of a host.
   */
  setHostLabels(argument: _parikshan_v1_SetHostLabelsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_parikshan_v1_SetHostLabelsResponse__Output>): grpc.ClientUnaryCall;
  setHostLabels(argument: _parikshan_v1_SetHostLabelsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_parikshan_v1_SetHostLabelsResponse__Output>): grpc.ClientUnaryCall;
  setHostLabels(argument: _parikshan_v1_SetHostLabelsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_parikshan_v1_SetHostLabelsResponse__Output>): grpc.ClientUnaryCall;
  setHostLabels(argument: _parikshan_v1_SetHostLabelsRequest, callback: grpc.requestCallback<_parikshan_v1_SetHostLabelsResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * Makes more replicas of a clone that is kept; production is not touched. They begin where the clone's first ones did.
   */
  StartReplicas(argument: _parikshan_v1_StartReplicasRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_parikshan_v1_StartReplicasResponse__Output>): grpc.ClientUnaryCall;
  StartReplicas(argument: _parikshan_v1_StartReplicasRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_parikshan_v1_StartReplicasResponse__Output>): grpc.ClientUnaryCall;
  StartReplicas(argument: _parikshan_v1_StartReplicasRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_parikshan_v1_StartReplicasResponse__Output>): grpc.ClientUnaryCall;
  StartReplicas(argument: _parikshan_v1_StartReplicasRequest, callback: grpc.requestCallback<_parikshan_v1_StartReplicasResponse__Output>): grpc.ClientUnaryCall;
  /**
   * Makes more replicas of a clone that is kept; production is not touched. They begin where the clone's first ones did.
   */
  startReplicas(argument: _parikshan_v1_StartReplicasRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_parikshan_v1_StartReplicasResponse__Output>): grpc.ClientUnaryCall;
  startReplicas(argument: _parikshan_v1_StartReplicasRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_parikshan_v1_StartReplicasResponse__Output>): grpc.ClientUnaryCall;
  startReplicas(argument: _parikshan_v1_StartReplicasRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_parikshan_v1_StartReplicasResponse__Output>): grpc.ClientUnaryCall;
  startReplicas(argument: _parikshan_v1_StartReplicasRequest, callback: grpc.requestCallback<_parikshan_v1_StartReplicasResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * Stops one.
   */
  StopInstance(argument: _parikshan_v1_StopInstanceRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_parikshan_v1_StopInstanceResponse__Output>): grpc.ClientUnaryCall;
  StopInstance(argument: _parikshan_v1_StopInstanceRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_parikshan_v1_StopInstanceResponse__Output>): grpc.ClientUnaryCall;
  StopInstance(argument: _parikshan_v1_StopInstanceRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_parikshan_v1_StopInstanceResponse__Output>): grpc.ClientUnaryCall;
  StopInstance(argument: _parikshan_v1_StopInstanceRequest, callback: grpc.requestCallback<_parikshan_v1_StopInstanceResponse__Output>): grpc.ClientUnaryCall;
  /**
   * Stops one.
   */
  stopInstance(argument: _parikshan_v1_StopInstanceRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_parikshan_v1_StopInstanceResponse__Output>): grpc.ClientUnaryCall;
  stopInstance(argument: _parikshan_v1_StopInstanceRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_parikshan_v1_StopInstanceResponse__Output>): grpc.ClientUnaryCall;
  stopInstance(argument: _parikshan_v1_StopInstanceRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_parikshan_v1_StopInstanceResponse__Output>): grpc.ClientUnaryCall;
  stopInstance(argument: _parikshan_v1_StopInstanceRequest, callback: grpc.requestCallback<_parikshan_v1_StopInstanceResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * Its output.
   */
  StreamLogs(argument: _parikshan_v1_StreamLogsRequest, metadata: grpc.Metadata, options?: grpc.CallOptions): grpc.ClientReadableStream<_parikshan_v1_StreamLogsResponse__Output>;
  StreamLogs(argument: _parikshan_v1_StreamLogsRequest, options?: grpc.CallOptions): grpc.ClientReadableStream<_parikshan_v1_StreamLogsResponse__Output>;
  /**
   * Its output.
   */
  streamLogs(argument: _parikshan_v1_StreamLogsRequest, metadata: grpc.Metadata, options?: grpc.CallOptions): grpc.ClientReadableStream<_parikshan_v1_StreamLogsResponse__Output>;
  streamLogs(argument: _parikshan_v1_StreamLogsRequest, options?: grpc.CallOptions): grpc.ClientReadableStream<_parikshan_v1_StreamLogsResponse__Output>;
  
  /**
   * The events of an operation from the first (or from after the one named), then as they come, until it ends. Leaving does not end the work.
   */
  WatchOperation(argument: _parikshan_v1_WatchOperationRequest, metadata: grpc.Metadata, options?: grpc.CallOptions): grpc.ClientReadableStream<_parikshan_v1_WatchOperationResponse__Output>;
  WatchOperation(argument: _parikshan_v1_WatchOperationRequest, options?: grpc.CallOptions): grpc.ClientReadableStream<_parikshan_v1_WatchOperationResponse__Output>;
  /**
   * The events of an operation from the first (or from after the one named), then as they come, until it ends. Leaving does not end the work.
   */
  watchOperation(argument: _parikshan_v1_WatchOperationRequest, metadata: grpc.Metadata, options?: grpc.CallOptions): grpc.ClientReadableStream<_parikshan_v1_WatchOperationResponse__Output>;
  watchOperation(argument: _parikshan_v1_WatchOperationRequest, options?: grpc.CallOptions): grpc.ClientReadableStream<_parikshan_v1_WatchOperationResponse__Output>;
  
  /**
   * One replica, now and after each interval, until it ends or the caller leaves.
   */
  WatchReplica(argument: _parikshan_v1_WatchReplicaRequest, metadata: grpc.Metadata, options?: grpc.CallOptions): grpc.ClientReadableStream<_parikshan_v1_WatchReplicaResponse__Output>;
  WatchReplica(argument: _parikshan_v1_WatchReplicaRequest, options?: grpc.CallOptions): grpc.ClientReadableStream<_parikshan_v1_WatchReplicaResponse__Output>;
  /**
   * One replica, now and after each interval, until it ends or the caller leaves.
   */
  watchReplica(argument: _parikshan_v1_WatchReplicaRequest, metadata: grpc.Metadata, options?: grpc.CallOptions): grpc.ClientReadableStream<_parikshan_v1_WatchReplicaResponse__Output>;
  watchReplica(argument: _parikshan_v1_WatchReplicaRequest, options?: grpc.CallOptions): grpc.ClientReadableStream<_parikshan_v1_WatchReplicaResponse__Output>;
  
}

/**
 * Instances, clones, replicas and operations of all hosts.
 */
export interface CoordinatorServiceHandlers extends grpc.UntypedServiceImplementation {
  /**
   * Stops an operation and undoes what it made.
   */
  CancelOperation: grpc.handleUnaryCall<_parikshan_v1_CancelOperationRequest__Output, _parikshan_v1_CancelOperationResponse>;
  
  /**
   * Has a host's agent look at everything again.
   */
  CheckHost: grpc.handleUnaryCall<_parikshan_v1_CheckHostRequest__Output, _parikshan_v1_CheckHostResponse>;
  
  /**
   * Clones an instance while it serves.
   */
  CreateClone: grpc.handleUnaryCall<_parikshan_v1_CreateCloneRequest__Output, _parikshan_v1_CreateCloneResponse>;
  
  /**
   * Lets a host have no new instances and replicas, or lets it have them again. What runs there stays.
   */
  DrainHost: grpc.handleUnaryCall<_parikshan_v1_DrainHostRequest__Output, _parikshan_v1_DrainHostResponse>;
  
  /**
   * Runs a command inside a replica.
   */
  ExecReplica: grpc.handleBidiStreamingCall<_parikshan_v1_ExecReplicaRequest__Output, _parikshan_v1_ExecReplicaResponse>;
  
  /**
   * One clone.
   */
  GetClone: grpc.handleUnaryCall<_parikshan_v1_GetCloneRequest__Output, _parikshan_v1_GetCloneResponse>;
  
  /**
   * One host.
   */
  GetHostStatus: grpc.handleUnaryCall<_parikshan_v1_GetHostStatusRequest__Output, _parikshan_v1_GetHostStatusResponse>;
  
  /**
   * One instance.
   */
  GetInstance: grpc.handleUnaryCall<_parikshan_v1_GetInstanceRequest__Output, _parikshan_v1_GetInstanceResponse>;
  
  /**
   * One operation.
   */
  GetOperation: grpc.handleUnaryCall<_parikshan_v1_GetOperationRequest__Output, _parikshan_v1_GetOperationResponse>;
  
  /**
   * One replica.
   */
  GetReplica: grpc.handleUnaryCall<_parikshan_v1_GetReplicaRequest__Output, _parikshan_v1_GetReplicaResponse>;
  
  /**
   * The coordinator and the hosts it knows.
   */
  GetStatus: grpc.handleUnaryCall<_parikshan_v1_GetStatusRequest__Output, _parikshan_v1_GetStatusResponse>;
  
  /**
   * An agent or proxy says it is there, and goes on saying so; ending the stream means it is gone.
   */
  Heartbeat: grpc.handleBidiStreamingCall<_parikshan_v1_HeartbeatRequest__Output, _parikshan_v1_HeartbeatResponse>;
  
  /**
   * All clones.
   */
  ListClones: grpc.handleUnaryCall<_parikshan_v1_ListClonesRequest__Output, _parikshan_v1_ListClonesResponse>;
  
  /**
   * All hosts that were ever seen and not removed since.
   */
  ListHosts: grpc.handleUnaryCall<_parikshan_v1_ListHostsRequest__Output, _parikshan_v1_ListHostsResponse>;
  
  /**
   * All instances.
   */
  ListInstances: grpc.handleUnaryCall<_parikshan_v1_ListInstancesRequest__Output, _parikshan_v1_ListInstancesResponse>;
  
  /**
   * All operations, newest first.
   */
  ListOperations: grpc.handleUnaryCall<_parikshan_v1_ListOperationsRequest__Output, _parikshan_v1_ListOperationsResponse>;
  
  /**
   * All replicas.
   */
  ListReplicas: grpc.handleUnaryCall<_parikshan_v1_ListReplicasRequest__Output, _parikshan_v1_ListReplicasResponse>;
  
  /**
   * Removes a clone with its replicas.
   */
  RemoveClone: grpc.handleUnaryCall<_parikshan_v1_RemoveCloneRequest__Output, _parikshan_v1_RemoveCloneResponse>;
  
  /**
   * Forgets a host.
   */
  RemoveHost: grpc.handleUnaryCall<_parikshan_v1_RemoveHostRequest__Output, _parikshan_v1_RemoveHostResponse>;
  
  /**
   * Removes one with its disk.
   */
  RemoveInstance: grpc.handleUnaryCall<_parikshan_v1_RemoveInstanceRequest__Output, _parikshan_v1_RemoveInstanceResponse>;
  
  /**
   * Removes one replica; its clone stays.
   */
  RemoveReplica: grpc.handleUnaryCall<_parikshan_v1_RemoveReplicaRequest__Output, _parikshan_v1_RemoveReplicaResponse>;
  
  /**
   * Starts a production container.
   */
  RunInstance: grpc.handleUnaryCall<_parikshan_v1_RunInstanceRequest__Output, _parikshan_v1_RunInstanceResponse>;
  
  /**
   * Sets and removes labels of a host.
   */
  SetHostLabels: grpc.handleUnaryCall<_parikshan_v1_SetHostLabelsRequest__Output, _parikshan_v1_SetHostLabelsResponse>;
  
  /**
   * Makes more replicas of a clone that is kept; production is not touched. They begin where the clone's first ones did.
   */
  StartReplicas: grpc.handleUnaryCall<_parikshan_v1_StartReplicasRequest__Output, _parikshan_v1_StartReplicasResponse>;
  
  /**
   * Stops one.
   */
  StopInstance: grpc.handleUnaryCall<_parikshan_v1_StopInstanceRequest__Output, _parikshan_v1_StopInstanceResponse>;
  
  /**
   * Its output.
   */
  StreamLogs: grpc.handleServerStreamingCall<_parikshan_v1_StreamLogsRequest__Output, _parikshan_v1_StreamLogsResponse>;
  
  /**
   * The events of an operation from the first (or from after the one named), then as they come, until it ends. Leaving does not end the work.
   */
  WatchOperation: grpc.handleServerStreamingCall<_parikshan_v1_WatchOperationRequest__Output, _parikshan_v1_WatchOperationResponse>;
  
  /**
   * One replica, now and after each interval, until it ends or the caller leaves.
   */
  WatchReplica: grpc.handleServerStreamingCall<_parikshan_v1_WatchReplicaRequest__Output, _parikshan_v1_WatchReplicaResponse>;
  
}

export interface CoordinatorServiceDefinition extends grpc.ServiceDefinition {
  CancelOperation: MethodDefinition<_parikshan_v1_CancelOperationRequest, _parikshan_v1_CancelOperationResponse, _parikshan_v1_CancelOperationRequest__Output, _parikshan_v1_CancelOperationResponse__Output>
  CheckHost: MethodDefinition<_parikshan_v1_CheckHostRequest, _parikshan_v1_CheckHostResponse, _parikshan_v1_CheckHostRequest__Output, _parikshan_v1_CheckHostResponse__Output>
  CreateClone: MethodDefinition<_parikshan_v1_CreateCloneRequest, _parikshan_v1_CreateCloneResponse, _parikshan_v1_CreateCloneRequest__Output, _parikshan_v1_CreateCloneResponse__Output>
  DrainHost: MethodDefinition<_parikshan_v1_DrainHostRequest, _parikshan_v1_DrainHostResponse, _parikshan_v1_DrainHostRequest__Output, _parikshan_v1_DrainHostResponse__Output>
  ExecReplica: MethodDefinition<_parikshan_v1_ExecReplicaRequest, _parikshan_v1_ExecReplicaResponse, _parikshan_v1_ExecReplicaRequest__Output, _parikshan_v1_ExecReplicaResponse__Output>
  GetClone: MethodDefinition<_parikshan_v1_GetCloneRequest, _parikshan_v1_GetCloneResponse, _parikshan_v1_GetCloneRequest__Output, _parikshan_v1_GetCloneResponse__Output>
  GetHostStatus: MethodDefinition<_parikshan_v1_GetHostStatusRequest, _parikshan_v1_GetHostStatusResponse, _parikshan_v1_GetHostStatusRequest__Output, _parikshan_v1_GetHostStatusResponse__Output>
  GetInstance: MethodDefinition<_parikshan_v1_GetInstanceRequest, _parikshan_v1_GetInstanceResponse, _parikshan_v1_GetInstanceRequest__Output, _parikshan_v1_GetInstanceResponse__Output>
  GetOperation: MethodDefinition<_parikshan_v1_GetOperationRequest, _parikshan_v1_GetOperationResponse, _parikshan_v1_GetOperationRequest__Output, _parikshan_v1_GetOperationResponse__Output>
  GetReplica: MethodDefinition<_parikshan_v1_GetReplicaRequest, _parikshan_v1_GetReplicaResponse, _parikshan_v1_GetReplicaRequest__Output, _parikshan_v1_GetReplicaResponse__Output>
  GetStatus: MethodDefinition<_parikshan_v1_GetStatusRequest, _parikshan_v1_GetStatusResponse, _parikshan_v1_GetStatusRequest__Output, _parikshan_v1_GetStatusResponse__Output>
  Heartbeat: MethodDefinition<_parikshan_v1_HeartbeatRequest, _parikshan_v1_HeartbeatResponse, _parikshan_v1_HeartbeatRequest__Output, _parikshan_v1_HeartbeatResponse__Output>
  ListClones: MethodDefinition<_parikshan_v1_ListClonesRequest, _parikshan_v1_ListClonesResponse, _parikshan_v1_ListClonesRequest__Output, _parikshan_v1_ListClonesResponse__Output>
  ListHosts: MethodDefinition<_parikshan_v1_ListHostsRequest, _parikshan_v1_ListHostsResponse, _parikshan_v1_ListHostsRequest__Output, _parikshan_v1_ListHostsResponse__Output>
  ListInstances: MethodDefinition<_parikshan_v1_ListInstancesRequest, _parikshan_v1_ListInstancesResponse, _parikshan_v1_ListInstancesRequest__Output, _parikshan_v1_ListInstancesResponse__Output>
  ListOperations: MethodDefinition<_parikshan_v1_ListOperationsRequest, _parikshan_v1_ListOperationsResponse, _parikshan_v1_ListOperationsRequest__Output, _parikshan_v1_ListOperationsResponse__Output>
  ListReplicas: MethodDefinition<_parikshan_v1_ListReplicasRequest, _parikshan_v1_ListReplicasResponse, _parikshan_v1_ListReplicasRequest__Output, _parikshan_v1_ListReplicasResponse__Output>
  RemoveClone: MethodDefinition<_parikshan_v1_RemoveCloneRequest, _parikshan_v1_RemoveCloneResponse, _parikshan_v1_RemoveCloneRequest__Output, _parikshan_v1_RemoveCloneResponse__Output>
  RemoveHost: MethodDefinition<_parikshan_v1_RemoveHostRequest, _parikshan_v1_RemoveHostResponse, _parikshan_v1_RemoveHostRequest__Output, _parikshan_v1_RemoveHostResponse__Output>
  RemoveInstance: MethodDefinition<_parikshan_v1_RemoveInstanceRequest, _parikshan_v1_RemoveInstanceResponse, _parikshan_v1_RemoveInstanceRequest__Output, _parikshan_v1_RemoveInstanceResponse__Output>
  RemoveReplica: MethodDefinition<_parikshan_v1_RemoveReplicaRequest, _parikshan_v1_RemoveReplicaResponse, _parikshan_v1_RemoveReplicaRequest__Output, _parikshan_v1_RemoveReplicaResponse__Output>
  RunInstance: MethodDefinition<_parikshan_v1_RunInstanceRequest, _parikshan_v1_RunInstanceResponse, _parikshan_v1_RunInstanceRequest__Output, _parikshan_v1_RunInstanceResponse__Output>
  SetHostLabels: MethodDefinition<_parikshan_v1_SetHostLabelsRequest, _parikshan_v1_SetHostLabelsResponse, _parikshan_v1_SetHostLabelsRequest__Output, _parikshan_v1_SetHostLabelsResponse__Output>
  StartReplicas: MethodDefinition<_parikshan_v1_StartReplicasRequest, _parikshan_v1_StartReplicasResponse, _parikshan_v1_StartReplicasRequest__Output, _parikshan_v1_StartReplicasResponse__Output>
  StopInstance: MethodDefinition<_parikshan_v1_StopInstanceRequest, _parikshan_v1_StopInstanceResponse, _parikshan_v1_StopInstanceRequest__Output, _parikshan_v1_StopInstanceResponse__Output>
  StreamLogs: MethodDefinition<_parikshan_v1_StreamLogsRequest, _parikshan_v1_StreamLogsResponse, _parikshan_v1_StreamLogsRequest__Output, _parikshan_v1_StreamLogsResponse__Output>
  WatchOperation: MethodDefinition<_parikshan_v1_WatchOperationRequest, _parikshan_v1_WatchOperationResponse, _parikshan_v1_WatchOperationRequest__Output, _parikshan_v1_WatchOperationResponse__Output>
  WatchReplica: MethodDefinition<_parikshan_v1_WatchReplicaRequest, _parikshan_v1_WatchReplicaResponse, _parikshan_v1_WatchReplicaRequest__Output, _parikshan_v1_WatchReplicaResponse__Output>
}
