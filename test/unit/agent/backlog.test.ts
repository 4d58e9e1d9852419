import { describe, expect, it } from 'vitest';
import { waitingIn } from '../../../agent/freeze/backlog.js';

const HEADING =
  '  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode';

/** A line as the kernel writes it. */
function line(local: string, remote: string, state: string, unread: string, inode: number): string {
  return `   0: ${local} ${remote} ${state} 00000000:${unread} 00:00000000 00000000     0        0 ${inode} 1 0 20 4`;
}

const LOCAL = '0200570A:1B58';
const table = (...lines: string[]): string => [HEADING, ...lines, ''].join('\n');

describe('the backlog in the kernel’s list of connections', () => {
  it('holds those of no descriptor, with what has come on them', () => {
    const waiting = waitingIn(
      table(
        line('00000000:1B58', '00000000:0000', '0A', '00000003', 77),
        line(LOCAL, '0100570A:9C40', '01', '0000138B', 0),
        line(LOCAL, '0100570A:9C41', '08', '00000001', 0),
        line(LOCAL, '0100570A:9C42', '03', '00000000', 0),
        line(LOCAL, '0100570A:9C43', '01', '00000005', 4711),
      ),
    );
    const local = { address: '10.87.0.2', port: 7000 };
    const from = (port: number) => ({ address: '10.87.0.1', port });
    expect(waiting).toEqual([
      { local, remote: from(40_000), unreadBytes: 5003, peerEnded: false, opening: false, closed: false },
      // What has come there is a FIN alone.
      { local, remote: from(40_001), unreadBytes: 0, peerEnded: true, opening: false, closed: false },
      { local, remote: from(40_002), unreadBytes: 0, peerEnded: false, opening: true, closed: false },
    ]);
  });

  it('tells apart those that a program has closed', () => {
    const closed = ['04', '05', '09', '0B'].map((state) =>
      line(LOCAL, '0100570A:9C40', state, '00000000', 0),
    );
    expect(waitingIn(table(...closed)).map((connection) => connection.closed)).toEqual([
      true,
      true,
      true,
      true,
    ]);
  });

  it('holds none in TIME_WAIT, and none of the container with itself', () => {
    const over = line(LOCAL, '0100570A:9C40', '06', '00000000', 0);
    const own = line('0100007F:1B58', '0100007F:9C40', '01', '00000000', 0);
    expect(waitingIn(table(over, own))).toEqual([]);
  });

  it('reads IPv4 addresses out of IPv6 sockets', () => {
    const mapped = '0000000000000000FFFF0000';
    const text = table(line(`${mapped}${LOCAL}`, `${mapped}0100570A:9C40`, '01', '00000000', 0));
    expect(waitingIn(text)[0]).toMatchObject({
      local: { address: '10.87.0.2' },
      remote: { address: '10.87.0.1' },
    });
  });
});
