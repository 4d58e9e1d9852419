// The source's side: what other agents may ask of the clones, generations and running disks of this host.
import type { DescribeShipmentRequest__Output } from '../../proto/gen/parikshan/v1/DescribeShipmentRequest.js';
import type { DescribeShipmentResponse } from '../../proto/gen/parikshan/v1/DescribeShipmentResponse.js';
import type { ReadBlockDigestsRequest__Output } from '../../proto/gen/parikshan/v1/ReadBlockDigestsRequest.js';
import type { ReadBlockDigestsResponse } from '../../proto/gen/parikshan/v1/ReadBlockDigestsResponse.js';
import type { ReadShipmentRequest__Output } from '../../proto/gen/parikshan/v1/ReadShipmentRequest.js';
import type { ReadShipmentResponse } from '../../proto/gen/parikshan/v1/ReadShipmentResponse.js';
import type { ShipmentSubject__Output } from '../../proto/gen/parikshan/v1/ShipmentSubject.js';
import { HostCloneNotFoundError } from '../replica/mod.js';
import { InvalidShipmentRequestError } from './errors.js';
import type { Generations, RunningDisk } from './generations.js';
import type { Holdings } from './holdings.js';
import type { ReadThreads } from './read-threads.js';
import { readBlockDigests, readShipment } from './ship.js';
import { describeShipment, type Subject } from './shipment.js';

export interface SourceOptions {
  readonly holdings: Holdings;
  readonly generations: Generations;
  readonly readers: ReadThreads;
  /** The disk of a running instance. Throws when there is none. */
  readonly runningDisk: (instance: string) => Promise<RunningDisk>;
}

export class Source {
  readonly #options: SourceOptions;

  constructor(options: SourceOptions) {
    this.#options = options;
  }

  /** Makes a generation of a running disk; the taker's older ones that it does not have whole are removed. */
  async makeGeneration(
    of: { instance: string; clone: string; taker: string },
    keep: readonly string[],
  ): Promise<string> {
    const { generations, runningDisk } = this.#options;
    const { id } = await generations.make(await runningDisk(of.instance), of);
    await generations.remove({ clone: of.clone, taker: of.taker, keep: [...keep, id] });
    return id;
  }

  /** @param taker empty: of all */
  async removeGenerations(clone: string, taker: string): Promise<void> {
    await this.#options.generations.remove({ clone, ...(taker === '' ? {} : { taker }) });
  }

  async *describe({
    subject,
    bases,
  }: DescribeShipmentRequest__Output): AsyncGenerator<DescribeShipmentResponse> {
    const found = await this.#subject(subject);
    const held = await this.#options.holdings.list();
    const wanted = new Set(bases);
    yield* describeShipment(
      found,
      held.filter(({ id, instance }) => wanted.has(id) && instance === found.instance && id !== found.id),
    );
  }

  async *read(request: ReadShipmentRequest__Output): AsyncGenerator<ReadShipmentResponse> {
    yield* readShipment(await this.#subject(request.subject), request, this.#options.readers);
  }

  async *digests(request: ReadBlockDigestsRequest__Output): AsyncGenerator<ReadBlockDigestsResponse> {
    yield* readBlockDigests(await this.#subject(request.subject), request, this.#options.readers);
  }

  async #subject(asked: ShipmentSubject__Output | null): Promise<Subject> {
    const { generations, holdings } = this.#options;
    if (asked === null || (asked.clone === '') === (asked.generation === ''))
      throw new InvalidShipmentRequestError('a subject is a clone or a generation');
    if (asked.generation !== '') {
      const { id, instance, image } = await generations.use(asked.generation);
      return { id, instance, image, memory: undefined };
    }
    const clone = await holdings.clone(asked.clone);
    if (clone === undefined) throw new HostCloneNotFoundError(asked.clone);
    const { id, instance, image, imagesDir, recordText } = clone;
    return { id, instance, image, memory: { folder: imagesDir, record: recordText } };
  }
}
