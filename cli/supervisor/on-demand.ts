/**
 * What starts or ends something needs NATS, gRPC and more, which takes several times as long to load as what only asks: it is loaded
 * when it is called, so that every other command answers sooner.
 */
import type { Installation } from '../installation.js';
import type { BackgroundReport } from './detach.js';
import type { UpOptions } from './run-up.js';

/** See run-up.ts. */
export async function runUp(options: UpOptions): Promise<void> {
  return (await import('./run-up.js')).runUp(options);
}

/** See prepare.ts. */
export async function prepareToStart(installation: Installation, env: NodeJS.ProcessEnv): Promise<void> {
  return (await import('./prepare.js')).prepareToStart(installation, env);
}

/** See detach.ts. */
export async function startInBackground(
  installation: Installation,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  signal: AbortSignal,
): Promise<BackgroundReport> {
  return (await import('./detach.js')).startInBackground(installation, args, env, signal);
}

/** See detach.ts. */
export async function reportToParent(report: BackgroundReport): Promise<void> {
  return (await import('./detach.js')).reportToParent(report);
}

/** See clear-for-purge.ts. */
export async function clearForPurge(installation: Installation, say: (text: string) => void): Promise<void> {
  return (await import('./clear-for-purge.js')).clearForPurge(installation, say);
}

/** See mounts-below.ts. */
export async function requireNoForeignMounts(paths: readonly string[]): Promise<void> {
  return (await import('./mounts-below.js')).requireNoForeignMounts(paths);
}

/** See mounts-below.ts. */
export async function unmountOwn(paths: readonly string[]): Promise<void> {
  return (await import('./mounts-below.js')).unmountOwn(paths);
}

/** See mounts-below.ts. */
export async function removeFolder(folder: string): Promise<boolean> {
  return (await import('./mounts-below.js')).removeFolder(folder);
}
