import type { Load } from './clone-under-load.js';

/** Several loads at once, as one. */
export class JointLoad implements Load {
  readonly #loads: readonly Load[];

  constructor(loads: readonly Load[]) {
    this.#loads = loads;
  }

  get done(): number {
    return this.#loads.reduce((sum, { done }) => sum + done, 0);
  }

  get errors(): readonly unknown[] {
    return this.#loads.flatMap(({ errors }) => errors);
  }

  async stop(): Promise<void> {
    await Promise.all(this.#loads.map((load) => load.stop()));
  }
}
