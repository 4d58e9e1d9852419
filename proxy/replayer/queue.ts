/** Free slots at the front that are not worth the copy that would reclaim them. */
const SLACK = 1024;

/** First in, first out, with a constant cost per item whatever its length (`Array.shift` copies long arrays). */
export class Queue<T> {
  #items: (T | undefined)[] = [];
  #head = 0;

  get length(): number {
    return this.#items.length - this.#head;
  }

  push(item: T): void {
    this.#items.push(item);
  }

  /** The oldest item, left in place. */
  peek(): T | undefined {
    return this.#items[this.#head];
  }

  /** The item `index` places behind the oldest. */
  at(index: number): T | undefined {
    return this.#items[this.#head + index];
  }

  shift(): T | undefined {
    const item = this.#items[this.#head];
    if (this.#head === this.#items.length) return undefined;
    this.#items[this.#head] = undefined;
    this.#head += 1;
    if (this.#head === this.#items.length) {
      this.#items.length = 0;
      this.#head = 0;
    } else if (this.#head > SLACK && this.#head * 2 > this.#items.length) {
      this.#items.splice(0, this.#head);
      this.#head = 0;
    }
    return item;
  }

  /** Puts another item in the place of the oldest. */
  replaceHead(item: T): void {
    if (this.length > 0) this.#items[this.#head] = item;
  }

  clear(): void {
    this.#items.length = 0;
    this.#head = 0;
  }
}
