/**
 * Where the running kernel keeps a member of a struct, from its own description of its types (BTF, /sys/kernel/btf/vmlinux;
 * format: Documentation/bpf/btf.rst). Offsets differ from one kernel to the next. Pure.
 */
const MAGIC = 0xeb9f;
const TYPE_BYTES = 12;
const MEMBER_BYTES = 12;

const Kind = {
  int: 1,
  array: 3,
  struct: 4,
  union: 5,
  enum: 6,
  typedef: 8,
  volatile: 9,
  const: 10,
  restrict: 11,
  functionPrototype: 13,
  variable: 14,
  section: 15,
  declarationTag: 17,
  typeTag: 18,
  enum64: 19,
} as const;

/** Bytes that follow a type: a fixed number, and so many for each of its parts. Not listed: none. */
const TAILS: Readonly<Record<number, readonly [fixed: number, each: number]>> = {
  [Kind.int]: [4, 0],
  [Kind.array]: [12, 0],
  [Kind.struct]: [0, MEMBER_BYTES],
  [Kind.union]: [0, MEMBER_BYTES],
  [Kind.enum]: [0, 8],
  [Kind.functionPrototype]: [0, 8],
  [Kind.variable]: [4, 0],
  [Kind.section]: [0, 12],
  [Kind.declarationTag]: [4, 0],
  [Kind.enum64]: [0, 12],
};
/** Kinds that only stand before another type. */
const WRAPPERS: readonly number[] = [Kind.typedef, Kind.volatile, Kind.const, Kind.restrict, Kind.typeTag];

/** These bytes are no BTF, or of a kind of type that is not known here. */
export class BtfFormatError extends Error {
  override readonly name = 'BtfFormatError';
}

interface Place {
  readonly bits: number;
  readonly type: number;
}

/** The types of one kernel. */
export class BtfTypes {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  readonly #strings: number;
  /** Where each type begins; type 0 is void. */
  readonly #types: number[] = [0];

  /** @throws BtfFormatError */
  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    if (bytes.length < 24 || this.#view.getUint16(0, true) !== MAGIC)
      throw new BtfFormatError('not a BTF of this byte order');
    const header = this.#view.getUint32(4, true);
    let at = header + this.#view.getUint32(8, true);
    const end = at + this.#view.getUint32(12, true);
    this.#strings = header + this.#view.getUint32(16, true);
    if (end > bytes.length || this.#strings > bytes.length) throw new BtfFormatError('cut off');
    while (at < end) {
      this.#types.push(at);
      const [fixed, each] = TAILS[this.#kind(at)] ?? [0, 0];
      if (this.#kind(at) > Kind.enum64) throw new BtfFormatError(`unknown kind of type ${this.#kind(at)}`);
      at += TYPE_BYTES + fixed + each * this.#parts(at);
    }
  }

  /**
   * Bytes from the start of a struct to one of its members, or to a member of that, and so on; anonymous structs and unions
   * on the way are not named. Undefined when there is none, or it is no whole number of bytes.
   */
  offset(struct: string, ...path: readonly string[]): number | undefined {
    const start = this.#types.findIndex(
      (at, id) => id > 0 && this.#kind(at) === Kind.struct && this.#isNamed(at, struct),
    );
    let place: Place | undefined = start < 0 ? undefined : { bits: 0, type: start };
    for (const name of path) {
      const found: Place | undefined = place && this.#member(place.type, name);
      place = place && found && { bits: place.bits + found.bits, type: found.type };
    }
    return place === undefined || place.bits % 8 !== 0 ? undefined : place.bits / 8;
  }

  #member(type: number, name: string): Place | undefined {
    const at = this.#types[this.#bare(type)]!;
    const kind = this.#kind(at);
    if (kind !== Kind.struct && kind !== Kind.union) return undefined;
    const withSizes = this.#view.getUint32(at + 4, true) >>> 31 === 1;
    for (let i = 0; i < this.#parts(at); i += 1) {
      const member = at + TYPE_BYTES + i * MEMBER_BYTES;
      const offset = this.#view.getUint32(member + 8, true);
      const bits = withSizes ? offset & 0xff_ffff : offset;
      const of = this.#view.getUint32(member + 4, true);
      if (this.#isNamed(member, name)) return { bits, type: of };
      const within = this.#isNamed(member, '') ? this.#member(of, name) : undefined;
      if (within !== undefined) return { bits: bits + within.bits, type: within.type };
    }
    return undefined;
  }

  #bare(type: number): number {
    let bare = type;
    while (WRAPPERS.includes(this.#kind(this.#types[bare] ?? 0)) && bare !== 0)
      bare = this.#view.getUint32(this.#types[bare]! + 8, true);
    return bare;
  }

  /** Types and members begin with the place of their name. */
  #isNamed(at: number, name: string): boolean {
    const from = this.#strings + this.#view.getUint32(at, true);
    if (this.#bytes[from + name.length] !== 0) return false;
    for (let i = 0; i < name.length; i += 1) if (this.#bytes[from + i] !== name.charCodeAt(i)) return false;
    return true;
  }

  #kind(at: number): number {
    return at === 0 ? 0 : (this.#view.getUint32(at + 4, true) >>> 24) & 0x1f;
  }

  #parts(at: number): number {
    return this.#view.getUint16(at + 4, true);
  }
}
