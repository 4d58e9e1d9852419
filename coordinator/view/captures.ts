import type { CaptureStatus__Output } from '../../proto/gen/parikshan/v1/CaptureStatus.js';
import { findParikshanError } from '../../runtime/errors/mod.js';
import { CALL_MS, type Registry } from '../registry/mod.js';

/** The tap of an instance on its host; undefined: none runs, or its proxy cannot be asked. Whatever is shown is good without it. */
export async function captureOf(
  { name, host }: { readonly name: string; readonly host: string },
  registry: Registry,
  signal: AbortSignal | undefined,
): Promise<CaptureStatus__Output | undefined> {
  if (!registry.presence(host).proxyAlive) return undefined;
  try {
    const options = { timeoutMs: CALL_MS.ask, signal };
    return (await registry.proxy(host).getCapture({ instance: name }, options)).capture ?? undefined;
  } catch (error) {
    if (findParikshanError(error) === undefined) throw error;
    return undefined;
  }
}
