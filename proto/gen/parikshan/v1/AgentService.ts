// Original file: proto/parikshan/v1/agent.proto

import type * as grpc from '@grpc/grpc-js'
import type { MethodDefinition } from '@grpc/proto-loader'
import type { CheckCloneRequest as _parikshan_v1_CheckCloneRequest, CheckCloneRequest__Output as _parikshan_v1_CheckCloneRequest__Output } from '../../parikshan/v1/CheckCloneRequest.js';
import type { CheckCloneResponse as _parikshan_v1_CheckCloneResponse, CheckCloneResponse__Output as _parikshan_v1_CheckCloneResponse__Output } from '../../parikshan/v1/CheckCloneResponse.js';
import type { CreateInstanceRequest as _parikshan_v1_CreateInstanceRequest, CreateInstanceRequest__Output as _parikshan_v1_CreateInstanceRequest__Output } from '../../parikshan/v1/CreateInstanceRequest.js';
import type { CreateInstanceResponse as _parikshan_v1_CreateInstanceResponse, CreateInstanceResponse__Output as _parikshan_v1_CreateInstanceResponse__Output } from '../../parikshan/v1/CreateInstanceResponse.js';
import type { DescribeShipmentRequest as _parikshan_v1_DescribeShipmentRequest, DescribeShipmentRequest__Output as _parikshan_v1_DescribeShipmentRequest__Output } from '../../parikshan/v1/DescribeShipmentRequest.js';
import type { DescribeShipmentResponse as _parikshan_v1_DescribeShipmentResponse, DescribeShipmentResponse__Output as _parikshan_v1_DescribeShipmentResponse__Output } from '../../parikshan/v1/DescribeShipmentResponse.js';
import type { ExecInReplicaRequest as _parikshan_v1_ExecInReplicaRequest, ExecInReplicaRequest__Output as _parikshan_v1_ExecInReplicaRequest__Output } from '../../parikshan/v1/ExecInReplicaRequest.js';
import type { ExecInReplicaResponse as _parikshan_v1_ExecInReplicaResponse, ExecInReplicaResponse__Output as _parikshan_v1_ExecInReplicaResponse__Output } from '../../parikshan/v1/ExecInReplicaResponse.js';
import type { FetchCloneRequest as _parikshan_v1_FetchCloneRequest, FetchCloneRequest__Output as _parikshan_v1_FetchCloneRequest__Output } from '../../parikshan/v1/FetchCloneRequest.js';
import type { FetchCloneResponse as _parikshan_v1_FetchCloneResponse, FetchCloneResponse__Output as _parikshan_v1_FetchCloneResponse__Output } from '../../parikshan/v1/FetchCloneResponse.js';
import type { FetchDiskRequest as _parikshan_v1_FetchDiskRequest, FetchDiskRequest__Output as _parikshan_v1_FetchDiskRequest__Output } from '../../parikshan/v1/FetchDiskRequest.js';
import type { FetchDiskResponse as _parikshan_v1_FetchDiskResponse, FetchDiskResponse__Output as _parikshan_v1_FetchDiskResponse__Output } from '../../parikshan/v1/FetchDiskResponse.js';
import type { FreezeInstanceRequest as _parikshan_v1_FreezeInstanceRequest, FreezeInstanceRequest__Output as _parikshan_v1_FreezeInstanceRequest__Output } from '../../parikshan/v1/FreezeInstanceRequest.js';
import type { FreezeInstanceResponse as _parikshan_v1_FreezeInstanceResponse, FreezeInstanceResponse__Output as _parikshan_v1_FreezeInstanceResponse__Output } from '../../parikshan/v1/FreezeInstanceResponse.js';
import type { GetAgentInventoryRequest as _parikshan_v1_GetAgentInventoryRequest, GetAgentInventoryRequest__Output as _parikshan_v1_GetAgentInventoryRequest__Output } from '../../parikshan/v1/GetAgentInventoryRequest.js';
import type { GetAgentInventoryResponse as _parikshan_v1_GetAgentInventoryResponse, GetAgentInventoryResponse__Output as _parikshan_v1_GetAgentInventoryResponse__Output } from '../../parikshan/v1/GetAgentInventoryResponse.js';
import type { GetHostRequest as _parikshan_v1_GetHostRequest, GetHostRequest__Output as _parikshan_v1_GetHostRequest__Output } from '../../parikshan/v1/GetHostRequest.js';
import type { GetHostResponse as _parikshan_v1_GetHostResponse, GetHostResponse__Output as _parikshan_v1_GetHostResponse__Output } from '../../parikshan/v1/GetHostResponse.js';
import type { ListHostInstancesRequest as _parikshan_v1_ListHostInstancesRequest, ListHostInstancesRequest__Output as _parikshan_v1_ListHostInstancesRequest__Output } from '../../parikshan/v1/ListHostInstancesRequest.js';
import type { ListHostInstancesResponse as _parikshan_v1_ListHostInstancesResponse, ListHostInstancesResponse__Output as _parikshan_v1_ListHostInstancesResponse__Output } from '../../parikshan/v1/ListHostInstancesResponse.js';
import type { ListHostReplicasRequest as _parikshan_v1_ListHostReplicasRequest, ListHostReplicasRequest__Output as _parikshan_v1_ListHostReplicasRequest__Output } from '../../parikshan/v1/ListHostReplicasRequest.js';
import type { ListHostReplicasResponse as _parikshan_v1_ListHostReplicasResponse, ListHostReplicasResponse__Output as _parikshan_v1_ListHostReplicasResponse__Output } from '../../parikshan/v1/ListHostReplicasResponse.js';
import type { MakeDiskGenerationRequest as _parikshan_v1_MakeDiskGenerationRequest, MakeDiskGenerationRequest__Output as _parikshan_v1_MakeDiskGenerationRequest__Output } from '../../parikshan/v1/MakeDiskGenerationRequest.js';
import type { MakeDiskGenerationResponse as _parikshan_v1_MakeDiskGenerationResponse, MakeDiskGenerationResponse__Output as _parikshan_v1_MakeDiskGenerationResponse__Output } from '../../parikshan/v1/MakeDiskGenerationResponse.js';
import type { MeasureLinkRequest as _parikshan_v1_MeasureLinkRequest, MeasureLinkRequest__Output as _parikshan_v1_MeasureLinkRequest__Output } from '../../parikshan/v1/MeasureLinkRequest.js';
import type { MeasureLinkResponse as _parikshan_v1_MeasureLinkResponse, MeasureLinkResponse__Output as _parikshan_v1_MeasureLinkResponse__Output } from '../../parikshan/v1/MeasureLinkResponse.js';
import type { PrepareReplicaRequest as _parikshan_v1_PrepareReplicaRequest, PrepareReplicaRequest__Output as _parikshan_v1_PrepareReplicaRequest__Output } from '../../parikshan/v1/PrepareReplicaRequest.js';
import type { PrepareReplicaResponse as _parikshan_v1_PrepareReplicaResponse, PrepareReplicaResponse__Output as _parikshan_v1_PrepareReplicaResponse__Output } from '../../parikshan/v1/PrepareReplicaResponse.js';
import type { ProbeLinkRequest as _parikshan_v1_ProbeLinkRequest, ProbeLinkRequest__Output as _parikshan_v1_ProbeLinkRequest__Output } from '../../parikshan/v1/ProbeLinkRequest.js';
import type { ProbeLinkResponse as _parikshan_v1_ProbeLinkResponse, ProbeLinkResponse__Output as _parikshan_v1_ProbeLinkResponse__Output } from '../../parikshan/v1/ProbeLinkResponse.js';
import type { ReadBlockDigestsRequest as _parikshan_v1_ReadBlockDigestsRequest, ReadBlockDigestsRequest__Output as _parikshan_v1_ReadBlockDigestsRequest__Output } from '../../parikshan/v1/ReadBlockDigestsRequest.js';
import type { ReadBlockDigestsResponse as _parikshan_v1_ReadBlockDigestsResponse, ReadBlockDigestsResponse__Output as _parikshan_v1_ReadBlockDigestsResponse__Output } from '../../parikshan/v1/ReadBlockDigestsResponse.js';
import type { ReadShipmentRequest as _parikshan_v1_ReadShipmentRequest, ReadShipmentRequest__Output as _parikshan_v1_ReadShipmentRequest__Output } from '../../parikshan/v1/ReadShipmentRequest.js';
import type { ReadShipmentResponse as _parikshan_v1_ReadShipmentResponse, ReadShipmentResponse__Output as _parikshan_v1_ReadShipmentResponse__Output } from '../../parikshan/v1/ReadShipmentResponse.js';
import type { RemoveDiskGenerationsRequest as _parikshan_v1_RemoveDiskGenerationsRequest, RemoveDiskGenerationsRequest__Output as _parikshan_v1_RemoveDiskGenerationsRequest__Output } from '../../parikshan/v1/RemoveDiskGenerationsRequest.js';
import type { RemoveDiskGenerationsResponse as _parikshan_v1_RemoveDiskGenerationsResponse, RemoveDiskGenerationsResponse__Output as _parikshan_v1_RemoveDiskGenerationsResponse__Output } from '../../parikshan/v1/RemoveDiskGenerationsResponse.js';
import type { RemoveHostCloneRequest as _parikshan_v1_RemoveHostCloneRequest, RemoveHostCloneRequest__Output as _parikshan_v1_RemoveHostCloneRequest__Output } from '../../parikshan/v1/RemoveHostCloneRequest.js';
import type { RemoveHostCloneResponse as _parikshan_v1_RemoveHostCloneResponse, RemoveHostCloneResponse__Output as _parikshan_v1_RemoveHostCloneResponse__Output } from '../../parikshan/v1/RemoveHostCloneResponse.js';
import type { RemoveHostInstanceRequest as _parikshan_v1_RemoveHostInstanceRequest, RemoveHostInstanceRequest__Output as _parikshan_v1_RemoveHostInstanceRequest__Output } from '../../parikshan/v1/RemoveHostInstanceRequest.js';
import type { RemoveHostInstanceResponse as _parikshan_v1_RemoveHostInstanceResponse, RemoveHostInstanceResponse__Output as _parikshan_v1_RemoveHostInstanceResponse__Output } from '../../parikshan/v1/RemoveHostInstanceResponse.js';
import type { RemoveHostReplicaRequest as _parikshan_v1_RemoveHostReplicaRequest, RemoveHostReplicaRequest__Output as _parikshan_v1_RemoveHostReplicaRequest__Output } from '../../parikshan/v1/RemoveHostReplicaRequest.js';
import type { RemoveHostReplicaResponse as _parikshan_v1_RemoveHostReplicaResponse, RemoveHostReplicaResponse__Output as _parikshan_v1_RemoveHostReplicaResponse__Output } from '../../parikshan/v1/RemoveHostReplicaResponse.js';
import type { RestoreReplicaRequest as _parikshan_v1_RestoreReplicaRequest, RestoreReplicaRequest__Output as _parikshan_v1_RestoreReplicaRequest__Output } from '../../parikshan/v1/RestoreReplicaRequest.js';
import type { RestoreReplicaResponse as _parikshan_v1_RestoreReplicaResponse, RestoreReplicaResponse__Output as _parikshan_v1_RestoreReplicaResponse__Output } from '../../parikshan/v1/RestoreReplicaResponse.js';
import type { StopHostInstanceRequest as _parikshan_v1_StopHostInstanceRequest, StopHostInstanceRequest__Output as _parikshan_v1_StopHostInstanceRequest__Output } from '../../parikshan/v1/StopHostInstanceRequest.js';
import type { StopHostInstanceResponse as _parikshan_v1_StopHostInstanceResponse, StopHostInstanceResponse__Output as _parikshan_v1_StopHostInstanceResponse__Output } from '../../parikshan/v1/StopHostInstanceResponse.js';
import type { StreamContainerLogsRequest as _parikshan_v1_StreamContainerLogsRequest, StreamContainerLogsRequest__Output as _parikshan_v1_StreamContainerLogsRequest__Output } from '../../parikshan/v1/StreamContainerLogsRequest.js';
import type { StreamContainerLogsResponse as _parikshan_v1_StreamContainerLogsResponse, StreamContainerLogsResponse__Output as _parikshan_v1_StreamContainerLogsResponse__Output } from '../../parikshan/v1/StreamContainerLogsResponse.js';

/**
 * Does what only the host itself can do.
 */
export interface AgentServiceClient extends grpc.Client {
  /**
   * Safety checks of one instance and this host for a clone. Touches nothing.
   */
  CheckClone(argument: _parikshan_v1_CheckCloneRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_parikshan_v1_CheckCloneResponse__Output>): grpc.ClientUnaryCall;
  CheckClone(argument: _parikshan_v1_CheckCloneRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_parikshan_v1_CheckCloneResponse__Output>): grpc.ClientUnaryCall;
  CheckClone(argument: _parikshan_v1_CheckCloneRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_parikshan_v1_CheckCloneResponse__Output>): grpc.ClientUnaryCall;
  CheckClone(argument: _parikshan_v1_CheckCloneRequest, callback: grpc.requestCallback<_parikshan_v1_CheckCloneResponse__Output>): grpc.ClientUnaryCall;
  /**
   * Safety checks of one instance and this host for a clone. Touches nothing.
   */
  checkClone(argument: _parikshan_v1_CheckCloneRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_parikshan_v1_CheckCloneResponse__Output>): grpc.ClientUnaryCall;
  checkClone(argument: _parikshan_v1_CheckCloneRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_parikshan_v1_CheckCloneResponse__Output>): grpc.ClientUnaryCall;
  checkClone(argument: _parikshan_v1_CheckCloneRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_parikshan_v1_CheckCloneResponse__Output>): grpc.ClientUnaryCall;
  checkClone(argument: _parikshan_v1_CheckCloneRequest, callback: grpc.requestCallback<_parikshan_v1_CheckCloneResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * Makes the disk and network of an instance and starts it. Undoes all of it on failure.
   */
  CreateInstance(argument: _parikshan_v1_CreateInstanceRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_parikshan_v1_CreateInstanceResponse__Output>): grpc.ClientUnaryCall;
  CreateInstance(argument: _parikshan_v1_CreateInstanceRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_parikshan_v1_CreateInstanceResponse__Output>): grpc.ClientUnaryCall;
  CreateInstance(argument: _parikshan_v1_CreateInstanceRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_parikshan_v1_CreateInstanceResponse__Output>): grpc.ClientUnaryCall;
  CreateInstance(argument: _parikshan_v1_CreateInstanceRequest, callback: grpc.requestCallback<_parikshan_v1_CreateInstanceResponse__Output>): grpc.ClientUnaryCall;
  /**
   * Makes the disk and network of an instance and starts it. Undoes all of it on failure.
   */
  createInstance(argument: _parikshan_v1_CreateInstanceRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_parikshan_v1_CreateInstanceResponse__Output>): grpc.ClientUnaryCall;
  createInstance(argument: _parikshan_v1_CreateInstanceRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_parikshan_v1_CreateInstanceResponse__Output>): grpc.ClientUnaryCall;
  createInstance(argument: _parikshan_v1_CreateInstanceRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_parikshan_v1_CreateInstanceResponse__Output>): grpc.ClientUnaryCall;
  createInstance(argument: _parikshan_v1_CreateInstanceRequest, callback: grpc.requestCallback<_parikshan_v1_CreateInstanceResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * For another agent: the files of a clone or generation and the ranges of them that it has to get. Touches nothing.
   */
  DescribeShipment(argument: _parikshan_v1_DescribeShipmentRequest, metadata: grpc.Metadata, options?: grpc.CallOptions): grpc.ClientReadableStream<_parikshan_v1_DescribeShipmentResponse__Output>;
  DescribeShipment(argument: _parikshan_v1_DescribeShipmentRequest, options?: grpc.CallOptions): grpc.ClientReadableStream<_parikshan_v1_DescribeShipmentResponse__Output>;
  /**
   * For another agent: the files of a clone or generation and the ranges of them that it has to get. Touches nothing.
   */
  describeShipment(argument: _parikshan_v1_DescribeShipmentRequest, metadata: grpc.Metadata, options?: grpc.CallOptions): grpc.ClientReadableStream<_parikshan_v1_DescribeShipmentResponse__Output>;
  describeShipment(argument: _parikshan_v1_DescribeShipmentRequest, options?: grpc.CallOptions): grpc.ClientReadableStream<_parikshan_v1_DescribeShipmentResponse__Output>;
  
  /**
   * Runs a command inside a replica. The first message names it; later ones carry input.
   */
  ExecInReplica(metadata: grpc.Metadata, options?: grpc.CallOptions): grpc.ClientDuplexStream<_parikshan_v1_ExecInReplicaRequest, _parikshan_v1_ExecInReplicaResponse__Output>;
  ExecInReplica(options?: grpc.CallOptions): grpc.ClientDuplexStream<_parikshan_v1_ExecInReplicaRequest, _parikshan_v1_ExecInReplicaResponse__Output>;
  /**
   * Runs a command inside a replica. The first message names it; later ones carry input.
   */
  execInReplica(metadata: grpc.Metadata, options?: grpc.CallOptions): grpc.ClientDuplexStream<_parikshan_v1_ExecInReplicaRequest, _parikshan_v1_ExecInReplicaResponse__Output>;
  execInReplica(options?: grpc.CallOptions): grpc.ClientDuplexStream<_parikshan_v1_ExecInReplicaRequest, _parikshan_v1_ExecInReplicaResponse__Output>;
  
  /**
   * Gets a clone that another host's agent holds: pulls its disk snapshot and memory images. Afterwards this host holds it as if it had
   * been frozen here. May be called again and again: what has arrived and was verified is not shipped twice, also when a call
   * was cut off or this agent was killed. A caller that leaves stops it; what has arrived stays until the same call comes again or RemoveHostClone
   * removes it, which also ends a call that is under way.
   */
  FetchClone(argument: _parikshan_v1_FetchCloneRequest, metadata: grpc.Metadata, options?: grpc.CallOptions): grpc.ClientReadableStream<_parikshan_v1_FetchCloneResponse__Output>;
  FetchClone(argument: _parikshan_v1_FetchCloneRequest, options?: grpc.CallOptions): grpc.ClientReadableStream<_parikshan_v1_FetchCloneResponse__Output>;
  /**
   * Gets a clone that another host's agent holds: pulls its disk snapshot and memory images. Afterwards this host holds it as if it had
   * been frozen here. May be called again and again: what has arrived and was verified is not shipped twice, also when a call
   * was cut off or this agent was killed. A caller that leaves stops it; what has arrived stays until the same call comes again or RemoveHostClone
   * removes it, which also ends a call that is under way.
   */
  fetchClone(argument: _parikshan_v1_FetchCloneRequest, metadata: grpc.Metadata, options?: grpc.CallOptions): grpc.ClientReadableStream<_parikshan_v1_FetchCloneResponse__Output>;
  fetchClone(argument: _parikshan_v1_FetchCloneRequest, options?: grpc.CallOptions): grpc.ClientReadableStream<_parikshan_v1_FetchCloneResponse__Output>;
  
  /**
   * Ahead of a freeze, while production runs: copies the disk of an instance that another host's agent runs, in passes, each of them what has changed
   * since the one before. FetchClone then ships what has changed since the last. May be called again, and is ended, as FetchClone.
   */
  FetchDisk(argument: _parikshan_v1_FetchDiskRequest, metadata: grpc.Metadata, options?: grpc.CallOptions): grpc.ClientReadableStream<_parikshan_v1_FetchDiskResponse__Output>;
  FetchDisk(argument: _parikshan_v1_FetchDiskRequest, options?: grpc.CallOptions): grpc.ClientReadableStream<_parikshan_v1_FetchDiskResponse__Output>;
  /**
   * Ahead of a freeze, while production runs: copies the disk of an instance that another host's agent runs, in passes, each of them what has changed
   * since the one before. FetchClone then ships what has changed since the last. May be called again, and is ended, as FetchClone.
   */
  fetchDisk(argument: _parikshan_v1_FetchDiskRequest, metadata: grpc.Metadata, options?: grpc.CallOptions): grpc.ClientReadableStream<_parikshan_v1_FetchDiskResponse__Output>;
  fetchDisk(argument: _parikshan_v1_FetchDiskRequest, options?: grpc.CallOptions): grpc.ClientReadableStream<_parikshan_v1_FetchDiskResponse__Output>;
  
  /**
   * Freezes an instance, dumps its memory, snapshots its disk, resumes it; then reads the cut.
   */
  FreezeInstance(argument: _parikshan_v1_FreezeInstanceRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_parikshan_v1_FreezeInstanceResponse__Output>): grpc.ClientUnaryCall;
  FreezeInstance(argument: _parikshan_v1_FreezeInstanceRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_parikshan_v1_FreezeInstanceResponse__Output>): grpc.ClientUnaryCall;
  FreezeInstance(argument: _parikshan_v1_FreezeInstanceRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_parikshan_v1_FreezeInstanceResponse__Output>): grpc.ClientUnaryCall;
  FreezeInstance(argument: _parikshan_v1_FreezeInstanceRequest, callback: grpc.requestCallback<_parikshan_v1_FreezeInstanceResponse__Output>): grpc.ClientUnaryCall;
  /**
   * Freezes an instance, dumps its memory, snapshots its disk, resumes it; then reads the cut.
   */
  freezeInstance(argument: _parikshan_v1_FreezeInstanceRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_parikshan_v1_FreezeInstanceResponse__Output>): grpc.ClientUnaryCall;
  freezeInstance(argument: _parikshan_v1_FreezeInstanceRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_parikshan_v1_FreezeInstanceResponse__Output>): grpc.ClientUnaryCall;
  freezeInstance(argument: _parikshan_v1_FreezeInstanceRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_parikshan_v1_FreezeInstanceResponse__Output>): grpc.ClientUnaryCall;
  freezeInstance(argument: _parikshan_v1_FreezeInstanceRequest, callback: grpc.requestCallback<_parikshan_v1_FreezeInstanceResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * What this agent holds.
   */
  GetAgentInventory(argument: _parikshan_v1_GetAgentInventoryRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_parikshan_v1_GetAgentInventoryResponse__Output>): grpc.ClientUnaryCall;
  GetAgentInventory(argument: _parikshan_v1_GetAgentInventoryRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_parikshan_v1_GetAgentInventoryResponse__Output>): grpc.ClientUnaryCall;
  GetAgentInventory(argument: _parikshan_v1_GetAgentInventoryRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_parikshan_v1_GetAgentInventoryResponse__Output>): grpc.ClientUnaryCall;
  GetAgentInventory(argument: _parikshan_v1_GetAgentInventoryRequest, callback: grpc.requestCallback<_parikshan_v1_GetAgentInventoryResponse__Output>): grpc.ClientUnaryCall;
  /**
   * What this agent holds.
   */
  getAgentInventory(argument: _parikshan_v1_GetAgentInventoryRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_parikshan_v1_GetAgentInventoryResponse__Output>): grpc.ClientUnaryCall;
  getAgentInventory(argument: _parikshan_v1_GetAgentInventoryRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_parikshan_v1_GetAgentInventoryResponse__Output>): grpc.ClientUnaryCall;
  getAgentInventory(argument: _parikshan_v1_GetAgentInventoryRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_parikshan_v1_GetAgentInventoryResponse__Output>): grpc.ClientUnaryCall;
  getAgentInventory(argument: _parikshan_v1_GetAgentInventoryRequest, callback: grpc.requestCallback<_parikshan_v1_GetAgentInventoryResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * What this host is and can do.
   */
  GetHost(argument: _parikshan_v1_GetHostRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_parikshan_v1_GetHostResponse__Output>): grpc.ClientUnaryCall;
  GetHost(argument: _parikshan_v1_GetHostRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_parikshan_v1_GetHostResponse__Output>): grpc.ClientUnaryCall;
  GetHost(argument: _parikshan_v1_GetHostRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_parikshan_v1_GetHostResponse__Output>): grpc.ClientUnaryCall;
  GetHost(argument: _parikshan_v1_GetHostRequest, callback: grpc.requestCallback<_parikshan_v1_GetHostResponse__Output>): grpc.ClientUnaryCall;
  /**
   * What this host is and can do.
   */
  getHost(argument: _parikshan_v1_GetHostRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_parikshan_v1_GetHostResponse__Output>): grpc.ClientUnaryCall;
  getHost(argument: _parikshan_v1_GetHostRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_parikshan_v1_GetHostResponse__Output>): grpc.ClientUnaryCall;
  getHost(argument: _parikshan_v1_GetHostRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_parikshan_v1_GetHostResponse__Output>): grpc.ClientUnaryCall;
  getHost(argument: _parikshan_v1_GetHostRequest, callback: grpc.requestCallback<_parikshan_v1_GetHostResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * All instances on this host.
   */
  ListHostInstances(argument: _parikshan_v1_ListHostInstancesRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_parikshan_v1_ListHostInstancesResponse__Output>): grpc.ClientUnaryCall;
  ListHostInstances(argument: _parikshan_v1_ListHostInstancesRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_parikshan_v1_ListHostInstancesResponse__Output>): grpc.ClientUnaryCall;
  ListHostInstances(argument: _parikshan_v1_ListHostInstancesRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_parikshan_v1_ListHostInstancesResponse__Output>): grpc.ClientUnaryCall;
  ListHostInstances(argument: _parikshan_v1_ListHostInstancesRequest, callback: grpc.requestCallback<_parikshan_v1_ListHostInstancesResponse__Output>): grpc.ClientUnaryCall;
  /**
   * All instances on this host.
   */
  listHostInstances(argument: _parikshan_v1_ListHostInstancesRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_parikshan_v1_ListHostInstancesResponse__Output>): grpc.ClientUnaryCall;
  listHostInstances(argument: _parikshan_v1_ListHostInstancesRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_parikshan_v1_ListHostInstancesResponse__Output>): grpc.ClientUnaryCall;
  listHostInstances(argument: _parikshan_v1_ListHostInstancesRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_parikshan_v1_ListHostInstancesResponse__Output>): grpc.ClientUnaryCall;
  listHostInstances(argument: _parikshan_v1_ListHostInstancesRequest, callback: grpc.requestCallback<_parikshan_v1_ListHostInstancesResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * All replicas on this host.
   */
  ListHostReplicas(argument: _parikshan_v1_ListHostReplicasRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_parikshan_v1_ListHostReplicasResponse__Output>): grpc.ClientUnaryCall;
  ListHostReplicas(argument: _parikshan_v1_ListHostReplicasRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_parikshan_v1_ListHostReplicasResponse__Output>): grpc.ClientUnaryCall;
  ListHostReplicas(argument: _parikshan_v1_ListHostReplicasRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_parikshan_v1_ListHostReplicasResponse__Output>): grpc.ClientUnaryCall;
  ListHostReplicas(argument: _parikshan_v1_ListHostReplicasRequest, callback: grpc.requestCallback<_parikshan_v1_ListHostReplicasResponse__Output>): grpc.ClientUnaryCall;
  /**
   * All replicas on this host.
   */
  listHostReplicas(argument: _parikshan_v1_ListHostReplicasRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_parikshan_v1_ListHostReplicasResponse__Output>): grpc.ClientUnaryCall;
  listHostReplicas(argument: _parikshan_v1_ListHostReplicasRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_parikshan_v1_ListHostReplicasResponse__Output>): grpc.ClientUnaryCall;
  listHostReplicas(argument: _parikshan_v1_ListHostReplicasRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_parikshan_v1_ListHostReplicasResponse__Output>): grpc.ClientUnaryCall;
  listHostReplicas(argument: _parikshan_v1_ListHostReplicasRequest, callback: grpc.requestCallback<_parikshan_v1_ListHostReplicasResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * For another agent: makes a generation of a running instance's disk.
   */
  MakeDiskGeneration(argument: _parikshan_v1_MakeDiskGenerationRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_parikshan_v1_MakeDiskGenerationResponse__Output>): grpc.ClientUnaryCall;
  MakeDiskGeneration(argument: _parikshan_v1_MakeDiskGenerationRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_parikshan_v1_MakeDiskGenerationResponse__Output>): grpc.ClientUnaryCall;
  MakeDiskGeneration(argument: _parikshan_v1_MakeDiskGenerationRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_parikshan_v1_MakeDiskGenerationResponse__Output>): grpc.ClientUnaryCall;
  MakeDiskGeneration(argument: _parikshan_v1_MakeDiskGenerationRequest, callback: grpc.requestCallback<_parikshan_v1_MakeDiskGenerationResponse__Output>): grpc.ClientUnaryCall;
  /**
   * For another agent: makes a generation of a running instance's disk.
   */
  makeDiskGeneration(argument: _parikshan_v1_MakeDiskGenerationRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_parikshan_v1_MakeDiskGenerationResponse__Output>): grpc.ClientUnaryCall;
  makeDiskGeneration(argument: _parikshan_v1_MakeDiskGenerationRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_parikshan_v1_MakeDiskGenerationResponse__Output>): grpc.ClientUnaryCall;
  makeDiskGeneration(argument: _parikshan_v1_MakeDiskGenerationRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_parikshan_v1_MakeDiskGenerationResponse__Output>): grpc.ClientUnaryCall;
  makeDiskGeneration(argument: _parikshan_v1_MakeDiskGenerationRequest, callback: grpc.requestCallback<_parikshan_v1_MakeDiskGenerationResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * Measures the way to another agent: some empty calls for the round trip, then a stream of at most a second for the bandwidth. What
   * was measured less than three minutes ago is answered again. Refused (LINK_BUSY) while a freeze is under way at either end.
   */
  MeasureLink(argument: _parikshan_v1_MeasureLinkRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_parikshan_v1_MeasureLinkResponse__Output>): grpc.ClientUnaryCall;
  MeasureLink(argument: _parikshan_v1_MeasureLinkRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_parikshan_v1_MeasureLinkResponse__Output>): grpc.ClientUnaryCall;
  MeasureLink(argument: _parikshan_v1_MeasureLinkRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_parikshan_v1_MeasureLinkResponse__Output>): grpc.ClientUnaryCall;
  MeasureLink(argument: _parikshan_v1_MeasureLinkRequest, callback: grpc.requestCallback<_parikshan_v1_MeasureLinkResponse__Output>): grpc.ClientUnaryCall;
  /**
   * Measures the way to another agent: some empty calls for the round trip, then a stream of at most a second for the bandwidth. What
   * was measured less than three minutes ago is answered again. Refused (LINK_BUSY) while a freeze is under way at either end.
   */
  measureLink(argument: _parikshan_v1_MeasureLinkRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_parikshan_v1_MeasureLinkResponse__Output>): grpc.ClientUnaryCall;
  measureLink(argument: _parikshan_v1_MeasureLinkRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_parikshan_v1_MeasureLinkResponse__Output>): grpc.ClientUnaryCall;
  measureLink(argument: _parikshan_v1_MeasureLinkRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_parikshan_v1_MeasureLinkResponse__Output>): grpc.ClientUnaryCall;
  measureLink(argument: _parikshan_v1_MeasureLinkRequest, callback: grpc.requestCallback<_parikshan_v1_MeasureLinkResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * Makes the disk and the cell of a replica.
   */
  PrepareReplica(argument: _parikshan_v1_PrepareReplicaRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_parikshan_v1_PrepareReplicaResponse__Output>): grpc.ClientUnaryCall;
  PrepareReplica(argument: _parikshan_v1_PrepareReplicaRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_parikshan_v1_PrepareReplicaResponse__Output>): grpc.ClientUnaryCall;
  PrepareReplica(argument: _parikshan_v1_PrepareReplicaRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_parikshan_v1_PrepareReplicaResponse__Output>): grpc.ClientUnaryCall;
  PrepareReplica(argument: _parikshan_v1_PrepareReplicaRequest, callback: grpc.requestCallback<_parikshan_v1_PrepareReplicaResponse__Output>): grpc.ClientUnaryCall;
  /**
   * Makes the disk and the cell of a replica.
   */
  prepareReplica(argument: _parikshan_v1_PrepareReplicaRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_parikshan_v1_PrepareReplicaResponse__Output>): grpc.ClientUnaryCall;
  prepareReplica(argument: _parikshan_v1_PrepareReplicaRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_parikshan_v1_PrepareReplicaResponse__Output>): grpc.ClientUnaryCall;
  prepareReplica(argument: _parikshan_v1_PrepareReplicaRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_parikshan_v1_PrepareReplicaResponse__Output>): grpc.ClientUnaryCall;
  prepareReplica(argument: _parikshan_v1_PrepareReplicaRequest, callback: grpc.requestCallback<_parikshan_v1_PrepareReplicaResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * For another agent that measures: sends filler.
   */
  ProbeLink(argument: _parikshan_v1_ProbeLinkRequest, metadata: grpc.Metadata, options?: grpc.CallOptions): grpc.ClientReadableStream<_parikshan_v1_ProbeLinkResponse__Output>;
  ProbeLink(argument: _parikshan_v1_ProbeLinkRequest, options?: grpc.CallOptions): grpc.ClientReadableStream<_parikshan_v1_ProbeLinkResponse__Output>;
  /**
   * For another agent that measures: sends filler.
   */
  probeLink(argument: _parikshan_v1_ProbeLinkRequest, metadata: grpc.Metadata, options?: grpc.CallOptions): grpc.ClientReadableStream<_parikshan_v1_ProbeLinkResponse__Output>;
  probeLink(argument: _parikshan_v1_ProbeLinkRequest, options?: grpc.CallOptions): grpc.ClientReadableStream<_parikshan_v1_ProbeLinkResponse__Output>;
  
  /**
   * For another agent: digests of all blocks of one of these files.
   */
  ReadBlockDigests(argument: _parikshan_v1_ReadBlockDigestsRequest, metadata: grpc.Metadata, options?: grpc.CallOptions): grpc.ClientReadableStream<_parikshan_v1_ReadBlockDigestsResponse__Output>;
  ReadBlockDigests(argument: _parikshan_v1_ReadBlockDigestsRequest, options?: grpc.CallOptions): grpc.ClientReadableStream<_parikshan_v1_ReadBlockDigestsResponse__Output>;
  /**
   * For another agent: digests of all blocks of one of these files.
   */
  readBlockDigests(argument: _parikshan_v1_ReadBlockDigestsRequest, metadata: grpc.Metadata, options?: grpc.CallOptions): grpc.ClientReadableStream<_parikshan_v1_ReadBlockDigestsResponse__Output>;
  readBlockDigests(argument: _parikshan_v1_ReadBlockDigestsRequest, options?: grpc.CallOptions): grpc.ClientReadableStream<_parikshan_v1_ReadBlockDigestsResponse__Output>;
  
  /**
   * For another agent: bytes of these files, each piece with its digest. Several calls may run at a time.
   */
  ReadShipment(argument: _parikshan_v1_ReadShipmentRequest, metadata: grpc.Metadata, options?: grpc.CallOptions): grpc.ClientReadableStream<_parikshan_v1_ReadShipmentResponse__Output>;
  ReadShipment(argument: _parikshan_v1_ReadShipmentRequest, options?: grpc.CallOptions): grpc.ClientReadableStream<_parikshan_v1_ReadShipmentResponse__Output>;
  /**
   * For another agent: bytes of these files, each piece with its digest. Several calls may run at a time.
   */
  readShipment(argument: _parikshan_v1_ReadShipmentRequest, metadata: grpc.Metadata, options?: grpc.CallOptions): grpc.ClientReadableStream<_parikshan_v1_ReadShipmentResponse__Output>;
  readShipment(argument: _parikshan_v1_ReadShipmentRequest, options?: grpc.CallOptions): grpc.ClientReadableStream<_parikshan_v1_ReadShipmentResponse__Output>;
  
  /**
   * For another agent: removes generations that it does not need any more.
   */
  RemoveDiskGenerations(argument: _parikshan_v1_RemoveDiskGenerationsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_parikshan_v1_RemoveDiskGenerationsResponse__Output>): grpc.ClientUnaryCall;
  RemoveDiskGenerations(argument: _parikshan_v1_RemoveDiskGenerationsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_parikshan_v1_RemoveDiskGenerationsResponse__Output>): grpc.ClientUnaryCall;
  RemoveDiskGenerations(argument: _parikshan_v1_RemoveDiskGenerationsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_parikshan_v1_RemoveDiskGenerationsResponse__Output>): grpc.ClientUnaryCall;
  RemoveDiskGenerations(argument: _parikshan_v1_RemoveDiskGenerationsRequest, callback: grpc.requestCallback<_parikshan_v1_RemoveDiskGenerationsResponse__Output>): grpc.ClientUnaryCall;
  /**
   * For another agent: removes generations that it does not need any more.
   */
  removeDiskGenerations(argument: _parikshan_v1_RemoveDiskGenerationsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_parikshan_v1_RemoveDiskGenerationsResponse__Output>): grpc.ClientUnaryCall;
  removeDiskGenerations(argument: _parikshan_v1_RemoveDiskGenerationsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_parikshan_v1_RemoveDiskGenerationsResponse__Output>): grpc.ClientUnaryCall;
  removeDiskGenerations(argument: _parikshan_v1_RemoveDiskGenerationsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_parikshan_v1_RemoveDiskGenerationsResponse__Output>): grpc.ClientUnaryCall;
  removeDiskGenerations(argument: _parikshan_v1_RemoveDiskGenerationsRequest, callback: grpc.requestCallback<_parikshan_v1_RemoveDiskGenerationsResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * Deletes the images and the snapshot of a clone, what has been fetched of it, and generations made or fetched for it. Ends a fetch of it that is under way.
   */
  RemoveHostClone(argument: _parikshan_v1_RemoveHostCloneRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_parikshan_v1_RemoveHostCloneResponse__Output>): grpc.ClientUnaryCall;
  RemoveHostClone(argument: _parikshan_v1_RemoveHostCloneRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_parikshan_v1_RemoveHostCloneResponse__Output>): grpc.ClientUnaryCall;
  RemoveHostClone(argument: _parikshan_v1_RemoveHostCloneRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_parikshan_v1_RemoveHostCloneResponse__Output>): grpc.ClientUnaryCall;
  RemoveHostClone(argument: _parikshan_v1_RemoveHostCloneRequest, callback: grpc.requestCallback<_parikshan_v1_RemoveHostCloneResponse__Output>): grpc.ClientUnaryCall;
  /**
   * Deletes the images and the snapshot of a clone, what has been fetched of it, and generations made or fetched for it. Ends a fetch of it that is under way.
   */
  removeHostClone(argument: _parikshan_v1_RemoveHostCloneRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_parikshan_v1_RemoveHostCloneResponse__Output>): grpc.ClientUnaryCall;
  removeHostClone(argument: _parikshan_v1_RemoveHostCloneRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_parikshan_v1_RemoveHostCloneResponse__Output>): grpc.ClientUnaryCall;
  removeHostClone(argument: _parikshan_v1_RemoveHostCloneRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_parikshan_v1_RemoveHostCloneResponse__Output>): grpc.ClientUnaryCall;
  removeHostClone(argument: _parikshan_v1_RemoveHostCloneRequest, callback: grpc.requestCallback<_parikshan_v1_RemoveHostCloneResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * Removes an instance and its disk. Stops it first when force is set.
   */
  RemoveHostInstance(argument: _parikshan_v1_RemoveHostInstanceRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_parikshan_v1_RemoveHostInstanceResponse__Output>): grpc.ClientUnaryCall;
  RemoveHostInstance(argument: _parikshan_v1_RemoveHostInstanceRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_parikshan_v1_RemoveHostInstanceResponse__Output>): grpc.ClientUnaryCall;
  RemoveHostInstance(argument: _parikshan_v1_RemoveHostInstanceRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_parikshan_v1_RemoveHostInstanceResponse__Output>): grpc.ClientUnaryCall;
  RemoveHostInstance(argument: _parikshan_v1_RemoveHostInstanceRequest, callback: grpc.requestCallback<_parikshan_v1_RemoveHostInstanceResponse__Output>): grpc.ClientUnaryCall;
  /**
   * Removes an instance and its disk. Stops it first when force is set.
   */
  removeHostInstance(argument: _parikshan_v1_RemoveHostInstanceRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_parikshan_v1_RemoveHostInstanceResponse__Output>): grpc.ClientUnaryCall;
  removeHostInstance(argument: _parikshan_v1_RemoveHostInstanceRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_parikshan_v1_RemoveHostInstanceResponse__Output>): grpc.ClientUnaryCall;
  removeHostInstance(argument: _parikshan_v1_RemoveHostInstanceRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_parikshan_v1_RemoveHostInstanceResponse__Output>): grpc.ClientUnaryCall;
  removeHostInstance(argument: _parikshan_v1_RemoveHostInstanceRequest, callback: grpc.requestCallback<_parikshan_v1_RemoveHostInstanceResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * Ends a replica; removes its cell and disk.
   */
  RemoveHostReplica(argument: _parikshan_v1_RemoveHostReplicaRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_parikshan_v1_RemoveHostReplicaResponse__Output>): grpc.ClientUnaryCall;
  RemoveHostReplica(argument: _parikshan_v1_RemoveHostReplicaRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_parikshan_v1_RemoveHostReplicaResponse__Output>): grpc.ClientUnaryCall;
  RemoveHostReplica(argument: _parikshan_v1_RemoveHostReplicaRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_parikshan_v1_RemoveHostReplicaResponse__Output>): grpc.ClientUnaryCall;
  RemoveHostReplica(argument: _parikshan_v1_RemoveHostReplicaRequest, callback: grpc.requestCallback<_parikshan_v1_RemoveHostReplicaResponse__Output>): grpc.ClientUnaryCall;
  /**
   * Ends a replica; removes its cell and disk.
   */
  removeHostReplica(argument: _parikshan_v1_RemoveHostReplicaRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_parikshan_v1_RemoveHostReplicaResponse__Output>): grpc.ClientUnaryCall;
  removeHostReplica(argument: _parikshan_v1_RemoveHostReplicaRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_parikshan_v1_RemoveHostReplicaResponse__Output>): grpc.ClientUnaryCall;
  removeHostReplica(argument: _parikshan_v1_RemoveHostReplicaRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_parikshan_v1_RemoveHostReplicaResponse__Output>): grpc.ClientUnaryCall;
  removeHostReplica(argument: _parikshan_v1_RemoveHostReplicaRequest, callback: grpc.requestCallback<_parikshan_v1_RemoveHostReplicaResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * Restores the processes of a replica into its cell.
   */
  RestoreReplica(argument: _parikshan_v1_RestoreReplicaRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_parikshan_v1_RestoreReplicaResponse__Output>): grpc.ClientUnaryCall;
  RestoreReplica(argument: _parikshan_v1_RestoreReplicaRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_parikshan_v1_RestoreReplicaResponse__Output>): grpc.ClientUnaryCall;
  RestoreReplica(argument: _parikshan_v1_RestoreReplicaRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_parikshan_v1_RestoreReplicaResponse__Output>): grpc.ClientUnaryCall;
  RestoreReplica(argument: _parikshan_v1_RestoreReplicaRequest, callback: grpc.requestCallback<_parikshan_v1_RestoreReplicaResponse__Output>): grpc.ClientUnaryCall;
  /**
   * Restores the processes of a replica into its cell.
   */
  restoreReplica(argument: _parikshan_v1_RestoreReplicaRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_parikshan_v1_RestoreReplicaResponse__Output>): grpc.ClientUnaryCall;
  restoreReplica(argument: _parikshan_v1_RestoreReplicaRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_parikshan_v1_RestoreReplicaResponse__Output>): grpc.ClientUnaryCall;
  restoreReplica(argument: _parikshan_v1_RestoreReplicaRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_parikshan_v1_RestoreReplicaResponse__Output>): grpc.ClientUnaryCall;
  restoreReplica(argument: _parikshan_v1_RestoreReplicaRequest, callback: grpc.requestCallback<_parikshan_v1_RestoreReplicaResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * Stops an instance: TERM, then KILL after the grace.
   */
  StopHostInstance(argument: _parikshan_v1_StopHostInstanceRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_parikshan_v1_StopHostInstanceResponse__Output>): grpc.ClientUnaryCall;
  StopHostInstance(argument: _parikshan_v1_StopHostInstanceRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_parikshan_v1_StopHostInstanceResponse__Output>): grpc.ClientUnaryCall;
  StopHostInstance(argument: _parikshan_v1_StopHostInstanceRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_parikshan_v1_StopHostInstanceResponse__Output>): grpc.ClientUnaryCall;
  StopHostInstance(argument: _parikshan_v1_StopHostInstanceRequest, callback: grpc.requestCallback<_parikshan_v1_StopHostInstanceResponse__Output>): grpc.ClientUnaryCall;
  /**
   * Stops an instance: TERM, then KILL after the grace.
   */
  stopHostInstance(argument: _parikshan_v1_StopHostInstanceRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_parikshan_v1_StopHostInstanceResponse__Output>): grpc.ClientUnaryCall;
  stopHostInstance(argument: _parikshan_v1_StopHostInstanceRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_parikshan_v1_StopHostInstanceResponse__Output>): grpc.ClientUnaryCall;
  stopHostInstance(argument: _parikshan_v1_StopHostInstanceRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_parikshan_v1_StopHostInstanceResponse__Output>): grpc.ClientUnaryCall;
  stopHostInstance(argument: _parikshan_v1_StopHostInstanceRequest, callback: grpc.requestCallback<_parikshan_v1_StopHostInstanceResponse__Output>): grpc.ClientUnaryCall;
  
  /**
   * What the instance or replica wrote to stdout and stderr.
   */
  StreamContainerLogs(argument: _parikshan_v1_StreamContainerLogsRequest, metadata: grpc.Metadata, options?: grpc.CallOptions): grpc.ClientReadableStream<_parikshan_v1_StreamContainerLogsResponse__Output>;
  StreamContainerLogs(argument: _parikshan_v1_StreamContainerLogsRequest, options?: grpc.CallOptions): grpc.ClientReadableStream<_parikshan_v1_StreamContainerLogsResponse__Output>;
  /**
   * What the instance or replica wrote to stdout and stderr.
   */
  streamContainerLogs(argument: _parikshan_v1_StreamContainerLogsRequest, metadata: grpc.Metadata, options?: grpc.CallOptions): grpc.ClientReadableStream<_parikshan_v1_StreamContainerLogsResponse__Output>;
  streamContainerLogs(argument: _parikshan_v1_StreamContainerLogsRequest, options?: grpc.CallOptions): grpc.ClientReadableStream<_parikshan_v1_StreamContainerLogsResponse__Output>;
  
}

/**
 * Does what only the host itself can do.
 */
export interface AgentServiceHandlers extends grpc.UntypedServiceImplementation {
  /**
   * Safety checks of one instance and this host for a clone. Touches nothing.
   */
  CheckClone: grpc.handleUnaryCall<_parikshan_v1_CheckCloneRequest__Output, _parikshan_v1_CheckCloneResponse>;
  
  /**
   * Makes the disk and network of an instance and starts it. Undoes all of it on failure.
   */
  CreateInstance: grpc.handleUnaryCall<_parikshan_v1_CreateInstanceRequest__Output, _parikshan_v1_CreateInstanceResponse>;
  
  /**
   * For another agent: the files of a clone or generation and the ranges of them that it has to get. Touches nothing.
   */
  DescribeShipment: grpc.handleServerStreamingCall<_parikshan_v1_DescribeShipmentRequest__Output, _parikshan_v1_DescribeShipmentResponse>;
  
  /**
   * Runs a command inside a replica. The first message names it; later ones carry input.
   */
  ExecInReplica: grpc.handleBidiStreamingCall<_parikshan_v1_ExecInReplicaRequest__Output, _parikshan_v1_ExecInReplicaResponse>;
  
  /**
   * Gets a clone that another host's agent holds: pulls its disk snapshot and memory images. Afterwards this host holds it as if it had
   * been frozen here. May be called again and again: what has arrived and was verified is not shipped twice, also when a call
   * was cut off or this agent was killed. A caller that leaves stops it; what has arrived stays until the same call comes again or RemoveHostClone
   * removes it, which also ends a call that is under way.
   */
  FetchClone: grpc.handleServerStreamingCall<_parikshan_v1_FetchCloneRequest__Output, _parikshan_v1_FetchCloneResponse>;
  
  /**
   * Ahead of a freeze, while production runs: copies the disk of an instance that another host's agent runs, in passes, each of them what has changed
   * since the one before. FetchClone then ships what has changed since the last. May be called again, and is ended, as FetchClone.
   */
  FetchDisk: grpc.handleServerStreamingCall<_parikshan_v1_FetchDiskRequest__Output, _parikshan_v1_FetchDiskResponse>;
  
  /**
   * Freezes an instance, dumps its memory, snapshots its disk, resumes it; then reads the cut.
   */
  FreezeInstance: grpc.handleUnaryCall<_parikshan_v1_FreezeInstanceRequest__Output, _parikshan_v1_FreezeInstanceResponse>;
  
  /**
   * What this agent holds.
   */
  GetAgentInventory: grpc.handleUnaryCall<_parikshan_v1_GetAgentInventoryRequest__Output, _parikshan_v1_GetAgentInventoryResponse>;
  
  /**
   * What this host is and can do.
   */
  GetHost: grpc.handleUnaryCall<_parikshan_v1_GetHostRequest__Output, _parikshan_v1_GetHostResponse>;
  
  /**
   * All instances on this host.
   */
  ListHostInstances: grpc.handleUnaryCall<_parikshan_v1_ListHostInstancesRequest__Output, _parikshan_v1_ListHostInstancesResponse>;
  
  /**
   * All replicas on this host.
   */
  ListHostReplicas: grpc.handleUnaryCall<_parikshan_v1_ListHostReplicasRequest__Output, _parikshan_v1_ListHostReplicasResponse>;
  
  /**
   * For another agent: makes a generation of a running instance's disk.
   */
  MakeDiskGeneration: grpc.handleUnaryCall<_parikshan_v1_MakeDiskGenerationRequest__Output, _parikshan_v1_MakeDiskGenerationResponse>;
  
  /**
   * Measures the way to another agent: some empty calls for the round trip, then a stream of at most a second for the bandwidth. What
   * was measured less than three minutes ago is answered again. Refused (LINK_BUSY) while a freeze is under way at either end.
   */
  MeasureLink: grpc.handleUnaryCall<_parikshan_v1_MeasureLinkRequest__Output, _parikshan_v1_MeasureLinkResponse>;
  
  /**
   * Makes the disk and the cell of a replica.
   */
  PrepareReplica: grpc.handleUnaryCall<_parikshan_v1_PrepareReplicaRequest__Output, _parikshan_v1_PrepareReplicaResponse>;
  
  /**
   * For another agent that measures: sends filler.
   */
  ProbeLink: grpc.handleServerStreamingCall<_parikshan_v1_ProbeLinkRequest__Output, _parikshan_v1_ProbeLinkResponse>;
  
  /**
   * For another agent: digests of all blocks of one of these files.
   */
  ReadBlockDigests: grpc.handleServerStreamingCall<_parikshan_v1_ReadBlockDigestsRequest__Output, _parikshan_v1_ReadBlockDigestsResponse>;
  
  /**
   * For another agent: bytes of these files, each piece with its digest. Several calls may run at a time.
   */
  ReadShipment: grpc.handleServerStreamingCall<_parikshan_v1_ReadShipmentRequest__Output, _parikshan_v1_ReadShipmentResponse>;
  
  /**
   * For another agent: removes generations that it does not need any more.
   */
  RemoveDiskGenerations: grpc.handleUnaryCall<_parikshan_v1_RemoveDiskGenerationsRequest__Output, _parikshan_v1_RemoveDiskGenerationsResponse>;
  
  /**
   * Deletes the images and the snapshot of a clone, what has been fetched of it, and generations made or fetched for it. Ends a fetch of it that is under way.
   */
  RemoveHostClone: grpc.handleUnaryCall<_parikshan_v1_RemoveHostCloneRequest__Output, _parikshan_v1_RemoveHostCloneResponse>;
  
  /**
   * Removes an instance and its disk. Stops it first when force is set.
   */
  RemoveHostInstance: grpc.handleUnaryCall<_parikshan_v1_RemoveHostInstanceRequest__Output, _parikshan_v1_RemoveHostInstanceResponse>;
  
  /**
   * Ends a replica; removes its cell and disk.
   */
  RemoveHostReplica: grpc.handleUnaryCall<_parikshan_v1_RemoveHostReplicaRequest__Output, _parikshan_v1_RemoveHostReplicaResponse>;
  
  /**
   * Restores the processes of a replica into its cell.
   */
  RestoreReplica: grpc.handleUnaryCall<_parikshan_v1_RestoreReplicaRequest__Output, _parikshan_v1_RestoreReplicaResponse>;
  
  /**
   * Stops an instance: TERM, then KILL after the grace.
   */
  StopHostInstance: grpc.handleUnaryCall<_parikshan_v1_StopHostInstanceRequest__Output, _parikshan_v1_StopHostInstanceResponse>;
  
  /**
   * What the instance or replica wrote to stdout and stderr.
   */
  StreamContainerLogs: grpc.handleServerStreamingCall<_parikshan_v1_StreamContainerLogsRequest__Output, _parikshan_v1_StreamContainerLogsResponse>;
  
}

export interface AgentServiceDefinition extends grpc.ServiceDefinition {
  CheckClone: MethodDefinition<_parikshan_v1_CheckCloneRequest, _parikshan_v1_CheckCloneResponse, _parikshan_v1_CheckCloneRequest__Output, _parikshan_v1_CheckCloneResponse__Output>
  CreateInstance: MethodDefinition<_parikshan_v1_CreateInstanceRequest, _parikshan_v1_CreateInstanceResponse, _parikshan_v1_CreateInstanceRequest__Output, _parikshan_v1_CreateInstanceResponse__Output>
  DescribeShipment: MethodDefinition<_parikshan_v1_DescribeShipmentRequest, _parikshan_v1_DescribeShipmentResponse, _parikshan_v1_DescribeShipmentRequest__Output, _parikshan_v1_DescribeShipmentResponse__Output>
  ExecInReplica: MethodDefinition<_parikshan_v1_ExecInReplicaRequest, _parikshan_v1_ExecInReplicaResponse, _parikshan_v1_ExecInReplicaRequest__Output, _parikshan_v1_ExecInReplicaResponse__Output>
  FetchClone: MethodDefinition<_parikshan_v1_FetchCloneRequest, _parikshan_v1_FetchCloneResponse, _parikshan_v1_FetchCloneRequest__Output, _parikshan_v1_FetchCloneResponse__Output>
  FetchDisk: MethodDefinition<_parikshan_v1_FetchDiskRequest, _parikshan_v1_FetchDiskResponse, _parikshan_v1_FetchDiskRequest__Output, _parikshan_v1_FetchDiskResponse__Output>
  FreezeInstance: MethodDefinition<_parikshan_v1_FreezeInstanceRequest, _parikshan_v1_FreezeInstanceResponse, _parikshan_v1_FreezeInstanceRequest__Output, _parikshan_v1_FreezeInstanceResponse__Output>
  GetAgentInventory: MethodDefinition<_parikshan_v1_GetAgentInventoryRequest, _parikshan_v1_GetAgentInventoryResponse, _parikshan_v1_GetAgentInventoryRequest__Output, _parikshan_v1_GetAgentInventoryResponse__Output>
  GetHost: MethodDefinition<_parikshan_v1_GetHostRequest, _parikshan_v1_GetHostResponse, _parikshan_v1_GetHostRequest__Output, _parikshan_v1_GetHostResponse__Output>
  ListHostInstances: MethodDefinition<_parikshan_v1_ListHostInstancesRequest, _parikshan_v1_ListHostInstancesResponse, _parikshan_v1_ListHostInstancesRequest__Output, _parikshan_v1_ListHostInstancesResponse__Output>
  ListHostReplicas: MethodDefinition<_parikshan_v1_ListHostReplicasRequest, _parikshan_v1_ListHostReplicasResponse, _parikshan_v1_ListHostReplicasRequest__Output, _parikshan_v1_ListHostReplicasResponse__Output>
  MakeDiskGeneration: MethodDefinition<_parikshan_v1_MakeDiskGenerationRequest, _parikshan_v1_MakeDiskGenerationResponse, _parikshan_v1_MakeDiskGenerationRequest__Output, _parikshan_v1_MakeDiskGenerationResponse__Output>
  MeasureLink: MethodDefinition<_parikshan_v1_MeasureLinkRequest, _parikshan_v1_MeasureLinkResponse, _parikshan_v1_MeasureLinkRequest__Output, _parikshan_v1_MeasureLinkResponse__Output>
  PrepareReplica: MethodDefinition<_parikshan_v1_PrepareReplicaRequest, _parikshan_v1_PrepareReplicaResponse, _parikshan_v1_PrepareReplicaRequest__Output, _parikshan_v1_PrepareReplicaResponse__Output>
  ProbeLink: MethodDefinition<_parikshan_v1_ProbeLinkRequest, _parikshan_v1_ProbeLinkResponse, _parikshan_v1_ProbeLinkRequest__Output, _parikshan_v1_ProbeLinkResponse__Output>
  ReadBlockDigests: MethodDefinition<_parikshan_v1_ReadBlockDigestsRequest, _parikshan_v1_ReadBlockDigestsResponse, _parikshan_v1_ReadBlockDigestsRequest__Output, _parikshan_v1_ReadBlockDigestsResponse__Output>
  ReadShipment: MethodDefinition<_parikshan_v1_ReadShipmentRequest, _parikshan_v1_ReadShipmentResponse, _parikshan_v1_ReadShipmentRequest__Output, _parikshan_v1_ReadShipmentResponse__Output>
  RemoveDiskGenerations: MethodDefinition<_parikshan_v1_RemoveDiskGenerationsRequest, _parikshan_v1_RemoveDiskGenerationsResponse, _parikshan_v1_RemoveDiskGenerationsRequest__Output, _parikshan_v1_RemoveDiskGenerationsResponse__Output>
  RemoveHostClone: MethodDefinition<_parikshan_v1_RemoveHostCloneRequest, _parikshan_v1_RemoveHostCloneResponse, _parikshan_v1_RemoveHostCloneRequest__Output, _parikshan_v1_RemoveHostCloneResponse__Output>
  RemoveHostInstance: MethodDefinition<_parikshan_v1_RemoveHostInstanceRequest, _parikshan_v1_RemoveHostInstanceResponse, _parikshan_v1_RemoveHostInstanceRequest__Output, _parikshan_v1_RemoveHostInstanceResponse__Output>
  RemoveHostReplica: MethodDefinition<_parikshan_v1_RemoveHostReplicaRequest, _parikshan_v1_RemoveHostReplicaResponse, _parikshan_v1_RemoveHostReplicaRequest__Output, _parikshan_v1_RemoveHostReplicaResponse__Output>
  RestoreReplica: MethodDefinition<_parikshan_v1_RestoreReplicaRequest, _parikshan_v1_RestoreReplicaResponse, _parikshan_v1_RestoreReplicaRequest__Output, _parikshan_v1_RestoreReplicaResponse__Output>
  StopHostInstance: MethodDefinition<_parikshan_v1_StopHostInstanceRequest, _parikshan_v1_StopHostInstanceResponse, _parikshan_v1_StopHostInstanceRequest__Output, _parikshan_v1_StopHostInstanceResponse__Output>
  StreamContainerLogs: MethodDefinition<_parikshan_v1_StreamContainerLogsRequest, _parikshan_v1_StreamContainerLogsResponse, _parikshan_v1_StreamContainerLogsRequest__Output, _parikshan_v1_StreamContainerLogsResponse__Output>
}
