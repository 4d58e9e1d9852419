/** The containers of a run, and who takes them. */
import { chmod, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { PrivateInstallation, untilAborted, type BenchContext, type BenchPlace } from '../frame/mod.js';
import { containerKind, type Address, type ContainerKind } from './containers.js';
import { untilListening } from './line.js';
import { Podman } from './podman.js';
import { takeOnce, type Failed, type Measured, type Variant } from './sample.js';
import { byOurs, byPodman, byRunc, mountMemory, reasonOf, unmountMemory, type Taker } from './ways.js';

/** Who runs a container: ours and runc take the very same one. */
type Runner = 'parikshan' | 'podman';
/** Where a container is, or why it is not. */
type Started = Address | Failed;

export class Subjects {
  readonly #context: BenchContext;
  readonly #installation: PrivateInstallation;
  readonly #podman: Podman;
  readonly #started = new Map<string, Started>();

  private constructor(context: BenchContext, installation: PrivateInstallation) {
    this.#context = context;
    this.#installation = installation;
    this.#podman = new Podman(...podmanFolders(context.place));
  }

  /** Runs all containers that these variants want; resolves when each answers and has its size. */
  static async start(context: BenchContext, variants: readonly Variant[]): Promise<Subjects> {
    const { place, say, signal } = context;
    say('Starting Parikshan.');
    const subjects = new Subjects(context, await PrivateInstallation.start(place));
    // The root of podman's containers walks through here to its files.
    await chmod(place.workDir, 0o711);
    await mkdir(podmanFolders(place)[0], { mode: 0o711 });
    await mountMemory(memoryFolder(place));
    for (const variant of variants) {
      const key = keyOf(variant);
      if (subjects.#started.has(key)) continue;
      say(`Starting ${key}.`);
      const started = subjects.#run(containerKind(variant.container), runnerOf(variant));
      subjects.#started.set(key, await untilAborted(started, signal));
    }
    return subjects;
  }

  /** Removes what such an object has made, of this or of an earlier process. What cannot be removed keeps nothing else. */
  static async clear(place: BenchPlace): Promise<void> {
    const failures: unknown[] = [];
    for (const part of [
      () => Podman.clear(...podmanFolders(place)),
      () => unmountMemory(memoryFolder(place)),
      () => PrivateInstallation.clear(place),
    ])
      await part().catch((error: unknown) => failures.push(error));
    if (failures.length > 0) throw failures[0];
  }

  /** Takes a container once, by the variant's way. */
  async take(variant: Variant): Promise<Measured | Failed> {
    const started = this.#started.get(keyOf(variant));
    if (started === undefined) throw new Error(`${keyOf(variant)} was not started`);
    if ('kind' in started) return started;
    const { signal } = this.#context;
    return takeOnce(containerKind(variant.container), variant, started, this.#taker(variant), signal);
  }

  #taker({ way }: Variant): Taker {
    switch (way) {
      case 'ours':
        return byOurs(this.#installation);
      case 'runc':
        return byRunc(this.#installation, memoryFolder(this.#context.place));
      case 'podman':
        return byPodman(this.#podman);
    }
  }

  async #run(kind: ContainerKind, runner: Runner): Promise<Started> {
    if (runner === 'parikshan') {
      const options = kind.disk === undefined ? {} : { disk: kind.disk };
      const { name, rootfs, port, command } = kind;
      return this.#ready(kind, await this.#installation.runInstance(name, rootfs, port, command, options));
    }
    try {
      return await this.#ready(kind, await this.#podman.run(kind));
    } catch (error) {
      // A container that podman cannot run here is a row of the table and not the end of the bench.
      this.#context.signal.throwIfAborted();
      return { kind: 'failed', reason: reasonOf(error) };
    }
  }

  async #ready(kind: ContainerKind, { address, port }: Address): Promise<Address> {
    await untilListening({ address, port }, this.#context.signal);
    await kind.fill({ address, port });
    return { address, port };
  }
}

function runnerOf({ way }: Variant): Runner {
  return way === 'podman' ? 'podman' : 'parikshan';
}

function keyOf(variant: Variant): string {
  return `${variant.container} under ${runnerOf(variant)}`;
}

/** Its files, and what it keeps while it runs. */
function podmanFolders({ workDir, runDir }: BenchPlace): [string, string] {
  return [join(workDir, 'podman'), `${runDir}-podman`];
}

function memoryFolder({ workDir }: BenchPlace): string {
  return join(workDir, 'images');
}
