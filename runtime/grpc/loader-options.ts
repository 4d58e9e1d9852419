import type { Options } from '@grpc/proto-loader';

/**
 * How .proto files become definitions, the only set in the project. `scripts/generate` writes the types with the same
 * options: change both or messages will not have the types they claim.
 */
export const LOADER_OPTIONS = {
  longs: Number,
  enums: String,
  bytes: Buffer,
  defaults: true,
  oneofs: true,
} as const satisfies Options;
