import { describe, expect, it } from 'vitest';
import { parseTracepoint } from '../../../runtime/tracepoint/mod.js';
import { parseCpuList, portFilter, ringPages } from '../../../proxy/duplicator/reads/read-watch.js';

const format = `name: tcp_rcv_space_adjust
format:
	field:int common_pid;	offset:4;	size:4;	signed:1;

	field:__u16 sport;	offset:16;	size:2;	signed:0;
	field:__u16 dport;	offset:18;	size:2;	signed:0;
	field:__u16 family;	offset:20;	size:2;	signed:0;
	field:__u8 saddr[4];	offset:22;	size:4;	signed:0;
	field:__u8 daddr[4];	offset:26;	size:4;	signed:0;
	field:__u8 saddr_v6[16];	offset:30;	size:16;	signed:0;
	field:__u8 daddr_v6[16];	offset:46;	size:16;	signed:0;
`;

describe('the read tracepoint', () => {
  it('is found by its fields, whatever their places', () => {
    expect(parseTracepoint('2277\n', format)).toMatchObject({
      id: 2277,
      localPort: 16,
      localAddress: 22,
      localAddress6: 30,
    });
  });
  it('is not used when a field is missing', () => {
    expect(parseTracepoint('2277', format.replace('saddr_v6', 'other'))).toBeUndefined();
    expect(parseTracepoint('', format)).toBeUndefined();
  });
});

describe('read watch', () => {
  it('reads the list of processors', () => {
    expect(parseCpuList('0-3,8\n')).toEqual([0, 1, 2, 3, 8]);
    expect(parseCpuList('0')).toEqual([0]);
  });
  it('shares its memory among the processors, in powers of two', () => {
    expect(ringPages(2)).toBe(2048);
    expect(ringPages(12)).toBe(1024);
    expect(ringPages(512)).toBe(32);
  });
  it('filters by port in the kernel', () => {
    expect(portFilter([80, 443])).toBe('sport == 80 || sport == 443');
    expect(portFilter([])).toBeUndefined();
  });
});
