import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BtfFormatError, BtfTypes, readOffsets } from '../../../../runtime/bpf/mod.js';

type Member = readonly [name: string, type: number, bits: number];
interface TypeText {
  readonly kind: number;
  readonly name?: string;
  readonly of?: number;
  readonly members?: readonly Member[];
  /** Words behind it. */
  readonly tail?: readonly number[];
  readonly flag?: boolean;
}

const [INT, STRUCT, UNION, TYPEDEF, CONST] = [1, 4, 5, 8, 10];

/** A BTF of these types; the first has number 1. */
function btf(types: readonly TypeText[]): Uint8Array {
  let strings = '\0';
  const named = (name: string | undefined) => {
    if (name === undefined || name === '') return 0;
    strings += `${name}\0`;
    return strings.length - name.length - 1;
  };
  const words = types.flatMap(({ kind, name, of = 0, members = [], tail = [], flag = false }) => [
    named(name),
    ((kind << 24) | members.length | (flag ? 0x8000_0000 : 0)) >>> 0,
    of,
    ...members.flatMap(([member, type, bits]) => [named(member), type, bits]),
    ...tail,
  ]);
  const header = new DataView(new ArrayBuffer(24));
  header.setUint16(0, 0xeb9f, true);
  header.setUint8(2, 1);
  [24, 0, words.length * 4, words.length * 4, strings.length].forEach((word, i) =>
    header.setUint32(4 + i * 4, word, true),
  );
  return Buffer.concat([
    new Uint8Array(header.buffer),
    new Uint8Array(Uint32Array.from(words).buffer),
    Buffer.from(strings, 'latin1'),
  ]);
}

const number = { kind: INT, name: 'int', tail: [32] };

describe('the types of a kernel', () => {
  const types = new BtfTypes(
    btf([
      number,
      {
        kind: UNION,
        members: [
          ['low', 1, 0],
          ['', 3, 32],
        ],
      },
      {
        kind: STRUCT,
        members: [
          ['deep', 1, 16],
          ['bit', 1, 19],
        ],
      },
      { kind: TYPEDEF, name: 'inner_t', of: 5 },
      { kind: CONST, of: 6 },
      {
        kind: STRUCT,
        name: 'inner',
        members: [
          ['first', 1, 0],
          ['second', 1, 64],
        ],
      },
      {
        kind: STRUCT,
        name: 'outer',
        members: [
          ['head', 1, 0],
          ['', 2, 128],
          ['within', 4, 256],
        ],
      },
      { kind: STRUCT, name: 'fields', flag: true, members: [['flagged', 1, (3 << 24) | 24]] },
    ]),
  );

  it('tell where members are, in anonymous structs and behind typedefs too', () => {
    expect(types.offset('outer')).toBe(0);
    expect(types.offset('outer', 'head')).toBe(0);
    expect(types.offset('outer', 'low')).toBe(16);
    expect(types.offset('outer', 'deep')).toBe(22);
    expect(types.offset('outer', 'within', 'second')).toBe(40);
    expect(types.offset('fields', 'flagged')).toBe(3);
  });

  it('do not tell of what is not there, or is no whole byte', () => {
    expect(types.offset('nothing', 'head')).toBeUndefined();
    expect(types.offset('outer', 'nothing')).toBeUndefined();
    expect(types.offset('outer', 'head', 'more')).toBeUndefined();
    expect(types.offset('outer', 'bit')).toBeUndefined();
    expect(types.offset('int')).toBeUndefined();
  });

  it('are refused when they are none, whatever the bytes', () => {
    expect(() => new BtfTypes(Buffer.from('no BTF at all, but long enough'))).toThrow(BtfFormatError);
    const good = btf([number, { kind: STRUCT, name: 'inner', members: [['first', 1, 0]] }]);
    fc.assert(
      fc.property(fc.nat({ max: good.length - 1 }), fc.nat({ max: 255 }), (at, byte) => {
        const bad = Uint8Array.from(good);
        bad[at] = byte;
        try {
          new BtfTypes(bad).offset('inner', 'first');
        } catch (error) {
          expect(error).toBeInstanceOf(BtfFormatError);
        }
      }),
    );
  });
});

describe('what a read is told from', () => {
  const common: Member[] = [
    ['skc_daddr', 1, 0],
    ['skc_rcv_saddr', 1, 32],
    ['skc_dport', 1, 96],
    ['skc_num', 1, 112],
    ['skc_family', 1, 128],
    ['skc_net', 1, 384],
  ];
  const kernel = (members: readonly Member[], copied = 'copied_seq') =>
    new BtfTypes(
      btf([
        number,
        { kind: STRUCT, name: 'sock_common', members },
        { kind: STRUCT, name: 'sock', members: [['__sk_common', 2, 64]] },
        { kind: STRUCT, name: 'tcp_sock', members: [[copied, 1, 8000]] },
        { kind: STRUCT, name: 'ns_common', members: [['inum', 1, 128]] },
        { kind: STRUCT, name: 'net', members: [['ns', 5, 800]] },
      ]),
    );

  it('is found where this kernel has it, without IPv6 too', () => {
    expect(readOffsets(kernel(common))).toEqual({
      remoteAddress: 8,
      localAddress: 12,
      remotePort: 20,
      localPort: 22,
      family: 24,
      namespace: 56,
      copied: 1000,
      namespaceNumber: 116,
      localAddress6: undefined,
      remoteAddress6: undefined,
    });
  });

  it('is not guessed', () => {
    expect(readOffsets(kernel(common.slice(1)))).toBeUndefined();
    expect(readOffsets(kernel(common, 'other'))).toBeUndefined();
  });
});
