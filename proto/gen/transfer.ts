import type * as grpc from '@grpc/grpc-js';
import type { EnumTypeDefinition, MessageTypeDefinition } from '@grpc/proto-loader';

import type { DescribeShipmentRequest as _parikshan_v1_DescribeShipmentRequest, DescribeShipmentRequest__Output as _parikshan_v1_DescribeShipmentRequest__Output } from './parikshan/v1/DescribeShipmentRequest.js';
import type { DescribeShipmentResponse as _parikshan_v1_DescribeShipmentResponse, DescribeShipmentResponse__Output as _parikshan_v1_DescribeShipmentResponse__Output } from './parikshan/v1/DescribeShipmentResponse.js';
import type { FetchCloneRequest as _parikshan_v1_FetchCloneRequest, FetchCloneRequest__Output as _parikshan_v1_FetchCloneRequest__Output } from './parikshan/v1/FetchCloneRequest.js';
import type { FetchCloneResponse as _parikshan_v1_FetchCloneResponse, FetchCloneResponse__Output as _parikshan_v1_FetchCloneResponse__Output } from './parikshan/v1/FetchCloneResponse.js';
import type { FetchDiskRequest as _parikshan_v1_FetchDiskRequest, FetchDiskRequest__Output as _parikshan_v1_FetchDiskRequest__Output } from './parikshan/v1/FetchDiskRequest.js';
import type { FetchDiskResponse as _parikshan_v1_FetchDiskResponse, FetchDiskResponse__Output as _parikshan_v1_FetchDiskResponse__Output } from './parikshan/v1/FetchDiskResponse.js';
import type { MakeDiskGenerationRequest as _parikshan_v1_MakeDiskGenerationRequest, MakeDiskGenerationRequest__Output as _parikshan_v1_MakeDiskGenerationRequest__Output } from './parikshan/v1/MakeDiskGenerationRequest.js';
import type { MakeDiskGenerationResponse as _parikshan_v1_MakeDiskGenerationResponse, MakeDiskGenerationResponse__Output as _parikshan_v1_MakeDiskGenerationResponse__Output } from './parikshan/v1/MakeDiskGenerationResponse.js';
import type { ReadBlockDigestsRequest as _parikshan_v1_ReadBlockDigestsRequest, ReadBlockDigestsRequest__Output as _parikshan_v1_ReadBlockDigestsRequest__Output } from './parikshan/v1/ReadBlockDigestsRequest.js';
import type { ReadBlockDigestsResponse as _parikshan_v1_ReadBlockDigestsResponse, ReadBlockDigestsResponse__Output as _parikshan_v1_ReadBlockDigestsResponse__Output } from './parikshan/v1/ReadBlockDigestsResponse.js';
import type { ReadShipmentRequest as _parikshan_v1_ReadShipmentRequest, ReadShipmentRequest__Output as _parikshan_v1_ReadShipmentRequest__Output } from './parikshan/v1/ReadShipmentRequest.js';
import type { ReadShipmentResponse as _parikshan_v1_ReadShipmentResponse, ReadShipmentResponse__Output as _parikshan_v1_ReadShipmentResponse__Output } from './parikshan/v1/ReadShipmentResponse.js';
import type { RemoveDiskGenerationsRequest as _parikshan_v1_RemoveDiskGenerationsRequest, RemoveDiskGenerationsRequest__Output as _parikshan_v1_RemoveDiskGenerationsRequest__Output } from './parikshan/v1/RemoveDiskGenerationsRequest.js';
import type { RemoveDiskGenerationsResponse as _parikshan_v1_RemoveDiskGenerationsResponse, RemoveDiskGenerationsResponse__Output as _parikshan_v1_RemoveDiskGenerationsResponse__Output } from './parikshan/v1/RemoveDiskGenerationsResponse.js';
import type { Shipment as _parikshan_v1_Shipment, Shipment__Output as _parikshan_v1_Shipment__Output } from './parikshan/v1/Shipment.js';
import type { ShipmentFile as _parikshan_v1_ShipmentFile, ShipmentFile__Output as _parikshan_v1_ShipmentFile__Output } from './parikshan/v1/ShipmentFile.js';
import type { ShipmentPiece as _parikshan_v1_ShipmentPiece, ShipmentPiece__Output as _parikshan_v1_ShipmentPiece__Output } from './parikshan/v1/ShipmentPiece.js';
import type { ShipmentRange as _parikshan_v1_ShipmentRange, ShipmentRange__Output as _parikshan_v1_ShipmentRange__Output } from './parikshan/v1/ShipmentRange.js';
import type { ShipmentRanges as _parikshan_v1_ShipmentRanges, ShipmentRanges__Output as _parikshan_v1_ShipmentRanges__Output } from './parikshan/v1/ShipmentRanges.js';
import type { ShipmentSubject as _parikshan_v1_ShipmentSubject, ShipmentSubject__Output as _parikshan_v1_ShipmentSubject__Output } from './parikshan/v1/ShipmentSubject.js';
import type { SshHop as _parikshan_v1_SshHop, SshHop__Output as _parikshan_v1_SshHop__Output } from './parikshan/v1/SshHop.js';
import type { TransferLimits as _parikshan_v1_TransferLimits, TransferLimits__Output as _parikshan_v1_TransferLimits__Output } from './parikshan/v1/TransferLimits.js';
import type { TransferPart as _parikshan_v1_TransferPart, TransferPart__Output as _parikshan_v1_TransferPart__Output } from './parikshan/v1/TransferPart.js';

type SubtypeConstructor<Constructor extends new (...args: any) => any, Subtype> = {
  new(...args: ConstructorParameters<Constructor>): Subtype;
};

export interface ProtoGrpcType {
  parikshan: {
    v1: {
      DescribeShipmentRequest: MessageTypeDefinition<_parikshan_v1_DescribeShipmentRequest, _parikshan_v1_DescribeShipmentRequest__Output>
      DescribeShipmentResponse: MessageTypeDefinition<_parikshan_v1_DescribeShipmentResponse, _parikshan_v1_DescribeShipmentResponse__Output>
      FetchCloneRequest: MessageTypeDefinition<_parikshan_v1_FetchCloneRequest, _parikshan_v1_FetchCloneRequest__Output>
      FetchCloneResponse: MessageTypeDefinition<_parikshan_v1_FetchCloneResponse, _parikshan_v1_FetchCloneResponse__Output>
      FetchDiskRequest: MessageTypeDefinition<_parikshan_v1_FetchDiskRequest, _parikshan_v1_FetchDiskRequest__Output>
      FetchDiskResponse: MessageTypeDefinition<_parikshan_v1_FetchDiskResponse, _parikshan_v1_FetchDiskResponse__Output>
      LastPass: EnumTypeDefinition
      MakeDiskGenerationRequest: MessageTypeDefinition<_parikshan_v1_MakeDiskGenerationRequest, _parikshan_v1_MakeDiskGenerationRequest__Output>
      MakeDiskGenerationResponse: MessageTypeDefinition<_parikshan_v1_MakeDiskGenerationResponse, _parikshan_v1_MakeDiskGenerationResponse__Output>
      ReadBlockDigestsRequest: MessageTypeDefinition<_parikshan_v1_ReadBlockDigestsRequest, _parikshan_v1_ReadBlockDigestsRequest__Output>
      ReadBlockDigestsResponse: MessageTypeDefinition<_parikshan_v1_ReadBlockDigestsResponse, _parikshan_v1_ReadBlockDigestsResponse__Output>
      ReadShipmentRequest: MessageTypeDefinition<_parikshan_v1_ReadShipmentRequest, _parikshan_v1_ReadShipmentRequest__Output>
      ReadShipmentResponse: MessageTypeDefinition<_parikshan_v1_ReadShipmentResponse, _parikshan_v1_ReadShipmentResponse__Output>
      RemoveDiskGenerationsRequest: MessageTypeDefinition<_parikshan_v1_RemoveDiskGenerationsRequest, _parikshan_v1_RemoveDiskGenerationsRequest__Output>
      RemoveDiskGenerationsResponse: MessageTypeDefinition<_parikshan_v1_RemoveDiskGenerationsResponse, _parikshan_v1_RemoveDiskGenerationsResponse__Output>
      Shipment: MessageTypeDefinition<_parikshan_v1_Shipment, _parikshan_v1_Shipment__Output>
      ShipmentFile: MessageTypeDefinition<_parikshan_v1_ShipmentFile, _parikshan_v1_ShipmentFile__Output>
      ShipmentFileKind: EnumTypeDefinition
      ShipmentPiece: MessageTypeDefinition<_parikshan_v1_ShipmentPiece, _parikshan_v1_ShipmentPiece__Output>
      ShipmentRange: MessageTypeDefinition<_parikshan_v1_ShipmentRange, _parikshan_v1_ShipmentRange__Output>
      ShipmentRanges: MessageTypeDefinition<_parikshan_v1_ShipmentRanges, _parikshan_v1_ShipmentRanges__Output>
      ShipmentSubject: MessageTypeDefinition<_parikshan_v1_ShipmentSubject, _parikshan_v1_ShipmentSubject__Output>
      SshHop: MessageTypeDefinition<_parikshan_v1_SshHop, _parikshan_v1_SshHop__Output>
      TransferLimits: MessageTypeDefinition<_parikshan_v1_TransferLimits, _parikshan_v1_TransferLimits__Output>
      TransferMethod: EnumTypeDefinition
      TransferPart: MessageTypeDefinition<_parikshan_v1_TransferPart, _parikshan_v1_TransferPart__Output>
      TransferPartKind: EnumTypeDefinition
      TransferRoute: EnumTypeDefinition
    }
  }
}

