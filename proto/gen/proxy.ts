import type * as grpc from '@grpc/grpc-js';
import type { EnumTypeDefinition, MessageTypeDefinition } from '@grpc/proto-loader';

import type { CaptureStatus as _parikshan_v1_CaptureStatus, CaptureStatus__Output as _parikshan_v1_CaptureStatus__Output } from './parikshan/v1/CaptureStatus.js';
import type { Check as _parikshan_v1_Check, Check__Output as _parikshan_v1_Check__Output } from './parikshan/v1/Check.js';
import type { Cut as _parikshan_v1_Cut, Cut__Output as _parikshan_v1_Cut__Output } from './parikshan/v1/Cut.js';
import type { CutConnection as _parikshan_v1_CutConnection, CutConnection__Output as _parikshan_v1_CutConnection__Output } from './parikshan/v1/CutConnection.js';
import type { CutTcpOptions as _parikshan_v1_CutTcpOptions, CutTcpOptions__Output as _parikshan_v1_CutTcpOptions__Output } from './parikshan/v1/CutTcpOptions.js';
import type { Divergence as _parikshan_v1_Divergence, Divergence__Output as _parikshan_v1_Divergence__Output } from './parikshan/v1/Divergence.js';
import type { Endpoint as _parikshan_v1_Endpoint, Endpoint__Output as _parikshan_v1_Endpoint__Output } from './parikshan/v1/Endpoint.js';
import type { Failure as _parikshan_v1_Failure, Failure__Output as _parikshan_v1_Failure__Output } from './parikshan/v1/Failure.js';
import type { GetCaptureRequest as _parikshan_v1_GetCaptureRequest, GetCaptureRequest__Output as _parikshan_v1_GetCaptureRequest__Output } from './parikshan/v1/GetCaptureRequest.js';
import type { GetCaptureResponse as _parikshan_v1_GetCaptureResponse, GetCaptureResponse__Output as _parikshan_v1_GetCaptureResponse__Output } from './parikshan/v1/GetCaptureResponse.js';
import type { GetProxyInventoryRequest as _parikshan_v1_GetProxyInventoryRequest, GetProxyInventoryRequest__Output as _parikshan_v1_GetProxyInventoryRequest__Output } from './parikshan/v1/GetProxyInventoryRequest.js';
import type { GetProxyInventoryResponse as _parikshan_v1_GetProxyInventoryResponse, GetProxyInventoryResponse__Output as _parikshan_v1_GetProxyInventoryResponse__Output } from './parikshan/v1/GetProxyInventoryResponse.js';
import type { GetReplayRequest as _parikshan_v1_GetReplayRequest, GetReplayRequest__Output as _parikshan_v1_GetReplayRequest__Output } from './parikshan/v1/GetReplayRequest.js';
import type { GetReplayResponse as _parikshan_v1_GetReplayResponse, GetReplayResponse__Output as _parikshan_v1_GetReplayResponse__Output } from './parikshan/v1/GetReplayResponse.js';
import type { Inventory as _parikshan_v1_Inventory, Inventory__Output as _parikshan_v1_Inventory__Output } from './parikshan/v1/Inventory.js';
import type { MarkCaptureRequest as _parikshan_v1_MarkCaptureRequest, MarkCaptureRequest__Output as _parikshan_v1_MarkCaptureRequest__Output } from './parikshan/v1/MarkCaptureRequest.js';
import type { MarkCaptureResponse as _parikshan_v1_MarkCaptureResponse, MarkCaptureResponse__Output as _parikshan_v1_MarkCaptureResponse__Output } from './parikshan/v1/MarkCaptureResponse.js';
import type { MeasureClientGapRequest as _parikshan_v1_MeasureClientGapRequest, MeasureClientGapRequest__Output as _parikshan_v1_MeasureClientGapRequest__Output } from './parikshan/v1/MeasureClientGapRequest.js';
import type { MeasureClientGapResponse as _parikshan_v1_MeasureClientGapResponse, MeasureClientGapResponse__Output as _parikshan_v1_MeasureClientGapResponse__Output } from './parikshan/v1/MeasureClientGapResponse.js';
import type { Operation as _parikshan_v1_Operation, Operation__Output as _parikshan_v1_Operation__Output } from './parikshan/v1/Operation.js';
import type { OperationEvent as _parikshan_v1_OperationEvent, OperationEvent__Output as _parikshan_v1_OperationEvent__Output } from './parikshan/v1/OperationEvent.js';
import type { PrepareReplayRequest as _parikshan_v1_PrepareReplayRequest, PrepareReplayRequest__Output as _parikshan_v1_PrepareReplayRequest__Output } from './parikshan/v1/PrepareReplayRequest.js';
import type { PrepareReplayResponse as _parikshan_v1_PrepareReplayResponse, PrepareReplayResponse__Output as _parikshan_v1_PrepareReplayResponse__Output } from './parikshan/v1/PrepareReplayResponse.js';
import type { ProxyServiceClient as _parikshan_v1_ProxyServiceClient, ProxyServiceDefinition as _parikshan_v1_ProxyServiceDefinition } from './parikshan/v1/ProxyService.js';
import type { ReplayStatus as _parikshan_v1_ReplayStatus, ReplayStatus__Output as _parikshan_v1_ReplayStatus__Output } from './parikshan/v1/ReplayStatus.js';
import type { StartCaptureRequest as _parikshan_v1_StartCaptureRequest, StartCaptureRequest__Output as _parikshan_v1_StartCaptureRequest__Output } from './parikshan/v1/StartCaptureRequest.js';
import type { StartCaptureResponse as _parikshan_v1_StartCaptureResponse, StartCaptureResponse__Output as _parikshan_v1_StartCaptureResponse__Output } from './parikshan/v1/StartCaptureResponse.js';
import type { StartReplayRequest as _parikshan_v1_StartReplayRequest, StartReplayRequest__Output as _parikshan_v1_StartReplayRequest__Output } from './parikshan/v1/StartReplayRequest.js';
import type { StartReplayResponse as _parikshan_v1_StartReplayResponse, StartReplayResponse__Output as _parikshan_v1_StartReplayResponse__Output } from './parikshan/v1/StartReplayResponse.js';
import type { StopCaptureRequest as _parikshan_v1_StopCaptureRequest, StopCaptureRequest__Output as _parikshan_v1_StopCaptureRequest__Output } from './parikshan/v1/StopCaptureRequest.js';
import type { StopCaptureResponse as _parikshan_v1_StopCaptureResponse, StopCaptureResponse__Output as _parikshan_v1_StopCaptureResponse__Output } from './parikshan/v1/StopCaptureResponse.js';
import type { StopReplayRequest as _parikshan_v1_StopReplayRequest, StopReplayRequest__Output as _parikshan_v1_StopReplayRequest__Output } from './parikshan/v1/StopReplayRequest.js';
import type { StopReplayResponse as _parikshan_v1_StopReplayResponse, StopReplayResponse__Output as _parikshan_v1_StopReplayResponse__Output } from './parikshan/v1/StopReplayResponse.js';
import type { WaitingConnection as _parikshan_v1_WaitingConnection, WaitingConnection__Output as _parikshan_v1_WaitingConnection__Output } from './parikshan/v1/WaitingConnection.js';
import type { WatchReplayRequest as _parikshan_v1_WatchReplayRequest, WatchReplayRequest__Output as _parikshan_v1_WatchReplayRequest__Output } from './parikshan/v1/WatchReplayRequest.js';
import type { WatchReplayResponse as _parikshan_v1_WatchReplayResponse, WatchReplayResponse__Output as _parikshan_v1_WatchReplayResponse__Output } from './parikshan/v1/WatchReplayResponse.js';

type SubtypeConstructor<Constructor extends new (...args: any) => any, Subtype> = {
  new(...args: ConstructorParameters<Constructor>): Subtype;
};

export interface ProtoGrpcType {
  parikshan: {
    v1: {
      CaptureStatus: MessageTypeDefinition<_parikshan_v1_CaptureStatus, _parikshan_v1_CaptureStatus__Output>
      Check: MessageTypeDefinition<_parikshan_v1_Check, _parikshan_v1_Check__Output>
      Cut: MessageTypeDefinition<_parikshan_v1_Cut, _parikshan_v1_Cut__Output>
      CutConnection: MessageTypeDefinition<_parikshan_v1_CutConnection, _parikshan_v1_CutConnection__Output>
      CutTcpOptions: MessageTypeDefinition<_parikshan_v1_CutTcpOptions, _parikshan_v1_CutTcpOptions__Output>
      Divergence: MessageTypeDefinition<_parikshan_v1_Divergence, _parikshan_v1_Divergence__Output>
      Endpoint: MessageTypeDefinition<_parikshan_v1_Endpoint, _parikshan_v1_Endpoint__Output>
      Failure: MessageTypeDefinition<_parikshan_v1_Failure, _parikshan_v1_Failure__Output>
      GetCaptureRequest: MessageTypeDefinition<_parikshan_v1_GetCaptureRequest, _parikshan_v1_GetCaptureRequest__Output>
      GetCaptureResponse: MessageTypeDefinition<_parikshan_v1_GetCaptureResponse, _parikshan_v1_GetCaptureResponse__Output>
      GetProxyInventoryRequest: MessageTypeDefinition<_parikshan_v1_GetProxyInventoryRequest, _parikshan_v1_GetProxyInventoryRequest__Output>
      GetProxyInventoryResponse: MessageTypeDefinition<_parikshan_v1_GetProxyInventoryResponse, _parikshan_v1_GetProxyInventoryResponse__Output>
      GetReplayRequest: MessageTypeDefinition<_parikshan_v1_GetReplayRequest, _parikshan_v1_GetReplayRequest__Output>
      GetReplayResponse: MessageTypeDefinition<_parikshan_v1_GetReplayResponse, _parikshan_v1_GetReplayResponse__Output>
      Inventory: MessageTypeDefinition<_parikshan_v1_Inventory, _parikshan_v1_Inventory__Output>
      MarkCaptureRequest: MessageTypeDefinition<_parikshan_v1_MarkCaptureRequest, _parikshan_v1_MarkCaptureRequest__Output>
      MarkCaptureResponse: MessageTypeDefinition<_parikshan_v1_MarkCaptureResponse, _parikshan_v1_MarkCaptureResponse__Output>
      MeasureClientGapRequest: MessageTypeDefinition<_parikshan_v1_MeasureClientGapRequest, _parikshan_v1_MeasureClientGapRequest__Output>
      MeasureClientGapResponse: MessageTypeDefinition<_parikshan_v1_MeasureClientGapResponse, _parikshan_v1_MeasureClientGapResponse__Output>
      Operation: MessageTypeDefinition<_parikshan_v1_Operation, _parikshan_v1_Operation__Output>
      OperationEvent: MessageTypeDefinition<_parikshan_v1_OperationEvent, _parikshan_v1_OperationEvent__Output>
      OperationEventKind: EnumTypeDefinition
      OperationState: EnumTypeDefinition
      PrepareReplayRequest: MessageTypeDefinition<_parikshan_v1_PrepareReplayRequest, _parikshan_v1_PrepareReplayRequest__Output>
      PrepareReplayResponse: MessageTypeDefinition<_parikshan_v1_PrepareReplayResponse, _parikshan_v1_PrepareReplayResponse__Output>
      /**
       * Captures what instances receive and send, and plays it to replicas.
       */
      ProxyService: SubtypeConstructor<typeof grpc.Client, _parikshan_v1_ProxyServiceClient> & { service: _parikshan_v1_ProxyServiceDefinition }
      ReplayOrder: EnumTypeDefinition
      ReplayState: EnumTypeDefinition
      ReplayStatus: MessageTypeDefinition<_parikshan_v1_ReplayStatus, _parikshan_v1_ReplayStatus__Output>
      StartCaptureRequest: MessageTypeDefinition<_parikshan_v1_StartCaptureRequest, _parikshan_v1_StartCaptureRequest__Output>
      StartCaptureResponse: MessageTypeDefinition<_parikshan_v1_StartCaptureResponse, _parikshan_v1_StartCaptureResponse__Output>
      StartReplayRequest: MessageTypeDefinition<_parikshan_v1_StartReplayRequest, _parikshan_v1_StartReplayRequest__Output>
      StartReplayResponse: MessageTypeDefinition<_parikshan_v1_StartReplayResponse, _parikshan_v1_StartReplayResponse__Output>
      StopCaptureRequest: MessageTypeDefinition<_parikshan_v1_StopCaptureRequest, _parikshan_v1_StopCaptureRequest__Output>
      StopCaptureResponse: MessageTypeDefinition<_parikshan_v1_StopCaptureResponse, _parikshan_v1_StopCaptureResponse__Output>
      StopReplayRequest: MessageTypeDefinition<_parikshan_v1_StopReplayRequest, _parikshan_v1_StopReplayRequest__Output>
      StopReplayResponse: MessageTypeDefinition<_parikshan_v1_StopReplayResponse, _parikshan_v1_StopReplayResponse__Output>
      WaitingConnection: MessageTypeDefinition<_parikshan_v1_WaitingConnection, _parikshan_v1_WaitingConnection__Output>
      WatchReplayRequest: MessageTypeDefinition<_parikshan_v1_WatchReplayRequest, _parikshan_v1_WatchReplayRequest__Output>
      WatchReplayResponse: MessageTypeDefinition<_parikshan_v1_WatchReplayResponse, _parikshan_v1_WatchReplayResponse__Output>
    }
  }
}

