import { expect, test } from 'vitest';
import { isWhole, requestOf } from '../../../../bench/suspend/protocol.js';
import { longestWait } from '../../../../bench/suspend/waits.js';

const asks = [
  { at: 0, waited: 90 },
  { at: 95, waited: 10 },
  { at: 150, waited: 30 },
  { at: 198, waited: 40 },
  { at: 210, waited: 500 },
];

test('of requests that were open in the window, also at its edges', () => {
  expect(longestWait(asks, { from: 100, to: 200 })).toBe(40);
  expect(longestWait(asks, { from: 106, to: 197 })).toBe(30);
  expect(longestWait(asks, { from: 0, to: 1000 })).toBe(500);
  expect(longestWait(asks, { from: 110, to: 120 })).toBe(0);
});

test.each([
  { protocol: 'ping', received: '+PON', whole: false },
  { protocol: 'ping', received: '+PONG\r\n', whole: true },
  { protocol: 'http', received: 'HTTP/1.1 200 OK\r\nContent-Le', whole: false },
  { protocol: 'http', received: 'HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nab', whole: false },
  { protocol: 'http', received: 'HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabc', whole: true },
] as const)('$protocol: $received is whole: $whole', ({ protocol, received, whole }) => {
  expect(isWhole(protocol, Buffer.from(received))).toBe(whole);
});

test.each([
  { protocol: 'ping', received: '-LOADING\r\n', says: 'LOADING' },
  { protocol: 'ping', received: '+PONG\r\n+PONG\r\n', says: 'PONG' },
  { protocol: 'http', received: 'HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n', says: '502' },
  { protocol: 'http', received: 'HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nabc', says: 'more than once' },
  { protocol: 'http', received: 'HTTP/1.1 200 OK\r\n\r\n', says: 'no length' },
] as const)('$protocol: $received is no answer', ({ protocol, received, says }) => {
  expect(() => isWhole(protocol, Buffer.from(received))).toThrow(says);
});

test('a request is whole', () => {
  expect(requestOf('http').toString()).toMatch(/\r\n\r\n$/);
  expect(requestOf('ping').toString()).toBe('PING\r\n');
});
