import type * as grpc from '@grpc/grpc-js';
import type { EnumTypeDefinition, MessageTypeDefinition } from '@grpc/proto-loader';

import type { Check as _parikshan_v1_Check, Check__Output as _parikshan_v1_Check__Output } from './parikshan/v1/Check.js';
import type { Cut as _parikshan_v1_Cut, Cut__Output as _parikshan_v1_Cut__Output } from './parikshan/v1/Cut.js';
import type { CutConnection as _parikshan_v1_CutConnection, CutConnection__Output as _parikshan_v1_CutConnection__Output } from './parikshan/v1/CutConnection.js';
import type { CutTcpOptions as _parikshan_v1_CutTcpOptions, CutTcpOptions__Output as _parikshan_v1_CutTcpOptions__Output } from './parikshan/v1/CutTcpOptions.js';
import type { Endpoint as _parikshan_v1_Endpoint, Endpoint__Output as _parikshan_v1_Endpoint__Output } from './parikshan/v1/Endpoint.js';
import type { Failure as _parikshan_v1_Failure, Failure__Output as _parikshan_v1_Failure__Output } from './parikshan/v1/Failure.js';
import type { Inventory as _parikshan_v1_Inventory, Inventory__Output as _parikshan_v1_Inventory__Output } from './parikshan/v1/Inventory.js';
import type { Operation as _parikshan_v1_Operation, Operation__Output as _parikshan_v1_Operation__Output } from './parikshan/v1/Operation.js';
import type { OperationEvent as _parikshan_v1_OperationEvent, OperationEvent__Output as _parikshan_v1_OperationEvent__Output } from './parikshan/v1/OperationEvent.js';
import type { WaitingConnection as _parikshan_v1_WaitingConnection, WaitingConnection__Output as _parikshan_v1_WaitingConnection__Output } from './parikshan/v1/WaitingConnection.js';

type SubtypeConstructor<Constructor extends new (...args: any) => any, Subtype> = {
  new(...args: ConstructorParameters<Constructor>): Subtype;
};

export interface ProtoGrpcType {
  parikshan: {
    v1: {
      Check: MessageTypeDefinition<_parikshan_v1_Check, _parikshan_v1_Check__Output>
      Cut: MessageTypeDefinition<_parikshan_v1_Cut, _parikshan_v1_Cut__Output>
      CutConnection: MessageTypeDefinition<_parikshan_v1_CutConnection, _parikshan_v1_CutConnection__Output>
      CutTcpOptions: MessageTypeDefinition<_parikshan_v1_CutTcpOptions, _parikshan_v1_CutTcpOptions__Output>
      Endpoint: MessageTypeDefinition<_parikshan_v1_Endpoint, _parikshan_v1_Endpoint__Output>
      Failure: MessageTypeDefinition<_parikshan_v1_Failure, _parikshan_v1_Failure__Output>
      Inventory: MessageTypeDefinition<_parikshan_v1_Inventory, _parikshan_v1_Inventory__Output>
      Operation: MessageTypeDefinition<_parikshan_v1_Operation, _parikshan_v1_Operation__Output>
      OperationEvent: MessageTypeDefinition<_parikshan_v1_OperationEvent, _parikshan_v1_OperationEvent__Output>
      OperationEventKind: EnumTypeDefinition
      OperationState: EnumTypeDefinition
      WaitingConnection: MessageTypeDefinition<_parikshan_v1_WaitingConnection, _parikshan_v1_WaitingConnection__Output>
    }
  }
}

