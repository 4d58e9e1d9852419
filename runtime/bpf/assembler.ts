/** Instructions of the kernel's BPF machine (Documentation/bpf/standardization/instruction-set.rst). Pure. */

/** A register, 0 to 10; 10 is the frame pointer. */
export type Register = 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10;

/** Sizes of loads and stores: bits of the opcode. */
const SIZES = { u8: 0x10, u16: 0x08, u32: 0x00, u64: 0x18 } as const;
export type Size = keyof typeof SIZES;

const INSTRUCTION_BYTES = 8;
const LOAD = 0x61;
const STORE = 0x63;
const ATOMIC_ADD_U64 = 0xdb;
const MOVE = 0xbf;
const MOVE_NUMBER = 0xb7;
const ADD_NUMBER = 0x07;
const JUMP = 0x05;
/** Of all 64 bits with a number that is extended by its sign. */
const JUMP_IF_EQUAL_U64 = 0x15;
/** Of the lower 32 bits. */
const JUMP_IF_EQUAL = 0x16;
const JUMP_IF_OTHER = 0x56;
const CALL = 0x85;
const EXIT = 0x95;
const LOAD_WIDE = 0x18;
const FROM_MAP = 1;
const FROM_MAP_VALUE = 2;

interface Instruction {
  readonly opcode: number;
  readonly to: number;
  readonly from: number;
  offset: number;
  readonly number: number;
}

/** Builds a program; jumps go forward, to names that are placed later. */
export class Assembler {
  readonly #instructions: Instruction[] = [];
  readonly #jumps: { readonly at: number; readonly label: string }[] = [];
  readonly #labels = new Map<string, number>();

  /** to = *(size *)(from + offset) */
  load(size: Size, to: Register, from: Register, offset: number): this {
    return this.#add(LOAD | SIZES[size], to, from, offset, 0);
  }
  /** *(size *)(to + offset) = from */
  store(size: Size, to: Register, offset: number, from: Register): this {
    return this.#add(STORE | SIZES[size], to, from, offset, 0);
  }
  /** *(u64 *)(to + offset) += from, also when others do the same at once. */
  addTo(to: Register, offset: number, from: Register): this {
    return this.#add(ATOMIC_ADD_U64, to, from, offset, 0);
  }
  move(to: Register, from: Register): this {
    return this.#add(MOVE, to, from, 0, 0);
  }
  set(to: Register, number: number): this {
    return this.#add(MOVE_NUMBER, to, 0, 0, number);
  }
  add(to: Register, number: number): this {
    return this.#add(ADD_NUMBER, to, 0, 0, number);
  }
  /** to = the map behind this descriptor */
  map(to: Register, descriptor: number): this {
    return this.#wide(to, FROM_MAP, descriptor);
  }
  /** to = the address of the only value of the array map behind this descriptor */
  mapValue(to: Register, descriptor: number): this {
    return this.#wide(to, FROM_MAP_VALUE, descriptor);
  }
  /** Calls a function of the kernel by its number: registers 1 to 5 are its arguments and lost, 0 is its answer. */
  call(helper: number): this {
    return this.#add(CALL, 0, 0, 0, helper);
  }
  jump(label: string): this {
    return this.#jump(JUMP, 0, 0, label);
  }
  /** Of a pointer: whether there is none. */
  jumpIfNull(register: Register, label: string): this {
    return this.#jump(JUMP_IF_EQUAL_U64, register, 0, label);
  }
  /** Of the lower 32 bits, as are all comparisons with a number. */
  jumpIfEqual(register: Register, number: number, label: string): this {
    return this.#jump(JUMP_IF_EQUAL, register, number, label);
  }
  jumpIfOther(register: Register, number: number, label: string): this {
    return this.#jump(JUMP_IF_OTHER, register, number, label);
  }
  exit(): this {
    return this.#add(EXIT, 0, 0, 0, 0);
  }

  /** Names the place of the next instruction. */
  label(name: string): this {
    this.#labels.set(name, this.#instructions.length);
    return this;
  }

  /** The program. @throws RangeError for a jump to nowhere, or a number that does not fit. */
  assemble(): Uint8Array {
    for (const { at, label } of this.#jumps) {
      const to = this.#labels.get(label);
      if (to === undefined || to <= at) throw new RangeError(`no place ${label} after instruction ${at}`);
      this.#instructions[at]!.offset = to - at - 1;
    }
    const bytes = new Uint8Array(this.#instructions.length * INSTRUCTION_BYTES);
    const view = new DataView(bytes.buffer);
    this.#instructions.forEach(({ opcode, to, from, offset, number }, i) => {
      if (offset !== (offset << 16) >> 16) throw new RangeError(`offset ${offset} does not fit`);
      const at = i * INSTRUCTION_BYTES;
      view.setUint8(at, opcode);
      view.setUint8(at + 1, to | (from << 4));
      view.setInt16(at + 2, offset, true);
      view.setInt32(at + 4, number | 0, true);
    });
    return bytes;
  }

  #wide(to: Register, source: number, descriptor: number): this {
    return this.#add(LOAD_WIDE, to, source, 0, descriptor).#add(0, 0, 0, 0, 0);
  }

  #jump(opcode: number, register: Register | 0, number: number, label: string): this {
    this.#jumps.push({ at: this.#instructions.length, label });
    return this.#add(opcode, register, 0, 0, number);
  }

  #add(opcode: number, to: number, from: number, offset: number, number: number): this {
    this.#instructions.push({ opcode, to, from, offset, number });
    return this;
  }
}
