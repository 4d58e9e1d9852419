/**
 * The network hold in the kernel's own words: nfnetlink batches, so that holding and letting go take microseconds and no
 * program is started for them. Numbers are those of linux/netfilter/nf_tables.h and nfnetlink.h.
 */
import { HOLD_MS, HOLD_SET, HOLD_TABLE } from './network-hold.js';

const NFNL_SUBSYS_NFTABLES = 10;
const NFNL_MSG_BATCH_BEGIN = 0x10;
const NFNL_MSG_BATCH_END = 0x11;
const NFT_MSG_NEWSETELEM = 12;
const NFT_MSG_DELSETELEM = 14;
const NFPROTO_INET = 1;

const NLM_F_REQUEST = 0x1;
const NLM_F_ACK = 0x4;
const NLM_F_CREATE = 0x400;

const NLA_F_NESTED = 0x8000;
const NFTA_SET_ELEM_LIST_TABLE = 1;
const NFTA_SET_ELEM_LIST_SET = 2;
const NFTA_SET_ELEM_LIST_ELEMENTS = 3;
const NFTA_LIST_ELEM = 1;
const NFTA_SET_ELEM_KEY = 1;
const NFTA_SET_ELEM_TIMEOUT = 4;
const NFTA_DATA_VALUE = 1;

const IPPROTO_TCP = 6;

/** Holds for HOLD_MS from now, whether something is held or not, in one transaction: there is no moment without. */
export function holdMessages(): Uint8Array {
  return batch([elements('flush'), elements('add')]);
}

/** Lets go. */
export function releaseMessages(): Uint8Array {
  return batch([elements('flush')]);
}

function elements(what: 'add' | 'flush'): Buffer {
  const set = Buffer.concat([
    attribute(NFTA_SET_ELEM_LIST_TABLE, text(HOLD_TABLE)),
    attribute(NFTA_SET_ELEM_LIST_SET, text(HOLD_SET)),
  ]);
  // A deletion that names no element empties the set.
  if (what === 'flush') return message(nft(NFT_MSG_DELSETELEM), NLM_F_ACK, NFPROTO_INET, 0, set);
  const timeout = Buffer.alloc(8);
  timeout.writeBigUInt64BE(BigInt(HOLD_MS));
  const key = nested(NFTA_SET_ELEM_KEY, attribute(NFTA_DATA_VALUE, Buffer.of(IPPROTO_TCP)));
  const element = nested(NFTA_LIST_ELEM, Buffer.concat([key, attribute(NFTA_SET_ELEM_TIMEOUT, timeout)]));
  const list = nested(NFTA_SET_ELEM_LIST_ELEMENTS, element);
  const body = Buffer.concat([set, list]);
  return message(nft(NFT_MSG_NEWSETELEM), NLM_F_ACK | NLM_F_CREATE, NFPROTO_INET, 0, body);
}

function nft(type: number): number {
  return (NFNL_SUBSYS_NFTABLES << 8) | type;
}

function batch(messages: readonly Buffer[]): Uint8Array {
  const border = (type: number) => message(type, 0, 0, NFNL_SUBSYS_NFTABLES, Buffer.alloc(0));
  return Buffer.concat([border(NFNL_MSG_BATCH_BEGIN), ...messages, border(NFNL_MSG_BATCH_END)]);
}

/** nlmsghdr and nfgenmsg, then attributes. */
function message(type: number, flags: number, family: number, resource: number, body: Buffer): Buffer {
  const head = Buffer.alloc(20);
  head.writeUInt32LE(20 + body.length, 0);
  head.writeUInt16LE(type, 4);
  head.writeUInt16LE(flags | NLM_F_REQUEST, 6);
  head.writeUInt8(family, 16);
  head.writeUInt16BE(resource, 18);
  return Buffer.concat([head, body]);
}

function attribute(type: number, value: Buffer): Buffer {
  const padded = Buffer.alloc(4 + ((value.length + 3) & ~3));
  padded.writeUInt16LE(4 + value.length, 0);
  padded.writeUInt16LE(type, 2);
  value.copy(padded, 4);
  return padded;
}

function nested(type: number, value: Buffer): Buffer {
  return attribute(type | NLA_F_NESTED, value);
}

function text(name: string): Buffer {
  return Buffer.from(`${name}\0`);
}
