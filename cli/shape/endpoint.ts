import type { Endpoint__Output } from '../../proto/gen/parikshan/v1/Endpoint.js';

/** `10.87.3.2:6379`, `[fe80::1]:80`; empty when absent. */
export function endpointText(endpoint: Endpoint__Output | null): string {
  if (endpoint === null) return '';
  const address = endpoint.address.includes(':') ? `[${endpoint.address}]` : endpoint.address;
  return `${address}:${endpoint.port}`;
}
