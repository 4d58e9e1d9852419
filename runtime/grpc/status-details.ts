import protobuf from 'protobufjs';

/** What travels in `grpc-status-details-bin`: google.rpc.Status with one google.rpc.ErrorInfo. */
export interface StatusDetails {
  /** gRPC status number. */
  readonly code: number;
  readonly message: string;
  readonly reason: string;
  readonly metadata: Readonly<Record<string, string>>;
}

/** Name of the trailer that holds a google.rpc.Status, as all gRPC implementations agree. */
export const STATUS_DETAILS_KEY = 'grpc-status-details-bin';
const DOMAIN = 'parikshan';
const ERROR_INFO_URL = 'type.googleapis.com/google.rpc.ErrorInfo';

// google/rpc/status.proto, google/rpc/error_details.proto and google/protobuf/any.proto, all fields.
const descriptor: protobuf.INamespace = {
  nested: {
    Any: { fields: { typeUrl: { type: 'string', id: 1 }, value: { type: 'bytes', id: 2 } } },
    Status: {
      fields: {
        code: { type: 'int32', id: 1 },
        message: { type: 'string', id: 2 },
        details: { rule: 'repeated', type: 'Any', id: 3 },
      },
    },
    ErrorInfo: {
      fields: {
        reason: { type: 'string', id: 1 },
        domain: { type: 'string', id: 2 },
        metadata: { keyType: 'string', type: 'string', id: 3 } as protobuf.IMapField,
      },
    },
  },
};
const types = protobuf.Root.fromJSON(descriptor);
const Status = types.lookupType('Status');
const ErrorInfo = types.lookupType('ErrorInfo');

/** The bytes of the trailer. */
export function encodeStatusDetails(details: StatusDetails): Buffer {
  const { code, message, reason, metadata } = details;
  const value = ErrorInfo.encode(ErrorInfo.create({ reason, domain: DOMAIN, metadata })).finish();
  return Buffer.from(
    Status.encode(Status.create({ code, message, details: [{ typeUrl: ERROR_INFO_URL, value }] })).finish(),
  );
}

/** What the trailer says; undefined when it is not ours or cannot be read. */
export function decodeStatusDetails(bytes: Uint8Array): StatusDetails | undefined {
  try {
    const status = Status.toObject(Status.decode(bytes), { defaults: true }) as {
      code: number;
      message: string;
      details: { typeUrl: string; value: Uint8Array }[];
    };
    const any = status.details.find((detail) => detail.typeUrl === ERROR_INFO_URL);
    if (any === undefined) return undefined;
    const info = ErrorInfo.toObject(ErrorInfo.decode(any.value), { defaults: true }) as {
      reason: string;
      domain: string;
      metadata: Record<string, string>;
    };
    if (info.domain !== DOMAIN) return undefined;
    return { code: status.code, message: status.message, reason: info.reason, metadata: info.metadata };
  } catch {
    // A peer that writes something else there is no reason to lose the error itself.
    return undefined;
  }
}
