import { describe, expect, it } from 'vitest';
import { Assembler } from '../../../../runtime/bpf/mod.js';

const hex = (program: Uint8Array) => Buffer.from(program).toString('hex').match(/.{16}/g);

describe('the assembler', () => {
  it('writes instructions as the kernel reads them', () => {
    const program = new Assembler()
      .load('u64', 7, 1, 8)
      .store('u32', 10, -8, 7)
      .addTo(1, 0, 2)
      .move(1, 10)
      .add(1, -8)
      .set(2, 4)
      .map(1, 5)
      .mapValue(1, 6)
      .call(113)
      .exit();
    expect(hex(program.assemble())).toEqual([
      '7917080000000000',
      '637af8ff00000000',
      'db21000000000000',
      'bfa1000000000000',
      '07010000f8ffffff',
      'b702000004000000',
      '1811000005000000',
      '0000000000000000',
      '1821000006000000',
      '0000000000000000',
      '8500000071000000',
      '9500000000000000',
    ]);
  });

  it('counts jumps from the instruction behind them', () => {
    const program = new Assembler()
      .jumpIfNull(0, 'end')
      .jumpIfOther(1, 0xf000_0000, 'end')
      .jumpIfEqual(1, 80, 'next')
      .label('next')
      .jump('end')
      .label('end')
      .exit();
    expect(hex(program.assemble())).toEqual([
      '1500030000000000',
      '56010200000000f0',
      '1601000050000000',
      '0500000000000000',
      '9500000000000000',
    ]);
  });

  it('refuses jumps to nowhere and back', () => {
    expect(() => new Assembler().jump('nowhere').assemble()).toThrow(RangeError);
    expect(() => new Assembler().label('here').jump('here').exit().assemble()).toThrow(RangeError);
    expect(() => new Assembler().load('u8', 0, 1, 40_000).assemble()).toThrow(RangeError);
  });
});
