import type * as grpc from '@grpc/grpc-js';
import type { EnumTypeDefinition, MessageTypeDefinition } from '@grpc/proto-loader';

import type { AgentServiceClient as _parikshan_v1_AgentServiceClient, AgentServiceDefinition as _parikshan_v1_AgentServiceDefinition } from './parikshan/v1/AgentService.js';
import type { Check as _parikshan_v1_Check, Check__Output as _parikshan_v1_Check__Output } from './parikshan/v1/Check.js';
import type { CheckCloneRequest as _parikshan_v1_CheckCloneRequest, CheckCloneRequest__Output as _parikshan_v1_CheckCloneRequest__Output } from './parikshan/v1/CheckCloneRequest.js';
import type { CheckCloneResponse as _parikshan_v1_CheckCloneResponse, CheckCloneResponse__Output as _parikshan_v1_CheckCloneResponse__Output } from './parikshan/v1/CheckCloneResponse.js';
import type { CreateInstanceRequest as _parikshan_v1_CreateInstanceRequest, CreateInstanceRequest__Output as _parikshan_v1_CreateInstanceRequest__Output } from './parikshan/v1/CreateInstanceRequest.js';
import type { CreateInstanceResponse as _parikshan_v1_CreateInstanceResponse, CreateInstanceResponse__Output as _parikshan_v1_CreateInstanceResponse__Output } from './parikshan/v1/CreateInstanceResponse.js';
import type { Cut as _parikshan_v1_Cut, Cut__Output as _parikshan_v1_Cut__Output } from './parikshan/v1/Cut.js';
import type { CutConnection as _parikshan_v1_CutConnection, CutConnection__Output as _parikshan_v1_CutConnection__Output } from './parikshan/v1/CutConnection.js';
import type { CutTcpOptions as _parikshan_v1_CutTcpOptions, CutTcpOptions__Output as _parikshan_v1_CutTcpOptions__Output } from './parikshan/v1/CutTcpOptions.js';
import type { DescribeShipmentRequest as _parikshan_v1_DescribeShipmentRequest, DescribeShipmentRequest__Output as _parikshan_v1_DescribeShipmentRequest__Output } from './parikshan/v1/DescribeShipmentRequest.js';
import type { DescribeShipmentResponse as _parikshan_v1_DescribeShipmentResponse, DescribeShipmentResponse__Output as _parikshan_v1_DescribeShipmentResponse__Output } from './parikshan/v1/DescribeShipmentResponse.js';
import type { Endpoint as _parikshan_v1_Endpoint, Endpoint__Output as _parikshan_v1_Endpoint__Output } from './parikshan/v1/Endpoint.js';
import type { ExecInReplicaRequest as _parikshan_v1_ExecInReplicaRequest, ExecInReplicaRequest__Output as _parikshan_v1_ExecInReplicaRequest__Output } from './parikshan/v1/ExecInReplicaRequest.js';
import type { ExecInReplicaResponse as _parikshan_v1_ExecInReplicaResponse, ExecInReplicaResponse__Output as _parikshan_v1_ExecInReplicaResponse__Output } from './parikshan/v1/ExecInReplicaResponse.js';
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
import type { GetHostRequest as _parikshan_v1_GetHostRequest, GetHostRequest__Output as _parikshan_v1_GetHostRequest__Output } from './parikshan/v1/GetHostRequest.js';
import type { GetHostResponse as _parikshan_v1_GetHostResponse, GetHostResponse__Output as _parikshan_v1_GetHostResponse__Output } from './parikshan/v1/GetHostResponse.js';
import type { HostInstance as _parikshan_v1_HostInstance, HostInstance__Output as _parikshan_v1_HostInstance__Output } from './parikshan/v1/HostInstance.js';
import type { HostReplica as _parikshan_v1_HostReplica, HostReplica__Output as _parikshan_v1_HostReplica__Output } from './parikshan/v1/HostReplica.js';
import type { InstanceSpec as _parikshan_v1_InstanceSpec, InstanceSpec__Output as _parikshan_v1_InstanceSpec__Output } from './parikshan/v1/InstanceSpec.js';
import type { Inventory as _parikshan_v1_Inventory, Inventory__Output as _parikshan_v1_Inventory__Output } from './parikshan/v1/Inventory.js';
import type { ListHostInstancesRequest as _parikshan_v1_ListHostInstancesRequest, ListHostInstancesRequest__Output as _parikshan_v1_ListHostInstancesRequest__Output } from './parikshan/v1/ListHostInstancesRequest.js';
import type { ListHostInstancesResponse as _parikshan_v1_ListHostInstancesResponse, ListHostInstancesResponse__Output as _parikshan_v1_ListHostInstancesResponse__Output } from './parikshan/v1/ListHostInstancesResponse.js';
import type { ListHostReplicasRequest as _parikshan_v1_ListHostReplicasRequest, ListHostReplicasRequest__Output as _parikshan_v1_ListHostReplicasRequest__Output } from './parikshan/v1/ListHostReplicasRequest.js';
import type { ListHostReplicasResponse as _parikshan_v1_ListHostReplicasResponse, ListHostReplicasResponse__Output as _parikshan_v1_ListHostReplicasResponse__Output } from './parikshan/v1/ListHostReplicasResponse.js';
import type { MakeDiskGenerationRequest as _parikshan_v1_MakeDiskGenerationRequest, MakeDiskGenerationRequest__Output as _parikshan_v1_MakeDiskGenerationRequest__Output } from './parikshan/v1/MakeDiskGenerationRequest.js';
import type { MakeDiskGenerationResponse as _parikshan_v1_MakeDiskGenerationResponse, MakeDiskGenerationResponse__Output as _parikshan_v1_MakeDiskGenerationResponse__Output } from './parikshan/v1/MakeDiskGenerationResponse.js';
import type { MeasureLinkRequest as _parikshan_v1_MeasureLinkRequest, MeasureLinkRequest__Output as _parikshan_v1_MeasureLinkRequest__Output } from './parikshan/v1/MeasureLinkRequest.js';
import type { MeasureLinkResponse as _parikshan_v1_MeasureLinkResponse, MeasureLinkResponse__Output as _parikshan_v1_MeasureLinkResponse__Output } from './parikshan/v1/MeasureLinkResponse.js';
import type { Operation as _parikshan_v1_Operation, Operation__Output as _parikshan_v1_Operation__Output } from './parikshan/v1/Operation.js';
import type { OperationEvent as _parikshan_v1_OperationEvent, OperationEvent__Output as _parikshan_v1_OperationEvent__Output } from './parikshan/v1/OperationEvent.js';
import type { PreDump as _parikshan_v1_PreDump, PreDump__Output as _parikshan_v1_PreDump__Output } from './parikshan/v1/PreDump.js';
import type { PrepareReplicaRequest as _parikshan_v1_PrepareReplicaRequest, PrepareReplicaRequest__Output as _parikshan_v1_PrepareReplicaRequest__Output } from './parikshan/v1/PrepareReplicaRequest.js';
import type { PrepareReplicaResponse as _parikshan_v1_PrepareReplicaResponse, PrepareReplicaResponse__Output as _parikshan_v1_PrepareReplicaResponse__Output } from './parikshan/v1/PrepareReplicaResponse.js';
import type { ProbeLinkRequest as _parikshan_v1_ProbeLinkRequest, ProbeLinkRequest__Output as _parikshan_v1_ProbeLinkRequest__Output } from './parikshan/v1/ProbeLinkRequest.js';
import type { ProbeLinkResponse as _parikshan_v1_ProbeLinkResponse, ProbeLinkResponse__Output as _parikshan_v1_ProbeLinkResponse__Output } from './parikshan/v1/ProbeLinkResponse.js';
import type { ReadBlockDigestsRequest as _parikshan_v1_ReadBlockDigestsRequest, ReadBlockDigestsRequest__Output as _parikshan_v1_ReadBlockDigestsRequest__Output } from './parikshan/v1/ReadBlockDigestsRequest.js';
import type { ReadBlockDigestsResponse as _parikshan_v1_ReadBlockDigestsResponse, ReadBlockDigestsResponse__Output as _parikshan_v1_ReadBlockDigestsResponse__Output } from './parikshan/v1/ReadBlockDigestsResponse.js';
import type { ReadShipmentRequest as _parikshan_v1_ReadShipmentRequest, ReadShipmentRequest__Output as _parikshan_v1_ReadShipmentRequest__Output } from './parikshan/v1/ReadShipmentRequest.js';
import type { ReadShipmentResponse as _parikshan_v1_ReadShipmentResponse, ReadShipmentResponse__Output as _parikshan_v1_ReadShipmentResponse__Output } from './parikshan/v1/ReadShipmentResponse.js';
import type { RemoveDiskGenerationsRequest as _parikshan_v1_RemoveDiskGenerationsRequest, RemoveDiskGenerationsRequest__Output as _parikshan_v1_RemoveDiskGenerationsRequest__Output } from './parikshan/v1/RemoveDiskGenerationsRequest.js';
import type { RemoveDiskGenerationsResponse as _parikshan_v1_RemoveDiskGenerationsResponse, RemoveDiskGenerationsResponse__Output as _parikshan_v1_RemoveDiskGenerationsResponse__Output } from './parikshan/v1/RemoveDiskGenerationsResponse.js';
import type { RemoveHostCloneRequest as _parikshan_v1_RemoveHostCloneRequest, RemoveHostCloneRequest__Output as _parikshan_v1_RemoveHostCloneRequest__Output } from './parikshan/v1/RemoveHostCloneRequest.js';
import type { RemoveHostCloneResponse as _parikshan_v1_RemoveHostCloneResponse, RemoveHostCloneResponse__Output as _parikshan_v1_RemoveHostCloneResponse__Output } from './parikshan/v1/RemoveHostCloneResponse.js';
import type { RemoveHostInstanceRequest as _parikshan_v1_RemoveHostInstanceRequest, RemoveHostInstanceRequest__Output as _parikshan_v1_RemoveHostInstanceRequest__Output } from './parikshan/v1/RemoveHostInstanceRequest.js';
import type { RemoveHostInstanceResponse as _parikshan_v1_RemoveHostInstanceResponse, RemoveHostInstanceResponse__Output as _parikshan_v1_RemoveHostInstanceResponse__Output } from './parikshan/v1/RemoveHostInstanceResponse.js';
import type { RemoveHostReplicaRequest as _parikshan_v1_RemoveHostReplicaRequest, RemoveHostReplicaRequest__Output as _parikshan_v1_RemoveHostReplicaRequest__Output } from './parikshan/v1/RemoveHostReplicaRequest.js';
import type { RemoveHostReplicaResponse as _parikshan_v1_RemoveHostReplicaResponse, RemoveHostReplicaResponse__Output as _parikshan_v1_RemoveHostReplicaResponse__Output } from './parikshan/v1/RemoveHostReplicaResponse.js';
import type { RestoreReplicaRequest as _parikshan_v1_RestoreReplicaRequest, RestoreReplicaRequest__Output as _parikshan_v1_RestoreReplicaRequest__Output } from './parikshan/v1/RestoreReplicaRequest.js';
import type { RestoreReplicaResponse as _parikshan_v1_RestoreReplicaResponse, RestoreReplicaResponse__Output as _parikshan_v1_RestoreReplicaResponse__Output } from './parikshan/v1/RestoreReplicaResponse.js';
import type { Shipment as _parikshan_v1_Shipment, Shipment__Output as _parikshan_v1_Shipment__Output } from './parikshan/v1/Shipment.js';
import type { ShipmentFile as _parikshan_v1_ShipmentFile, ShipmentFile__Output as _parikshan_v1_ShipmentFile__Output } from './parikshan/v1/ShipmentFile.js';
import type { ShipmentPiece as _parikshan_v1_ShipmentPiece, ShipmentPiece__Output as _parikshan_v1_ShipmentPiece__Output } from './parikshan/v1/ShipmentPiece.js';
import type { ShipmentRange as _parikshan_v1_ShipmentRange, ShipmentRange__Output as _parikshan_v1_ShipmentRange__Output } from './parikshan/v1/ShipmentRange.js';
import type { ShipmentRanges as _parikshan_v1_ShipmentRanges, ShipmentRanges__Output as _parikshan_v1_ShipmentRanges__Output } from './parikshan/v1/ShipmentRanges.js';
import type { ShipmentSubject as _parikshan_v1_ShipmentSubject, ShipmentSubject__Output as _parikshan_v1_ShipmentSubject__Output } from './parikshan/v1/ShipmentSubject.js';
import type { SshHop as _parikshan_v1_SshHop, SshHop__Output as _parikshan_v1_SshHop__Output } from './parikshan/v1/SshHop.js';
import type { StopHostInstanceRequest as _parikshan_v1_StopHostInstanceRequest, StopHostInstanceRequest__Output as _parikshan_v1_StopHostInstanceRequest__Output } from './parikshan/v1/StopHostInstanceRequest.js';
import type { StopHostInstanceResponse as _parikshan_v1_StopHostInstanceResponse, StopHostInstanceResponse__Output as _parikshan_v1_StopHostInstanceResponse__Output } from './parikshan/v1/StopHostInstanceResponse.js';
import type { StreamContainerLogsRequest as _parikshan_v1_StreamContainerLogsRequest, StreamContainerLogsRequest__Output as _parikshan_v1_StreamContainerLogsRequest__Output } from './parikshan/v1/StreamContainerLogsRequest.js';
import type { StreamContainerLogsResponse as _parikshan_v1_StreamContainerLogsResponse, StreamContainerLogsResponse__Output as _parikshan_v1_StreamContainerLogsResponse__Output } from './parikshan/v1/StreamContainerLogsResponse.js';
import type { Suspend as _parikshan_v1_Suspend, Suspend__Output as _parikshan_v1_Suspend__Output } from './parikshan/v1/Suspend.js';
import type { TerminalSize as _parikshan_v1_TerminalSize, TerminalSize__Output as _parikshan_v1_TerminalSize__Output } from './parikshan/v1/TerminalSize.js';
import type { TransferLimits as _parikshan_v1_TransferLimits, TransferLimits__Output as _parikshan_v1_TransferLimits__Output } from './parikshan/v1/TransferLimits.js';
import type { TransferPart as _parikshan_v1_TransferPart, TransferPart__Output as _parikshan_v1_TransferPart__Output } from './parikshan/v1/TransferPart.js';
import type { WaitingConnection as _parikshan_v1_WaitingConnection, WaitingConnection__Output as _parikshan_v1_WaitingConnection__Output } from './parikshan/v1/WaitingConnection.js';

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
      Check: MessageTypeDefinition<_parikshan_v1_Check, _parikshan_v1_Check__Output>
      CheckCloneRequest: MessageTypeDefinition<_parikshan_v1_CheckCloneRequest, _parikshan_v1_CheckCloneRequest__Output>
      CheckCloneResponse: MessageTypeDefinition<_parikshan_v1_CheckCloneResponse, _parikshan_v1_CheckCloneResponse__Output>
      ContainerState: EnumTypeDefinition
      CreateInstanceRequest: MessageTypeDefinition<_parikshan_v1_CreateInstanceRequest, _parikshan_v1_CreateInstanceRequest__Output>
      CreateInstanceResponse: MessageTypeDefinition<_parikshan_v1_CreateInstanceResponse, _parikshan_v1_CreateInstanceResponse__Output>
      Cut: MessageTypeDefinition<_parikshan_v1_Cut, _parikshan_v1_Cut__Output>
      CutConnection: MessageTypeDefinition<_parikshan_v1_CutConnection, _parikshan_v1_CutConnection__Output>
      CutTcpOptions: MessageTypeDefinition<_parikshan_v1_CutTcpOptions, _parikshan_v1_CutTcpOptions__Output>
      DescribeShipmentRequest: MessageTypeDefinition<_parikshan_v1_DescribeShipmentRequest, _parikshan_v1_DescribeShipmentRequest__Output>
      DescribeShipmentResponse: MessageTypeDefinition<_parikshan_v1_DescribeShipmentResponse, _parikshan_v1_DescribeShipmentResponse__Output>
      Endpoint: MessageTypeDefinition<_parikshan_v1_Endpoint, _parikshan_v1_Endpoint__Output>
      ExecInReplicaRequest: MessageTypeDefinition<_parikshan_v1_ExecInReplicaRequest, _parikshan_v1_ExecInReplicaRequest__Output>
      ExecInReplicaResponse: MessageTypeDefinition<_parikshan_v1_ExecInReplicaResponse, _parikshan_v1_ExecInReplicaResponse__Output>
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
      GetHostRequest: MessageTypeDefinition<_parikshan_v1_GetHostRequest, _parikshan_v1_GetHostRequest__Output>
      GetHostResponse: MessageTypeDefinition<_parikshan_v1_GetHostResponse, _parikshan_v1_GetHostResponse__Output>
      HostInstance: MessageTypeDefinition<_parikshan_v1_HostInstance, _parikshan_v1_HostInstance__Output>
      HostReplica: MessageTypeDefinition<_parikshan_v1_HostReplica, _parikshan_v1_HostReplica__Output>
      InstanceSpec: MessageTypeDefinition<_parikshan_v1_InstanceSpec, _parikshan_v1_InstanceSpec__Output>
      Inventory: MessageTypeDefinition<_parikshan_v1_Inventory, _parikshan_v1_Inventory__Output>
      LastPass: EnumTypeDefinition
      ListHostInstancesRequest: MessageTypeDefinition<_parikshan_v1_ListHostInstancesRequest, _parikshan_v1_ListHostInstancesRequest__Output>
      ListHostInstancesResponse: MessageTypeDefinition<_parikshan_v1_ListHostInstancesResponse, _parikshan_v1_ListHostInstancesResponse__Output>
      ListHostReplicasRequest: MessageTypeDefinition<_parikshan_v1_ListHostReplicasRequest, _parikshan_v1_ListHostReplicasRequest__Output>
      ListHostReplicasResponse: MessageTypeDefinition<_parikshan_v1_ListHostReplicasResponse, _parikshan_v1_ListHostReplicasResponse__Output>
      MakeDiskGenerationRequest: MessageTypeDefinition<_parikshan_v1_MakeDiskGenerationRequest, _parikshan_v1_MakeDiskGenerationRequest__Output>
      MakeDiskGenerationResponse: MessageTypeDefinition<_parikshan_v1_MakeDiskGenerationResponse, _parikshan_v1_MakeDiskGenerationResponse__Output>
      MeasureLinkRequest: MessageTypeDefinition<_parikshan_v1_MeasureLinkRequest, _parikshan_v1_MeasureLinkRequest__Output>
      MeasureLinkResponse: MessageTypeDefinition<_parikshan_v1_MeasureLinkResponse, _parikshan_v1_MeasureLinkResponse__Output>
      Operation: MessageTypeDefinition<_parikshan_v1_Operation, _parikshan_v1_Operation__Output>
      OperationEvent: MessageTypeDefinition<_parikshan_v1_OperationEvent, _parikshan_v1_OperationEvent__Output>
      OperationEventKind: EnumTypeDefinition
      OperationState: EnumTypeDefinition
      PreDump: MessageTypeDefinition<_parikshan_v1_PreDump, _parikshan_v1_PreDump__Output>
      PrepareReplicaRequest: MessageTypeDefinition<_parikshan_v1_PrepareReplicaRequest, _parikshan_v1_PrepareReplicaRequest__Output>
      PrepareReplicaResponse: MessageTypeDefinition<_parikshan_v1_PrepareReplicaResponse, _parikshan_v1_PrepareReplicaResponse__Output>
      ProbeLinkRequest: MessageTypeDefinition<_parikshan_v1_ProbeLinkRequest, _parikshan_v1_ProbeLinkRequest__Output>
      ProbeLinkResponse: MessageTypeDefinition<_parikshan_v1_ProbeLinkResponse, _parikshan_v1_ProbeLinkResponse__Output>
      ReadBlockDigestsRequest: MessageTypeDefinition<_parikshan_v1_ReadBlockDigestsRequest, _parikshan_v1_ReadBlockDigestsRequest__Output>
      ReadBlockDigestsResponse: MessageTypeDefinition<_parikshan_v1_ReadBlockDigestsResponse, _parikshan_v1_ReadBlockDigestsResponse__Output>
      ReadShipmentRequest: MessageTypeDefinition<_parikshan_v1_ReadShipmentRequest, _parikshan_v1_ReadShipmentRequest__Output>
      ReadShipmentResponse: MessageTypeDefinition<_parikshan_v1_ReadShipmentResponse, _parikshan_v1_ReadShipmentResponse__Output>
      RemoveDiskGenerationsRequest: MessageTypeDefinition<_parikshan_v1_RemoveDiskGenerationsRequest, _parikshan_v1_RemoveDiskGenerationsRequest__Output>
      RemoveDiskGenerationsResponse: MessageTypeDefinition<_parikshan_v1_RemoveDiskGenerationsResponse, _parikshan_v1_RemoveDiskGenerationsResponse__Output>
      RemoveHostCloneRequest: MessageTypeDefinition<_parikshan_v1_RemoveHostCloneRequest, _parikshan_v1_RemoveHostCloneRequest__Output>
      RemoveHostCloneResponse: MessageTypeDefinition<_parikshan_v1_RemoveHostCloneResponse, _parikshan_v1_RemoveHostCloneResponse__Output>
      RemoveHostInstanceRequest: MessageTypeDefinition<_parikshan_v1_RemoveHostInstanceRequest, _parikshan_v1_RemoveHostInstanceRequest__Output>
      RemoveHostInstanceResponse: MessageTypeDefinition<_parikshan_v1_RemoveHostInstanceResponse, _parikshan_v1_RemoveHostInstanceResponse__Output>
      RemoveHostReplicaRequest: MessageTypeDefinition<_parikshan_v1_RemoveHostReplicaRequest, _parikshan_v1_RemoveHostReplicaRequest__Output>
      RemoveHostReplicaResponse: MessageTypeDefinition<_parikshan_v1_RemoveHostReplicaResponse, _parikshan_v1_RemoveHostReplicaResponse__Output>
      RestoreReplicaRequest: MessageTypeDefinition<_parikshan_v1_RestoreReplicaRequest, _parikshan_v1_RestoreReplicaRequest__Output>
      RestoreReplicaResponse: MessageTypeDefinition<_parikshan_v1_RestoreReplicaResponse, _parikshan_v1_RestoreReplicaResponse__Output>
      Shipment: MessageTypeDefinition<_parikshan_v1_Shipment, _parikshan_v1_Shipment__Output>
      ShipmentFile: MessageTypeDefinition<_parikshan_v1_ShipmentFile, _parikshan_v1_ShipmentFile__Output>
      ShipmentFileKind: EnumTypeDefinition
      ShipmentPiece: MessageTypeDefinition<_parikshan_v1_ShipmentPiece, _parikshan_v1_ShipmentPiece__Output>
      ShipmentRange: MessageTypeDefinition<_parikshan_v1_ShipmentRange, _parikshan_v1_ShipmentRange__Output>
      ShipmentRanges: MessageTypeDefinition<_parikshan_v1_ShipmentRanges, _parikshan_v1_ShipmentRanges__Output>
      ShipmentSubject: MessageTypeDefinition<_parikshan_v1_ShipmentSubject, _parikshan_v1_ShipmentSubject__Output>
      SshHop: MessageTypeDefinition<_parikshan_v1_SshHop, _parikshan_v1_SshHop__Output>
      StopHostInstanceRequest: MessageTypeDefinition<_parikshan_v1_StopHostInstanceRequest, _parikshan_v1_StopHostInstanceRequest__Output>
      StopHostInstanceResponse: MessageTypeDefinition<_parikshan_v1_StopHostInstanceResponse, _parikshan_v1_StopHostInstanceResponse__Output>
      StreamContainerLogsRequest: MessageTypeDefinition<_parikshan_v1_StreamContainerLogsRequest, _parikshan_v1_StreamContainerLogsRequest__Output>
      StreamContainerLogsResponse: MessageTypeDefinition<_parikshan_v1_StreamContainerLogsResponse, _parikshan_v1_StreamContainerLogsResponse__Output>
      Suspend: MessageTypeDefinition<_parikshan_v1_Suspend, _parikshan_v1_Suspend__Output>
      TerminalSize: MessageTypeDefinition<_parikshan_v1_TerminalSize, _parikshan_v1_TerminalSize__Output>
      TransferLimits: MessageTypeDefinition<_parikshan_v1_TransferLimits, _parikshan_v1_TransferLimits__Output>
      TransferMethod: EnumTypeDefinition
      TransferPart: MessageTypeDefinition<_parikshan_v1_TransferPart, _parikshan_v1_TransferPart__Output>
      TransferPartKind: EnumTypeDefinition
      TransferRoute: EnumTypeDefinition
      WaitingConnection: MessageTypeDefinition<_parikshan_v1_WaitingConnection, _parikshan_v1_WaitingConnection__Output>
    }
  }
}

