import type * as grpc from '@grpc/grpc-js';
import type { EnumTypeDefinition, MessageTypeDefinition } from '@grpc/proto-loader';

import type { AgentServiceClient as _parikshan_v1_AgentServiceClient, AgentServiceDefinition as _parikshan_v1_AgentServiceDefinition } from './parikshan/v1/AgentService.js';
import type { CancelOperationRequest as _parikshan_v1_CancelOperationRequest, CancelOperationRequest__Output as _parikshan_v1_CancelOperationRequest__Output } from './parikshan/v1/CancelOperationRequest.js';
import type { CancelOperationResponse as _parikshan_v1_CancelOperationResponse, CancelOperationResponse__Output as _parikshan_v1_CancelOperationResponse__Output } from './parikshan/v1/CancelOperationResponse.js';
import type { CaptureStatus as _parikshan_v1_CaptureStatus, CaptureStatus__Output as _parikshan_v1_CaptureStatus__Output } from './parikshan/v1/CaptureStatus.js';
import type { Check as _parikshan_v1_Check, Check__Output as _parikshan_v1_Check__Output } from './parikshan/v1/Check.js';
import type { CheckCloneRequest as _parikshan_v1_CheckCloneRequest, CheckCloneRequest__Output as _parikshan_v1_CheckCloneRequest__Output } from './parikshan/v1/CheckCloneRequest.js';
import type { CheckCloneResponse as _parikshan_v1_CheckCloneResponse, CheckCloneResponse__Output as _parikshan_v1_CheckCloneResponse__Output } from './parikshan/v1/CheckCloneResponse.js';
import type { CheckHostRequest as _parikshan_v1_CheckHostRequest, CheckHostRequest__Output as _parikshan_v1_CheckHostRequest__Output } from './parikshan/v1/CheckHostRequest.js';
import type { CheckHostResponse as _parikshan_v1_CheckHostResponse, CheckHostResponse__Output as _parikshan_v1_CheckHostResponse__Output } from './parikshan/v1/CheckHostResponse.js';
import type { Clone as _parikshan_v1_Clone, Clone__Output as _parikshan_v1_Clone__Output } from './parikshan/v1/Clone.js';
import type { CoordinatorServiceClient as _parikshan_v1_CoordinatorServiceClient, CoordinatorServiceDefinition as _parikshan_v1_CoordinatorServiceDefinition } from './parikshan/v1/CoordinatorService.js';
import type { CreateCloneRequest as _parikshan_v1_CreateCloneRequest, CreateCloneRequest__Output as _parikshan_v1_CreateCloneRequest__Output } from './parikshan/v1/CreateCloneRequest.js';
import type { CreateCloneResponse as _parikshan_v1_CreateCloneResponse, CreateCloneResponse__Output as _parikshan_v1_CreateCloneResponse__Output } from './parikshan/v1/CreateCloneResponse.js';
import type { CreateInstanceRequest as _parikshan_v1_CreateInstanceRequest, CreateInstanceRequest__Output as _parikshan_v1_CreateInstanceRequest__Output } from './parikshan/v1/CreateInstanceRequest.js';
import type { CreateInstanceResponse as _parikshan_v1_CreateInstanceResponse, CreateInstanceResponse__Output as _parikshan_v1_CreateInstanceResponse__Output } from './parikshan/v1/CreateInstanceResponse.js';
import type { Cut as _parikshan_v1_Cut, Cut__Output as _parikshan_v1_Cut__Output } from './parikshan/v1/Cut.js';
import type { CutConnection as _parikshan_v1_CutConnection, CutConnection__Output as _parikshan_v1_CutConnection__Output } from './parikshan/v1/CutConnection.js';
import type { CutTcpOptions as _parikshan_v1_CutTcpOptions, CutTcpOptions__Output as _parikshan_v1_CutTcpOptions__Output } from './parikshan/v1/CutTcpOptions.js';
import type { DescribeShipmentRequest as _parikshan_v1_DescribeShipmentRequest, DescribeShipmentRequest__Output as _parikshan_v1_DescribeShipmentRequest__Output } from './parikshan/v1/DescribeShipmentRequest.js';
import type { DescribeShipmentResponse as _parikshan_v1_DescribeShipmentResponse, DescribeShipmentResponse__Output as _parikshan_v1_DescribeShipmentResponse__Output } from './parikshan/v1/DescribeShipmentResponse.js';
import type { Divergence as _parikshan_v1_Divergence, Divergence__Output as _parikshan_v1_Divergence__Output } from './parikshan/v1/Divergence.js';
import type { DrainHostRequest as _parikshan_v1_DrainHostRequest, DrainHostRequest__Output as _parikshan_v1_DrainHostRequest__Output } from './parikshan/v1/DrainHostRequest.js';
import type { DrainHostResponse as _parikshan_v1_DrainHostResponse, DrainHostResponse__Output as _parikshan_v1_DrainHostResponse__Output } from './parikshan/v1/DrainHostResponse.js';
import type { Endpoint as _parikshan_v1_Endpoint, Endpoint__Output as _parikshan_v1_Endpoint__Output } from './parikshan/v1/Endpoint.js';
import type { ExecInReplicaRequest as _parikshan_v1_ExecInReplicaRequest, ExecInReplicaRequest__Output as _parikshan_v1_ExecInReplicaRequest__Output } from './parikshan/v1/ExecInReplicaRequest.js';
import type { ExecInReplicaResponse as _parikshan_v1_ExecInReplicaResponse, ExecInReplicaResponse__Output as _parikshan_v1_ExecInReplicaResponse__Output } from './parikshan/v1/ExecInReplicaResponse.js';
import type { ExecReplicaRequest as _parikshan_v1_ExecReplicaRequest, ExecReplicaRequest__Output as _parikshan_v1_ExecReplicaRequest__Output } from './parikshan/v1/ExecReplicaRequest.js';
import type { ExecReplicaResponse as _parikshan_v1_ExecReplicaResponse, ExecReplicaResponse__Output as _parikshan_v1_ExecReplicaResponse__Output } from './parikshan/v1/ExecReplicaResponse.js';
import type { ExecStart as _parikshan_v1_ExecStart, ExecStart__Output as _parikshan_v1_ExecStart__Output } from './parikshan/v1/ExecStart.js';
import type { Failure as _parikshan_v1_Failure, Failure__Output as _parikshan_v1_Failure__Output } from './parikshan/v1/Failure.js';
import type { FetchCloneRequest as _parikshan_v1_FetchCloneRequest, FetchCloneRequest__Output as _parikshan_v1_FetchCloneRequest__Output } from './parikshan/v1/FetchCloneRequest.js';
import type { FetchCloneResponse as _parikshan_v1_FetchCloneResponse, FetchCloneResponse__Output as _parikshan_v1_FetchCloneResponse__Output } from './parikshan/v1/FetchCloneResponse.js';
import type { FetchDiskRequest as _parikshan_v1_FetchDiskRequest, FetchDiskRequest__Output as _parikshan_v1_FetchDiskRequest__Output } from './parikshan/v1/FetchDiskRequest.js';
import type { FetchDiskResponse as _parikshan_v1_FetchDiskResponse, FetchDiskResponse__Output as _parikshan_v1_FetchDiskResponse__Output } from './parikshan/v1/FetchDiskResponse.js';
import type { FreezeInstanceRequest as _parikshan_v1_FreezeInstanceRequest, FreezeInstanceRequest__Output as _parikshan_v1_FreezeInstanceRequest__Output } from './parikshan/v1/FreezeInstanceRequest.js';
import type { FreezeInstanceResponse as _parikshan_v1_FreezeInstanceResponse, FreezeInstanceResponse__Output as _parikshan_v1_FreezeInstanceResponse__Output } from './parikshan/v1/FreezeInstanceResponse.js';
import type { GetAgentInventoryRequest as _parikshan_v1_GetAgentInventoryRequest, GetAgentInventoryRequest__Output as _parikshan_v1_GetAgentInventoryRequest__Output } from './parikshan/v1/GetAgentInventoryRequest.js';
import type { GetAgentInventoryResponse as _parikshan_v1_GetAgentInventoryResponse, GetAgentInventoryResponse__Output as _parikshan_v1_GetAgentInventoryResponse__Output } from './parikshan/v1/GetAgentInventoryResponse.js';
import type { GetCaptureRequest as _parikshan_v1_GetCaptureRequest, GetCaptureRequest__Output as _parikshan_v1_GetCaptureRequest__Output } from './parikshan/v1/GetCaptureRequest.js';
import type { GetCaptureResponse as _parikshan_v1_GetCaptureResponse, GetCaptureResponse__Output as _parikshan_v1_GetCaptureResponse__Output } from './parikshan/v1/GetCaptureResponse.js';
import type { GetCloneRequest as _parikshan_v1_GetCloneRequest, GetCloneRequest__Output as _parikshan_v1_GetCloneRequest__Output } from './parikshan/v1/GetCloneRequest.js';
import type { GetCloneResponse as _parikshan_v1_GetCloneResponse, GetCloneResponse__Output as _parikshan_v1_GetCloneResponse__Output } from './parikshan/v1/GetCloneResponse.js';
import type { GetHostRequest as _parikshan_v1_GetHostRequest, GetHostRequest__Output as _parikshan_v1_GetHostRequest__Output } from './parikshan/v1/GetHostRequest.js';
import type { GetHostResponse as _parikshan_v1_GetHostResponse, GetHostResponse__Output as _parikshan_v1_GetHostResponse__Output } from './parikshan/v1/GetHostResponse.js';
import type { GetHostStatusRequest as _parikshan_v1_GetHostStatusRequest, GetHostStatusRequest__Output as _parikshan_v1_GetHostStatusRequest__Output } from './parikshan/v1/GetHostStatusRequest.js';
import type { GetHostStatusResponse as _parikshan_v1_GetHostStatusResponse, GetHostStatusResponse__Output as _parikshan_v1_GetHostStatusResponse__Output } from './parikshan/v1/GetHostStatusResponse.js';
import type { GetInstanceRequest as _parikshan_v1_GetInstanceRequest, GetInstanceRequest__Output as _parikshan_v1_GetInstanceRequest__Output } from './parikshan/v1/GetInstanceRequest.js';
import type { GetInstanceResponse as _parikshan_v1_GetInstanceResponse, GetInstanceResponse__Output as _parikshan_v1_GetInstanceResponse__Output } from './parikshan/v1/GetInstanceResponse.js';
import type { GetOperationRequest as _parikshan_v1_GetOperationRequest, GetOperationRequest__Output as _parikshan_v1_GetOperationRequest__Output } from './parikshan/v1/GetOperationRequest.js';
import type { GetOperationResponse as _parikshan_v1_GetOperationResponse, GetOperationResponse__Output as _parikshan_v1_GetOperationResponse__Output } from './parikshan/v1/GetOperationResponse.js';
import type { GetProxyInventoryRequest as _parikshan_v1_GetProxyInventoryRequest, GetProxyInventoryRequest__Output as _parikshan_v1_GetProxyInventoryRequest__Output } from './parikshan/v1/GetProxyInventoryRequest.js';
import type { GetProxyInventoryResponse as _parikshan_v1_GetProxyInventoryResponse, GetProxyInventoryResponse__Output as _parikshan_v1_GetProxyInventoryResponse__Output } from './parikshan/v1/GetProxyInventoryResponse.js';
import type { GetReplayRequest as _parikshan_v1_GetReplayRequest, GetReplayRequest__Output as _parikshan_v1_GetReplayRequest__Output } from './parikshan/v1/GetReplayRequest.js';
import type { GetReplayResponse as _parikshan_v1_GetReplayResponse, GetReplayResponse__Output as _parikshan_v1_GetReplayResponse__Output } from './parikshan/v1/GetReplayResponse.js';
import type { GetReplicaRequest as _parikshan_v1_GetReplicaRequest, GetReplicaRequest__Output as _parikshan_v1_GetReplicaRequest__Output } from './parikshan/v1/GetReplicaRequest.js';
import type { GetReplicaResponse as _parikshan_v1_GetReplicaResponse, GetReplicaResponse__Output as _parikshan_v1_GetReplicaResponse__Output } from './parikshan/v1/GetReplicaResponse.js';
import type { GetStatusRequest as _parikshan_v1_GetStatusRequest, GetStatusRequest__Output as _parikshan_v1_GetStatusRequest__Output } from './parikshan/v1/GetStatusRequest.js';
import type { GetStatusResponse as _parikshan_v1_GetStatusResponse, GetStatusResponse__Output as _parikshan_v1_GetStatusResponse__Output } from './parikshan/v1/GetStatusResponse.js';
import type { HeartbeatRequest as _parikshan_v1_HeartbeatRequest, HeartbeatRequest__Output as _parikshan_v1_HeartbeatRequest__Output } from './parikshan/v1/HeartbeatRequest.js';
import type { HeartbeatResponse as _parikshan_v1_HeartbeatResponse, HeartbeatResponse__Output as _parikshan_v1_HeartbeatResponse__Output } from './parikshan/v1/HeartbeatResponse.js';
import type { Host as _parikshan_v1_Host, Host__Output as _parikshan_v1_Host__Output } from './parikshan/v1/Host.js';
import type { HostInstance as _parikshan_v1_HostInstance, HostInstance__Output as _parikshan_v1_HostInstance__Output } from './parikshan/v1/HostInstance.js';
import type { HostLink as _parikshan_v1_HostLink, HostLink__Output as _parikshan_v1_HostLink__Output } from './parikshan/v1/HostLink.js';
import type { HostReplica as _parikshan_v1_HostReplica, HostReplica__Output as _parikshan_v1_HostReplica__Output } from './parikshan/v1/HostReplica.js';
import type { Instance as _parikshan_v1_Instance, Instance__Output as _parikshan_v1_Instance__Output } from './parikshan/v1/Instance.js';
import type { InstanceSpec as _parikshan_v1_InstanceSpec, InstanceSpec__Output as _parikshan_v1_InstanceSpec__Output } from './parikshan/v1/InstanceSpec.js';
import type { Inventory as _parikshan_v1_Inventory, Inventory__Output as _parikshan_v1_Inventory__Output } from './parikshan/v1/Inventory.js';
import type { ListClonesRequest as _parikshan_v1_ListClonesRequest, ListClonesRequest__Output as _parikshan_v1_ListClonesRequest__Output } from './parikshan/v1/ListClonesRequest.js';
import type { ListClonesResponse as _parikshan_v1_ListClonesResponse, ListClonesResponse__Output as _parikshan_v1_ListClonesResponse__Output } from './parikshan/v1/ListClonesResponse.js';
import type { ListHostInstancesRequest as _parikshan_v1_ListHostInstancesRequest, ListHostInstancesRequest__Output as _parikshan_v1_ListHostInstancesRequest__Output } from './parikshan/v1/ListHostInstancesRequest.js';
import type { ListHostInstancesResponse as _parikshan_v1_ListHostInstancesResponse, ListHostInstancesResponse__Output as _parikshan_v1_ListHostInstancesResponse__Output } from './parikshan/v1/ListHostInstancesResponse.js';
import type { ListHostReplicasRequest as _parikshan_v1_ListHostReplicasRequest, ListHostReplicasRequest__Output as _parikshan_v1_ListHostReplicasRequest__Output } from './parikshan/v1/ListHostReplicasRequest.js';
import type { ListHostReplicasResponse as _parikshan_v1_ListHostReplicasResponse, ListHostReplicasResponse__Output as _parikshan_v1_ListHostReplicasResponse__Output } from './parikshan/v1/ListHostReplicasResponse.js';
import type { ListHostsRequest as _parikshan_v1_ListHostsRequest, ListHostsRequest__Output as _parikshan_v1_ListHostsRequest__Output } from './parikshan/v1/ListHostsRequest.js';
import type { ListHostsResponse as _parikshan_v1_ListHostsResponse, ListHostsResponse__Output as _parikshan_v1_ListHostsResponse__Output } from './parikshan/v1/ListHostsResponse.js';
import type { ListInstancesRequest as _parikshan_v1_ListInstancesRequest, ListInstancesRequest__Output as _parikshan_v1_ListInstancesRequest__Output } from './parikshan/v1/ListInstancesRequest.js';
import type { ListInstancesResponse as _parikshan_v1_ListInstancesResponse, ListInstancesResponse__Output as _parikshan_v1_ListInstancesResponse__Output } from './parikshan/v1/ListInstancesResponse.js';
import type { ListOperationsRequest as _parikshan_v1_ListOperationsRequest, ListOperationsRequest__Output as _parikshan_v1_ListOperationsRequest__Output } from './parikshan/v1/ListOperationsRequest.js';
import type { ListOperationsResponse as _parikshan_v1_ListOperationsResponse, ListOperationsResponse__Output as _parikshan_v1_ListOperationsResponse__Output } from './parikshan/v1/ListOperationsResponse.js';
import type { ListReplicasRequest as _parikshan_v1_ListReplicasRequest, ListReplicasRequest__Output as _parikshan_v1_ListReplicasRequest__Output } from './parikshan/v1/ListReplicasRequest.js';
import type { ListReplicasResponse as _parikshan_v1_ListReplicasResponse, ListReplicasResponse__Output as _parikshan_v1_ListReplicasResponse__Output } from './parikshan/v1/ListReplicasResponse.js';
import type { MakeDiskGenerationRequest as _parikshan_v1_MakeDiskGenerationRequest, MakeDiskGenerationRequest__Output as _parikshan_v1_MakeDiskGenerationRequest__Output } from './parikshan/v1/MakeDiskGenerationRequest.js';
import type { MakeDiskGenerationResponse as _parikshan_v1_MakeDiskGenerationResponse, MakeDiskGenerationResponse__Output as _parikshan_v1_MakeDiskGenerationResponse__Output } from './parikshan/v1/MakeDiskGenerationResponse.js';
import type { MarkCaptureRequest as _parikshan_v1_MarkCaptureRequest, MarkCaptureRequest__Output as _parikshan_v1_MarkCaptureRequest__Output } from './parikshan/v1/MarkCaptureRequest.js';
import type { MarkCaptureResponse as _parikshan_v1_MarkCaptureResponse, MarkCaptureResponse__Output as _parikshan_v1_MarkCaptureResponse__Output } from './parikshan/v1/MarkCaptureResponse.js';
import type { MeasureClientGapRequest as _parikshan_v1_MeasureClientGapRequest, MeasureClientGapRequest__Output as _parikshan_v1_MeasureClientGapRequest__Output } from './parikshan/v1/MeasureClientGapRequest.js';
import type { MeasureClientGapResponse as _parikshan_v1_MeasureClientGapResponse, MeasureClientGapResponse__Output as _parikshan_v1_MeasureClientGapResponse__Output } from './parikshan/v1/MeasureClientGapResponse.js';
import type { MeasureLinkRequest as _parikshan_v1_MeasureLinkRequest, MeasureLinkRequest__Output as _parikshan_v1_MeasureLinkRequest__Output } from './parikshan/v1/MeasureLinkRequest.js';
import type { MeasureLinkResponse as _parikshan_v1_MeasureLinkResponse, MeasureLinkResponse__Output as _parikshan_v1_MeasureLinkResponse__Output } from './parikshan/v1/MeasureLinkResponse.js';
import type { Operation as _parikshan_v1_Operation, Operation__Output as _parikshan_v1_Operation__Output } from './parikshan/v1/Operation.js';
import type { OperationEvent as _parikshan_v1_OperationEvent, OperationEvent__Output as _parikshan_v1_OperationEvent__Output } from './parikshan/v1/OperationEvent.js';
import type { PreDump as _parikshan_v1_PreDump, PreDump__Output as _parikshan_v1_PreDump__Output } from './parikshan/v1/PreDump.js';
import type { PrepareReplayRequest as _parikshan_v1_PrepareReplayRequest, PrepareReplayRequest__Output as _parikshan_v1_PrepareReplayRequest__Output } from './parikshan/v1/PrepareReplayRequest.js';
import type { PrepareReplayResponse as _parikshan_v1_PrepareReplayResponse, PrepareReplayResponse__Output as _parikshan_v1_PrepareReplayResponse__Output } from './parikshan/v1/PrepareReplayResponse.js';
import type { PrepareReplicaRequest as _parikshan_v1_PrepareReplicaRequest, PrepareReplicaRequest__Output as _parikshan_v1_PrepareReplicaRequest__Output } from './parikshan/v1/PrepareReplicaRequest.js';
import type { PrepareReplicaResponse as _parikshan_v1_PrepareReplicaResponse, PrepareReplicaResponse__Output as _parikshan_v1_PrepareReplicaResponse__Output } from './parikshan/v1/PrepareReplicaResponse.js';
import type { ProbeLinkRequest as _parikshan_v1_ProbeLinkRequest, ProbeLinkRequest__Output as _parikshan_v1_ProbeLinkRequest__Output } from './parikshan/v1/ProbeLinkRequest.js';
import type { ProbeLinkResponse as _parikshan_v1_ProbeLinkResponse, ProbeLinkResponse__Output as _parikshan_v1_ProbeLinkResponse__Output } from './parikshan/v1/ProbeLinkResponse.js';
import type { ProxyServiceClient as _parikshan_v1_ProxyServiceClient, ProxyServiceDefinition as _parikshan_v1_ProxyServiceDefinition } from './parikshan/v1/ProxyService.js';
import type { ReadBlockDigestsRequest as _parikshan_v1_ReadBlockDigestsRequest, ReadBlockDigestsRequest__Output as _parikshan_v1_ReadBlockDigestsRequest__Output } from './parikshan/v1/ReadBlockDigestsRequest.js';
import type { ReadBlockDigestsResponse as _parikshan_v1_ReadBlockDigestsResponse, ReadBlockDigestsResponse__Output as _parikshan_v1_ReadBlockDigestsResponse__Output } from './parikshan/v1/ReadBlockDigestsResponse.js';
import type { ReadShipmentRequest as _parikshan_v1_ReadShipmentRequest, ReadShipmentRequest__Output as _parikshan_v1_ReadShipmentRequest__Output } from './parikshan/v1/ReadShipmentRequest.js';
import type { ReadShipmentResponse as _parikshan_v1_ReadShipmentResponse, ReadShipmentResponse__Output as _parikshan_v1_ReadShipmentResponse__Output } from './parikshan/v1/ReadShipmentResponse.js';
import type { RemoveCloneRequest as _parikshan_v1_RemoveCloneRequest, RemoveCloneRequest__Output as _parikshan_v1_RemoveCloneRequest__Output } from './parikshan/v1/RemoveCloneRequest.js';
import type { RemoveCloneResponse as _parikshan_v1_RemoveCloneResponse, RemoveCloneResponse__Output as _parikshan_v1_RemoveCloneResponse__Output } from './parikshan/v1/RemoveCloneResponse.js';
import type { RemoveDiskGenerationsRequest as _parikshan_v1_RemoveDiskGenerationsRequest, RemoveDiskGenerationsRequest__Output as _parikshan_v1_RemoveDiskGenerationsRequest__Output } from './parikshan/v1/RemoveDiskGenerationsRequest.js';
import type { RemoveDiskGenerationsResponse as _parikshan_v1_RemoveDiskGenerationsResponse, RemoveDiskGenerationsResponse__Output as _parikshan_v1_RemoveDiskGenerationsResponse__Output } from './parikshan/v1/RemoveDiskGenerationsResponse.js';
import type { RemoveHostCloneRequest as _parikshan_v1_RemoveHostCloneRequest, RemoveHostCloneRequest__Output as _parikshan_v1_RemoveHostCloneRequest__Output } from './parikshan/v1/RemoveHostCloneRequest.js';
import type { RemoveHostCloneResponse as _parikshan_v1_RemoveHostCloneResponse, RemoveHostCloneResponse__Output as _parikshan_v1_RemoveHostCloneResponse__Output } from './parikshan/v1/RemoveHostCloneResponse.js';
import type { RemoveHostInstanceRequest as _parikshan_v1_RemoveHostInstanceRequest, RemoveHostInstanceRequest__Output as _parikshan_v1_RemoveHostInstanceRequest__Output } from './parikshan/v1/RemoveHostInstanceRequest.js';
import type { RemoveHostInstanceResponse as _parikshan_v1_RemoveHostInstanceResponse, RemoveHostInstanceResponse__Output as _parikshan_v1_RemoveHostInstanceResponse__Output } from './parikshan/v1/RemoveHostInstanceResponse.js';
import type { RemoveHostReplicaRequest as _parikshan_v1_RemoveHostReplicaRequest, RemoveHostReplicaRequest__Output as _parikshan_v1_RemoveHostReplicaRequest__Output } from './parikshan/v1/RemoveHostReplicaRequest.js';
import type { RemoveHostReplicaResponse as _parikshan_v1_RemoveHostReplicaResponse, RemoveHostReplicaResponse__Output as _parikshan_v1_RemoveHostReplicaResponse__Output } from './parikshan/v1/RemoveHostReplicaResponse.js';
import type { RemoveHostRequest as _parikshan_v1_RemoveHostRequest, RemoveHostRequest__Output as _parikshan_v1_RemoveHostRequest__Output } from './parikshan/v1/RemoveHostRequest.js';
import type { RemoveHostResponse as _parikshan_v1_RemoveHostResponse, RemoveHostResponse__Output as _parikshan_v1_RemoveHostResponse__Output } from './parikshan/v1/RemoveHostResponse.js';
import type { RemoveInstanceRequest as _parikshan_v1_RemoveInstanceRequest, RemoveInstanceRequest__Output as _parikshan_v1_RemoveInstanceRequest__Output } from './parikshan/v1/RemoveInstanceRequest.js';
import type { RemoveInstanceResponse as _parikshan_v1_RemoveInstanceResponse, RemoveInstanceResponse__Output as _parikshan_v1_RemoveInstanceResponse__Output } from './parikshan/v1/RemoveInstanceResponse.js';
import type { RemoveReplicaRequest as _parikshan_v1_RemoveReplicaRequest, RemoveReplicaRequest__Output as _parikshan_v1_RemoveReplicaRequest__Output } from './parikshan/v1/RemoveReplicaRequest.js';
import type { RemoveReplicaResponse as _parikshan_v1_RemoveReplicaResponse, RemoveReplicaResponse__Output as _parikshan_v1_RemoveReplicaResponse__Output } from './parikshan/v1/RemoveReplicaResponse.js';
import type { ReplayStatus as _parikshan_v1_ReplayStatus, ReplayStatus__Output as _parikshan_v1_ReplayStatus__Output } from './parikshan/v1/ReplayStatus.js';
import type { Replica as _parikshan_v1_Replica, Replica__Output as _parikshan_v1_Replica__Output } from './parikshan/v1/Replica.js';
import type { RestoreReplicaRequest as _parikshan_v1_RestoreReplicaRequest, RestoreReplicaRequest__Output as _parikshan_v1_RestoreReplicaRequest__Output } from './parikshan/v1/RestoreReplicaRequest.js';
import type { RestoreReplicaResponse as _parikshan_v1_RestoreReplicaResponse, RestoreReplicaResponse__Output as _parikshan_v1_RestoreReplicaResponse__Output } from './parikshan/v1/RestoreReplicaResponse.js';
import type { RunInstanceRequest as _parikshan_v1_RunInstanceRequest, RunInstanceRequest__Output as _parikshan_v1_RunInstanceRequest__Output } from './parikshan/v1/RunInstanceRequest.js';
import type { RunInstanceResponse as _parikshan_v1_RunInstanceResponse, RunInstanceResponse__Output as _parikshan_v1_RunInstanceResponse__Output } from './parikshan/v1/RunInstanceResponse.js';
import type { SetHostLabelsRequest as _parikshan_v1_SetHostLabelsRequest, SetHostLabelsRequest__Output as _parikshan_v1_SetHostLabelsRequest__Output } from './parikshan/v1/SetHostLabelsRequest.js';
import type { SetHostLabelsResponse as _parikshan_v1_SetHostLabelsResponse, SetHostLabelsResponse__Output as _parikshan_v1_SetHostLabelsResponse__Output } from './parikshan/v1/SetHostLabelsResponse.js';
import type { Shipment as _parikshan_v1_Shipment, Shipment__Output as _parikshan_v1_Shipment__Output } from './parikshan/v1/Shipment.js';
import type { ShipmentFile as _parikshan_v1_ShipmentFile, ShipmentFile__Output as _parikshan_v1_ShipmentFile__Output } from './parikshan/v1/ShipmentFile.js';
import type { ShipmentPiece as _parikshan_v1_ShipmentPiece, ShipmentPiece__Output as _parikshan_v1_ShipmentPiece__Output } from './parikshan/v1/ShipmentPiece.js';
import type { ShipmentRange as _parikshan_v1_ShipmentRange, ShipmentRange__Output as _parikshan_v1_ShipmentRange__Output } from './parikshan/v1/ShipmentRange.js';
import type { ShipmentRanges as _parikshan_v1_ShipmentRanges, ShipmentRanges__Output as _parikshan_v1_ShipmentRanges__Output } from './parikshan/v1/ShipmentRanges.js';
import type { ShipmentSubject as _parikshan_v1_ShipmentSubject, ShipmentSubject__Output as _parikshan_v1_ShipmentSubject__Output } from './parikshan/v1/ShipmentSubject.js';
import type { SshHop as _parikshan_v1_SshHop, SshHop__Output as _parikshan_v1_SshHop__Output } from './parikshan/v1/SshHop.js';
import type { StartCaptureRequest as _parikshan_v1_StartCaptureRequest, StartCaptureRequest__Output as _parikshan_v1_StartCaptureRequest__Output } from './parikshan/v1/StartCaptureRequest.js';
import type { StartCaptureResponse as _parikshan_v1_StartCaptureResponse, StartCaptureResponse__Output as _parikshan_v1_StartCaptureResponse__Output } from './parikshan/v1/StartCaptureResponse.js';
import type { StartReplayRequest as _parikshan_v1_StartReplayRequest, StartReplayRequest__Output as _parikshan_v1_StartReplayRequest__Output } from './parikshan/v1/StartReplayRequest.js';
import type { StartReplayResponse as _parikshan_v1_StartReplayResponse, StartReplayResponse__Output as _parikshan_v1_StartReplayResponse__Output } from './parikshan/v1/StartReplayResponse.js';
import type { StartReplicasRequest as _parikshan_v1_StartReplicasRequest, StartReplicasRequest__Output as _parikshan_v1_StartReplicasRequest__Output } from './parikshan/v1/StartReplicasRequest.js';
import type { StartReplicasResponse as _parikshan_v1_StartReplicasResponse, StartReplicasResponse__Output as _parikshan_v1_StartReplicasResponse__Output } from './parikshan/v1/StartReplicasResponse.js';
import type { StopCaptureRequest as _parikshan_v1_StopCaptureRequest, StopCaptureRequest__Output as _parikshan_v1_StopCaptureRequest__Output } from './parikshan/v1/StopCaptureRequest.js';
import type { StopCaptureResponse as _parikshan_v1_StopCaptureResponse, StopCaptureResponse__Output as _parikshan_v1_StopCaptureResponse__Output } from './parikshan/v1/StopCaptureResponse.js';
import type { StopHostInstanceRequest as _parikshan_v1_StopHostInstanceRequest, StopHostInstanceRequest__Output as _parikshan_v1_StopHostInstanceRequest__Output } from './parikshan/v1/StopHostInstanceRequest.js';
import type { StopHostInstanceResponse as _parikshan_v1_StopHostInstanceResponse, StopHostInstanceResponse__Output as _parikshan_v1_StopHostInstanceResponse__Output } from './parikshan/v1/StopHostInstanceResponse.js';
import type { StopInstanceRequest as _parikshan_v1_StopInstanceRequest, StopInstanceRequest__Output as _parikshan_v1_StopInstanceRequest__Output } from './parikshan/v1/StopInstanceRequest.js';
import type { StopInstanceResponse as _parikshan_v1_StopInstanceResponse, StopInstanceResponse__Output as _parikshan_v1_StopInstanceResponse__Output } from './parikshan/v1/StopInstanceResponse.js';
import type { StopReplayRequest as _parikshan_v1_StopReplayRequest, StopReplayRequest__Output as _parikshan_v1_StopReplayRequest__Output } from './parikshan/v1/StopReplayRequest.js';
import type { StopReplayResponse as _parikshan_v1_StopReplayResponse, StopReplayResponse__Output as _parikshan_v1_StopReplayResponse__Output } from './parikshan/v1/StopReplayResponse.js';
import type { StreamContainerLogsRequest as _parikshan_v1_StreamContainerLogsRequest, StreamContainerLogsRequest__Output as _parikshan_v1_StreamContainerLogsRequest__Output } from './parikshan/v1/StreamContainerLogsRequest.js';
import type { StreamContainerLogsResponse as _parikshan_v1_StreamContainerLogsResponse, StreamContainerLogsResponse__Output as _parikshan_v1_StreamContainerLogsResponse__Output } from './parikshan/v1/StreamContainerLogsResponse.js';
import type { StreamLogsRequest as _parikshan_v1_StreamLogsRequest, StreamLogsRequest__Output as _parikshan_v1_StreamLogsRequest__Output } from './parikshan/v1/StreamLogsRequest.js';
import type { StreamLogsResponse as _parikshan_v1_StreamLogsResponse, StreamLogsResponse__Output as _parikshan_v1_StreamLogsResponse__Output } from './parikshan/v1/StreamLogsResponse.js';
import type { Suspend as _parikshan_v1_Suspend, Suspend__Output as _parikshan_v1_Suspend__Output } from './parikshan/v1/Suspend.js';
import type { TerminalSize as _parikshan_v1_TerminalSize, TerminalSize__Output as _parikshan_v1_TerminalSize__Output } from './parikshan/v1/TerminalSize.js';
import type { TransferLimits as _parikshan_v1_TransferLimits, TransferLimits__Output as _parikshan_v1_TransferLimits__Output } from './parikshan/v1/TransferLimits.js';
import type { TransferPart as _parikshan_v1_TransferPart, TransferPart__Output as _parikshan_v1_TransferPart__Output } from './parikshan/v1/TransferPart.js';
import type { WaitingConnection as _parikshan_v1_WaitingConnection, WaitingConnection__Output as _parikshan_v1_WaitingConnection__Output } from './parikshan/v1/WaitingConnection.js';
import type { WatchOperationRequest as _parikshan_v1_WatchOperationRequest, WatchOperationRequest__Output as _parikshan_v1_WatchOperationRequest__Output } from './parikshan/v1/WatchOperationRequest.js';
import type { WatchOperationResponse as _parikshan_v1_WatchOperationResponse, WatchOperationResponse__Output as _parikshan_v1_WatchOperationResponse__Output } from './parikshan/v1/WatchOperationResponse.js';
import type { WatchReplayRequest as _parikshan_v1_WatchReplayRequest, WatchReplayRequest__Output as _parikshan_v1_WatchReplayRequest__Output } from './parikshan/v1/WatchReplayRequest.js';
import type { WatchReplayResponse as _parikshan_v1_WatchReplayResponse, WatchReplayResponse__Output as _parikshan_v1_WatchReplayResponse__Output } from './parikshan/v1/WatchReplayResponse.js';
import type { WatchReplicaRequest as _parikshan_v1_WatchReplicaRequest, WatchReplicaRequest__Output as _parikshan_v1_WatchReplicaRequest__Output } from './parikshan/v1/WatchReplicaRequest.js';
import type { WatchReplicaResponse as _parikshan_v1_WatchReplicaResponse, WatchReplicaResponse__Output as _parikshan_v1_WatchReplicaResponse__Output } from './parikshan/v1/WatchReplicaResponse.js';

type SubtypeConstructor<Constructor extends new (...args: any) => any, Subtype> = {
  new(...args: ConstructorParameters<Constructor>): Subtype;
};

export interface ProtoGrpcType {
  parikshan: {
    v1: {
      /**
       * Does what only the host itself can do.
       */
      AgentService: SubtypeConstructor<typeof grpc.Client, _parikshan_v1_AgentServiceClient> & { service: _parikshan_v1_AgentServiceDefinition }
      CancelOperationRequest: MessageTypeDefinition<_parikshan_v1_CancelOperationRequest, _parikshan_v1_CancelOperationRequest__Output>
      CancelOperationResponse: MessageTypeDefinition<_parikshan_v1_CancelOperationResponse, _parikshan_v1_CancelOperationResponse__Output>
      CaptureStatus: MessageTypeDefinition<_parikshan_v1_CaptureStatus, _parikshan_v1_CaptureStatus__Output>
      Check: MessageTypeDefinition<_parikshan_v1_Check, _parikshan_v1_Check__Output>
      CheckCloneRequest: MessageTypeDefinition<_parikshan_v1_CheckCloneRequest, _parikshan_v1_CheckCloneRequest__Output>
      CheckCloneResponse: MessageTypeDefinition<_parikshan_v1_CheckCloneResponse, _parikshan_v1_CheckCloneResponse__Output>
      CheckHostRequest: MessageTypeDefinition<_parikshan_v1_CheckHostRequest, _parikshan_v1_CheckHostRequest__Output>
      CheckHostResponse: MessageTypeDefinition<_parikshan_v1_CheckHostResponse, _parikshan_v1_CheckHostResponse__Output>
      Clone: MessageTypeDefinition<_parikshan_v1_Clone, _parikshan_v1_Clone__Output>
      CloneState: EnumTypeDefinition
      ContainerState: EnumTypeDefinition
      /**
       * Instances, clones, replicas and operations of all hosts.
       */
      CoordinatorService: SubtypeConstructor<typeof grpc.Client, _parikshan_v1_CoordinatorServiceClient> & { service: _parikshan_v1_CoordinatorServiceDefinition }
      CreateCloneRequest: MessageTypeDefinition<_parikshan_v1_CreateCloneRequest, _parikshan_v1_CreateCloneRequest__Output>
      CreateCloneResponse: MessageTypeDefinition<_parikshan_v1_CreateCloneResponse, _parikshan_v1_CreateCloneResponse__Output>
      CreateInstanceRequest: MessageTypeDefinition<_parikshan_v1_CreateInstanceRequest, _parikshan_v1_CreateInstanceRequest__Output>
      CreateInstanceResponse: MessageTypeDefinition<_parikshan_v1_CreateInstanceResponse, _parikshan_v1_CreateInstanceResponse__Output>
      Cut: MessageTypeDefinition<_parikshan_v1_Cut, _parikshan_v1_Cut__Output>
      CutConnection: MessageTypeDefinition<_parikshan_v1_CutConnection, _parikshan_v1_CutConnection__Output>
      CutTcpOptions: MessageTypeDefinition<_parikshan_v1_CutTcpOptions, _parikshan_v1_CutTcpOptions__Output>
      DescribeShipmentRequest: MessageTypeDefinition<_parikshan_v1_DescribeShipmentRequest, _parikshan_v1_DescribeShipmentRequest__Output>
      DescribeShipmentResponse: MessageTypeDefinition<_parikshan_v1_DescribeShipmentResponse, _parikshan_v1_DescribeShipmentResponse__Output>
      Divergence: MessageTypeDefinition<_parikshan_v1_Divergence, _parikshan_v1_Divergence__Output>
      DrainHostRequest: MessageTypeDefinition<_parikshan_v1_DrainHostRequest, _parikshan_v1_DrainHostRequest__Output>
      DrainHostResponse: MessageTypeDefinition<_parikshan_v1_DrainHostResponse, _parikshan_v1_DrainHostResponse__Output>
      Endpoint: MessageTypeDefinition<_parikshan_v1_Endpoint, _parikshan_v1_Endpoint__Output>
      ExecInReplicaRequest: MessageTypeDefinition<_parikshan_v1_ExecInReplicaRequest, _parikshan_v1_ExecInReplicaRequest__Output>
      ExecInReplicaResponse: MessageTypeDefinition<_parikshan_v1_ExecInReplicaResponse, _parikshan_v1_ExecInReplicaResponse__Output>
      ExecReplicaRequest: MessageTypeDefinition<_parikshan_v1_ExecReplicaRequest, _parikshan_v1_ExecReplicaRequest__Output>
      ExecReplicaResponse: MessageTypeDefinition<_parikshan_v1_ExecReplicaResponse, _parikshan_v1_ExecReplicaResponse__Output>
      ExecStart: MessageTypeDefinition<_parikshan_v1_ExecStart, _parikshan_v1_ExecStart__Output>
      Failure: MessageTypeDefinition<_parikshan_v1_Failure, _parikshan_v1_Failure__Output>
      FetchCloneRequest: MessageTypeDefinition<_parikshan_v1_FetchCloneRequest, _parikshan_v1_FetchCloneRequest__Output>
      FetchCloneResponse: MessageTypeDefinition<_parikshan_v1_FetchCloneResponse, _parikshan_v1_FetchCloneResponse__Output>
      FetchDiskRequest: MessageTypeDefinition<_parikshan_v1_FetchDiskRequest, _parikshan_v1_FetchDiskRequest__Output>
      FetchDiskResponse: MessageTypeDefinition<_parikshan_v1_FetchDiskResponse, _parikshan_v1_FetchDiskResponse__Output>
      FreezeInstanceRequest: MessageTypeDefinition<_parikshan_v1_FreezeInstanceRequest, _parikshan_v1_FreezeInstanceRequest__Output>
      FreezeInstanceResponse: MessageTypeDefinition<_parikshan_v1_FreezeInstanceResponse, _parikshan_v1_FreezeInstanceResponse__Output>
      GetAgentInventoryRequest: MessageTypeDefinition<_parikshan_v1_GetAgentInventoryRequest, _parikshan_v1_GetAgentInventoryRequest__Output>
      GetAgentInventoryResponse: MessageTypeDefinition<_parikshan_v1_GetAgentInventoryResponse, _parikshan_v1_GetAgentInventoryResponse__Output>
      GetCaptureRequest: MessageTypeDefinition<_parikshan_v1_GetCaptureRequest, _parikshan_v1_GetCaptureRequest__Output>
      GetCaptureResponse: MessageTypeDefinition<_parikshan_v1_GetCaptureResponse, _parikshan_v1_GetCaptureResponse__Output>
      GetCloneRequest: MessageTypeDefinition<_parikshan_v1_GetCloneRequest, _parikshan_v1_GetCloneRequest__Output>
      GetCloneResponse: MessageTypeDefinition<_parikshan_v1_GetCloneResponse, _parikshan_v1_GetCloneResponse__Output>
      GetHostRequest: MessageTypeDefinition<_parikshan_v1_GetHostRequest, _parikshan_v1_GetHostRequest__Output>
      GetHostResponse: MessageTypeDefinition<_parikshan_v1_GetHostResponse, _parikshan_v1_GetHostResponse__Output>
      GetHostStatusRequest: MessageTypeDefinition<_parikshan_v1_GetHostStatusRequest, _parikshan_v1_GetHostStatusRequest__Output>
      GetHostStatusResponse: MessageTypeDefinition<_parikshan_v1_GetHostStatusResponse, _parikshan_v1_GetHostStatusResponse__Output>
      GetInstanceRequest: MessageTypeDefinition<_parikshan_v1_GetInstanceRequest, _parikshan_v1_GetInstanceRequest__Output>
      GetInstanceResponse: MessageTypeDefinition<_parikshan_v1_GetInstanceResponse, _parikshan_v1_GetInstanceResponse__Output>
      GetOperationRequest: MessageTypeDefinition<_parikshan_v1_GetOperationRequest, _parikshan_v1_GetOperationRequest__Output>
      GetOperationResponse: MessageTypeDefinition<_parikshan_v1_GetOperationResponse, _parikshan_v1_GetOperationResponse__Output>
      GetProxyInventoryRequest: MessageTypeDefinition<_parikshan_v1_GetProxyInventoryRequest, _parikshan_v1_GetProxyInventoryRequest__Output>
      GetProxyInventoryResponse: MessageTypeDefinition<_parikshan_v1_GetProxyInventoryResponse, _parikshan_v1_GetProxyInventoryResponse__Output>
      GetReplayRequest: MessageTypeDefinition<_parikshan_v1_GetReplayRequest, _parikshan_v1_GetReplayRequest__Output>
      GetReplayResponse: MessageTypeDefinition<_parikshan_v1_GetReplayResponse, _parikshan_v1_GetReplayResponse__Output>
      GetReplicaRequest: MessageTypeDefinition<_parikshan_v1_GetReplicaRequest, _parikshan_v1_GetReplicaRequest__Output>
      GetReplicaResponse: MessageTypeDefinition<_parikshan_v1_GetReplicaResponse, _parikshan_v1_GetReplicaResponse__Output>
      GetStatusRequest: MessageTypeDefinition<_parikshan_v1_GetStatusRequest, _parikshan_v1_GetStatusRequest__Output>
      GetStatusResponse: MessageTypeDefinition<_parikshan_v1_GetStatusResponse, _parikshan_v1_GetStatusResponse__Output>
      HeartbeatRequest: MessageTypeDefinition<_parikshan_v1_HeartbeatRequest, _parikshan_v1_HeartbeatRequest__Output>
      HeartbeatResponse: MessageTypeDefinition<_parikshan_v1_HeartbeatResponse, _parikshan_v1_HeartbeatResponse__Output>
      Host: MessageTypeDefinition<_parikshan_v1_Host, _parikshan_v1_Host__Output>
      HostInstance: MessageTypeDefinition<_parikshan_v1_HostInstance, _parikshan_v1_HostInstance__Output>
      HostLink: MessageTypeDefinition<_parikshan_v1_HostLink, _parikshan_v1_HostLink__Output>
      HostReplica: MessageTypeDefinition<_parikshan_v1_HostReplica, _parikshan_v1_HostReplica__Output>
      Instance: MessageTypeDefinition<_parikshan_v1_Instance, _parikshan_v1_Instance__Output>
      InstanceSpec: MessageTypeDefinition<_parikshan_v1_InstanceSpec, _parikshan_v1_InstanceSpec__Output>
      Inventory: MessageTypeDefinition<_parikshan_v1_Inventory, _parikshan_v1_Inventory__Output>
      LastPass: EnumTypeDefinition
      ListClonesRequest: MessageTypeDefinition<_parikshan_v1_ListClonesRequest, _parikshan_v1_ListClonesRequest__Output>
      ListClonesResponse: MessageTypeDefinition<_parikshan_v1_ListClonesResponse, _parikshan_v1_ListClonesResponse__Output>
      ListHostInstancesRequest: MessageTypeDefinition<_parikshan_v1_ListHostInstancesRequest, _parikshan_v1_ListHostInstancesRequest__Output>
      ListHostInstancesResponse: MessageTypeDefinition<_parikshan_v1_ListHostInstancesResponse, _parikshan_v1_ListHostInstancesResponse__Output>
      ListHostReplicasRequest: MessageTypeDefinition<_parikshan_v1_ListHostReplicasRequest, _parikshan_v1_ListHostReplicasRequest__Output>
      ListHostReplicasResponse: MessageTypeDefinition<_parikshan_v1_ListHostReplicasResponse, _parikshan_v1_ListHostReplicasResponse__Output>
      ListHostsRequest: MessageTypeDefinition<_parikshan_v1_ListHostsRequest, _parikshan_v1_ListHostsRequest__Output>
      ListHostsResponse: MessageTypeDefinition<_parikshan_v1_ListHostsResponse, _parikshan_v1_ListHostsResponse__Output>
      ListInstancesRequest: MessageTypeDefinition<_parikshan_v1_ListInstancesRequest, _parikshan_v1_ListInstancesRequest__Output>
      ListInstancesResponse: MessageTypeDefinition<_parikshan_v1_ListInstancesResponse, _parikshan_v1_ListInstancesResponse__Output>
      ListOperationsRequest: MessageTypeDefinition<_parikshan_v1_ListOperationsRequest, _parikshan_v1_ListOperationsRequest__Output>
      ListOperationsResponse: MessageTypeDefinition<_parikshan_v1_ListOperationsResponse, _parikshan_v1_ListOperationsResponse__Output>
      ListReplicasRequest: MessageTypeDefinition<_parikshan_v1_ListReplicasRequest, _parikshan_v1_ListReplicasRequest__Output>
      ListReplicasResponse: MessageTypeDefinition<_parikshan_v1_ListReplicasResponse, _parikshan_v1_ListReplicasResponse__Output>
      MakeDiskGenerationRequest: MessageTypeDefinition<_parikshan_v1_MakeDiskGenerationRequest, _parikshan_v1_MakeDiskGenerationRequest__Output>
      MakeDiskGenerationResponse: MessageTypeDefinition<_parikshan_v1_MakeDiskGenerationResponse, _parikshan_v1_MakeDiskGenerationResponse__Output>
      MarkCaptureRequest: MessageTypeDefinition<_parikshan_v1_MarkCaptureRequest, _parikshan_v1_MarkCaptureRequest__Output>
      MarkCaptureResponse: MessageTypeDefinition<_parikshan_v1_MarkCaptureResponse, _parikshan_v1_MarkCaptureResponse__Output>
      MeasureClientGapRequest: MessageTypeDefinition<_parikshan_v1_MeasureClientGapRequest, _parikshan_v1_MeasureClientGapRequest__Output>
      MeasureClientGapResponse: MessageTypeDefinition<_parikshan_v1_MeasureClientGapResponse, _parikshan_v1_MeasureClientGapResponse__Output>
      MeasureLinkRequest: MessageTypeDefinition<_parikshan_v1_MeasureLinkRequest, _parikshan_v1_MeasureLinkRequest__Output>
      MeasureLinkResponse: MessageTypeDefinition<_parikshan_v1_MeasureLinkResponse, _parikshan_v1_MeasureLinkResponse__Output>
      Operation: MessageTypeDefinition<_parikshan_v1_Operation, _parikshan_v1_Operation__Output>
      OperationEvent: MessageTypeDefinition<_parikshan_v1_OperationEvent, _parikshan_v1_OperationEvent__Output>
      OperationEventKind: EnumTypeDefinition
      OperationState: EnumTypeDefinition
      PreDump: MessageTypeDefinition<_parikshan_v1_PreDump, _parikshan_v1_PreDump__Output>
      PrepareReplayRequest: MessageTypeDefinition<_parikshan_v1_PrepareReplayRequest, _parikshan_v1_PrepareReplayRequest__Output>
      PrepareReplayResponse: MessageTypeDefinition<_parikshan_v1_PrepareReplayResponse, _parikshan_v1_PrepareReplayResponse__Output>
      PrepareReplicaRequest: MessageTypeDefinition<_parikshan_v1_PrepareReplicaRequest, _parikshan_v1_PrepareReplicaRequest__Output>
      PrepareReplicaResponse: MessageTypeDefinition<_parikshan_v1_PrepareReplicaResponse, _parikshan_v1_PrepareReplicaResponse__Output>
      ProbeLinkRequest: MessageTypeDefinition<_parikshan_v1_ProbeLinkRequest, _parikshan_v1_ProbeLinkRequest__Output>
      ProbeLinkResponse: MessageTypeDefinition<_parikshan_v1_ProbeLinkResponse, _parikshan_v1_ProbeLinkResponse__Output>
      /**
       * Captures what instances receive and send, and plays it to replicas.
       */
      ProxyService: SubtypeConstructor<typeof grpc.Client, _parikshan_v1_ProxyServiceClient> & { service: _parikshan_v1_ProxyServiceDefinition }
      ReadBlockDigestsRequest: MessageTypeDefinition<_parikshan_v1_ReadBlockDigestsRequest, _parikshan_v1_ReadBlockDigestsRequest__Output>
      ReadBlockDigestsResponse: MessageTypeDefinition<_parikshan_v1_ReadBlockDigestsResponse, _parikshan_v1_ReadBlockDigestsResponse__Output>
      ReadShipmentRequest: MessageTypeDefinition<_parikshan_v1_ReadShipmentRequest, _parikshan_v1_ReadShipmentRequest__Output>
      ReadShipmentResponse: MessageTypeDefinition<_parikshan_v1_ReadShipmentResponse, _parikshan_v1_ReadShipmentResponse__Output>
      RemoveCloneRequest: MessageTypeDefinition<_parikshan_v1_RemoveCloneRequest, _parikshan_v1_RemoveCloneRequest__Output>
      RemoveCloneResponse: MessageTypeDefinition<_parikshan_v1_RemoveCloneResponse, _parikshan_v1_RemoveCloneResponse__Output>
      RemoveDiskGenerationsRequest: MessageTypeDefinition<_parikshan_v1_RemoveDiskGenerationsRequest, _parikshan_v1_RemoveDiskGenerationsRequest__Output>
      RemoveDiskGenerationsResponse: MessageTypeDefinition<_parikshan_v1_RemoveDiskGenerationsResponse, _parikshan_v1_RemoveDiskGenerationsResponse__Output>
      RemoveHostCloneRequest: MessageTypeDefinition<_parikshan_v1_RemoveHostCloneRequest, _parikshan_v1_RemoveHostCloneRequest__Output>
      RemoveHostCloneResponse: MessageTypeDefinition<_parikshan_v1_RemoveHostCloneResponse, _parikshan_v1_RemoveHostCloneResponse__Output>
      RemoveHostInstanceRequest: MessageTypeDefinition<_parikshan_v1_RemoveHostInstanceRequest, _parikshan_v1_RemoveHostInstanceRequest__Output>
      RemoveHostInstanceResponse: MessageTypeDefinition<_parikshan_v1_RemoveHostInstanceResponse, _parikshan_v1_RemoveHostInstanceResponse__Output>
      RemoveHostReplicaRequest: MessageTypeDefinition<_parikshan_v1_RemoveHostReplicaRequest, _parikshan_v1_RemoveHostReplicaRequest__Output>
      RemoveHostReplicaResponse: MessageTypeDefinition<_parikshan_v1_RemoveHostReplicaResponse, _parikshan_v1_RemoveHostReplicaResponse__Output>
      RemoveHostRequest: MessageTypeDefinition<_parikshan_v1_RemoveHostRequest, _parikshan_v1_RemoveHostRequest__Output>
      RemoveHostResponse: MessageTypeDefinition<_parikshan_v1_RemoveHostResponse, _parikshan_v1_RemoveHostResponse__Output>
      RemoveInstanceRequest: MessageTypeDefinition<_parikshan_v1_RemoveInstanceRequest, _parikshan_v1_RemoveInstanceRequest__Output>
      RemoveInstanceResponse: MessageTypeDefinition<_parikshan_v1_RemoveInstanceResponse, _parikshan_v1_RemoveInstanceResponse__Output>
      RemoveReplicaRequest: MessageTypeDefinition<_parikshan_v1_RemoveReplicaRequest, _parikshan_v1_RemoveReplicaRequest__Output>
      RemoveReplicaResponse: MessageTypeDefinition<_parikshan_v1_RemoveReplicaResponse, _parikshan_v1_RemoveReplicaResponse__Output>
      ReplayOrder: EnumTypeDefinition
      ReplayState: EnumTypeDefinition
      ReplayStatus: MessageTypeDefinition<_parikshan_v1_ReplayStatus, _parikshan_v1_ReplayStatus__Output>
      Replica: MessageTypeDefinition<_parikshan_v1_Replica, _parikshan_v1_Replica__Output>
      ReplicaMode: EnumTypeDefinition
      ReplicaState: EnumTypeDefinition
      RestoreReplicaRequest: MessageTypeDefinition<_parikshan_v1_RestoreReplicaRequest, _parikshan_v1_RestoreReplicaRequest__Output>
      RestoreReplicaResponse: MessageTypeDefinition<_parikshan_v1_RestoreReplicaResponse, _parikshan_v1_RestoreReplicaResponse__Output>
      Role: EnumTypeDefinition
      RunInstanceRequest: MessageTypeDefinition<_parikshan_v1_RunInstanceRequest, _parikshan_v1_RunInstanceRequest__Output>
      RunInstanceResponse: MessageTypeDefinition<_parikshan_v1_RunInstanceResponse, _parikshan_v1_RunInstanceResponse__Output>
      SetHostLabelsRequest: MessageTypeDefinition<_parikshan_v1_SetHostLabelsRequest, _parikshan_v1_SetHostLabelsRequest__Output>
      SetHostLabelsResponse: MessageTypeDefinition<_parikshan_v1_SetHostLabelsResponse, _parikshan_v1_SetHostLabelsResponse__Output>
      Shipment: MessageTypeDefinition<_parikshan_v1_Shipment, _parikshan_v1_Shipment__Output>
      ShipmentFile: MessageTypeDefinition<_parikshan_v1_ShipmentFile, _parikshan_v1_ShipmentFile__Output>
      ShipmentFileKind: EnumTypeDefinition
      ShipmentPiece: MessageTypeDefinition<_parikshan_v1_ShipmentPiece, _parikshan_v1_ShipmentPiece__Output>
      ShipmentRange: MessageTypeDefinition<_parikshan_v1_ShipmentRange, _parikshan_v1_ShipmentRange__Output>
      ShipmentRanges: MessageTypeDefinition<_parikshan_v1_ShipmentRanges, _parikshan_v1_ShipmentRanges__Output>
      ShipmentSubject: MessageTypeDefinition<_parikshan_v1_ShipmentSubject, _parikshan_v1_ShipmentSubject__Output>
      SshHop: MessageTypeDefinition<_parikshan_v1_SshHop, _parikshan_v1_SshHop__Output>
      StartCaptureRequest: MessageTypeDefinition<_parikshan_v1_StartCaptureRequest, _parikshan_v1_StartCaptureRequest__Output>
      StartCaptureResponse: MessageTypeDefinition<_parikshan_v1_StartCaptureResponse, _parikshan_v1_StartCaptureResponse__Output>
      StartReplayRequest: MessageTypeDefinition<_parikshan_v1_StartReplayRequest, _parikshan_v1_StartReplayRequest__Output>
      StartReplayResponse: MessageTypeDefinition<_parikshan_v1_StartReplayResponse, _parikshan_v1_StartReplayResponse__Output>
      StartReplicasRequest: MessageTypeDefinition<_parikshan_v1_StartReplicasRequest, _parikshan_v1_StartReplicasRequest__Output>
      StartReplicasResponse: MessageTypeDefinition<_parikshan_v1_StartReplicasResponse, _parikshan_v1_StartReplicasResponse__Output>
      StopCaptureRequest: MessageTypeDefinition<_parikshan_v1_StopCaptureRequest, _parikshan_v1_StopCaptureRequest__Output>
      StopCaptureResponse: MessageTypeDefinition<_parikshan_v1_StopCaptureResponse, _parikshan_v1_StopCaptureResponse__Output>
      StopHostInstanceRequest: MessageTypeDefinition<_parikshan_v1_StopHostInstanceRequest, _parikshan_v1_StopHostInstanceRequest__Output>
      StopHostInstanceResponse: MessageTypeDefinition<_parikshan_v1_StopHostInstanceResponse, _parikshan_v1_StopHostInstanceResponse__Output>
      StopInstanceRequest: MessageTypeDefinition<_parikshan_v1_StopInstanceRequest, _parikshan_v1_StopInstanceRequest__Output>
      StopInstanceResponse: MessageTypeDefinition<_parikshan_v1_StopInstanceResponse, _parikshan_v1_StopInstanceResponse__Output>
      StopReplayRequest: MessageTypeDefinition<_parikshan_v1_StopReplayRequest, _parikshan_v1_StopReplayRequest__Output>
      StopReplayResponse: MessageTypeDefinition<_parikshan_v1_StopReplayResponse, _parikshan_v1_StopReplayResponse__Output>
      StreamContainerLogsRequest: MessageTypeDefinition<_parikshan_v1_StreamContainerLogsRequest, _parikshan_v1_StreamContainerLogsRequest__Output>
      StreamContainerLogsResponse: MessageTypeDefinition<_parikshan_v1_StreamContainerLogsResponse, _parikshan_v1_StreamContainerLogsResponse__Output>
      StreamLogsRequest: MessageTypeDefinition<_parikshan_v1_StreamLogsRequest, _parikshan_v1_StreamLogsRequest__Output>
      StreamLogsResponse: MessageTypeDefinition<_parikshan_v1_StreamLogsResponse, _parikshan_v1_StreamLogsResponse__Output>
      Suspend: MessageTypeDefinition<_parikshan_v1_Suspend, _parikshan_v1_Suspend__Output>
      TerminalSize: MessageTypeDefinition<_parikshan_v1_TerminalSize, _parikshan_v1_TerminalSize__Output>
      TransferLimits: MessageTypeDefinition<_parikshan_v1_TransferLimits, _parikshan_v1_TransferLimits__Output>
      TransferMethod: EnumTypeDefinition
      TransferPart: MessageTypeDefinition<_parikshan_v1_TransferPart, _parikshan_v1_TransferPart__Output>
      TransferPartKind: EnumTypeDefinition
      TransferRoute: EnumTypeDefinition
      WaitingConnection: MessageTypeDefinition<_parikshan_v1_WaitingConnection, _parikshan_v1_WaitingConnection__Output>
      WatchOperationRequest: MessageTypeDefinition<_parikshan_v1_WatchOperationRequest, _parikshan_v1_WatchOperationRequest__Output>
      WatchOperationResponse: MessageTypeDefinition<_parikshan_v1_WatchOperationResponse, _parikshan_v1_WatchOperationResponse__Output>
      WatchReplayRequest: MessageTypeDefinition<_parikshan_v1_WatchReplayRequest, _parikshan_v1_WatchReplayRequest__Output>
      WatchReplayResponse: MessageTypeDefinition<_parikshan_v1_WatchReplayResponse, _parikshan_v1_WatchReplayResponse__Output>
      WatchReplicaRequest: MessageTypeDefinition<_parikshan_v1_WatchReplicaRequest, _parikshan_v1_WatchReplicaRequest__Output>
      WatchReplicaResponse: MessageTypeDefinition<_parikshan_v1_WatchReplicaResponse, _parikshan_v1_WatchReplicaResponse__Output>
    }
  }
}

