import { inContainer, type CloneBench, type RunningInstance } from './bench.js';

export const LEDGER_PORT = 7000;
/** Of the container's own loopback: what is asked there is on no tapped wire. */
const ASK_PORT = 7001;
/** Connections that the kernel completes and the program has not accepted. */
export const BACKLOG = 16;

/**
 * A server that keeps a ledger: for each connection how many bytes it got and what they were, and the same of what it said.
 * It has one thread. Lines tell it what to do:
 *
 * - `put N`, N bytes: answered with the digest of all that was worked off on this connection so far
 * - `take N`, N bytes: no answer
 * - `swap N M`, N bytes: answered with M bytes, made from that digest
 * - `bye`: the server ends the connection
 * - `done`: the server ends its direction, and goes on reading
 * - `name X`, `hold`: this connection's name; it is not read from any more, and not closed at its end
 * - `release X`: what was held is read again
 * - `say X M`, `done X`, `bye X`: as above, to the connection of that name
 * - `accept off`, `accept on`: leaves new connections in the backlog
 */
const PROGRAM = `
import hashlib, json, resource, selectors, socket
hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, 65536), hard))
READ, WRITE = selectors.EVENT_READ, selectors.EVENT_WRITE
selector = selectors.DefaultSelector()
ledger, lives, named = {}, {}, {}

class Sum:
    def __init__(self):
        self.bytes, self.digest = 0, hashlib.sha256()
    def add(self, data):
        self.bytes += len(data)
        self.digest.update(data)
    def tell(self):
        return {'bytes': self.bytes, 'digest': self.digest.hexdigest()}

class Connection:
    def __init__(self, sock, peer):
        self.sock, self.got, self.said, self.worked = sock, Sum(), Sum(), Sum()
        self.input, self.output = bytearray(), bytearray()
        self.need, self.action = 0, None
        self.held = self.finish = self.close = self.got_end = self.said_end = False
        self.over = None
        self.events = 0
        name = '%s:%d' % peer
        life = lives[name] = lives.get(name, 0) + 1
        ledger[name + '#' + str(life)] = self

    def want(self):
        events = 0
        if self.over is None:
            if not self.held and not self.got_end: events |= READ
            if self.output: events |= WRITE
        if events == self.events: return
        if self.events == 0: selector.register(self.sock, events, self)
        elif events == 0: selector.unregister(self.sock)
        else: selector.modify(self.sock, events, self)
        self.events = events

    def end(self, how):
        self.over = how
        self.want()
        self.sock.close()

    def ready(self, events):
        try:
            if events & WRITE: self.flush()
            if events & READ and self.over is None: self.read()
        except (ConnectionError, TimeoutError):
            self.end('reset')

    def read(self):
        # As any program has to: what it was told is readable may not be (docs/decisions/0008).
        try: data = self.sock.recv(65536)
        except BlockingIOError: return
        if not data:
            self.got_end = True
            if not self.keeps(): self.close = True
        self.got.add(data)
        self.input += data
        self.work()
        self.flush()

    # Who has a name is ended by name.
    def keeps(self):
        return self in named.values()

    def say(self, data):
        self.said.add(data)
        self.output += data

    def make(self, count):
        self.say(hashlib.shake_128(self.worked.digest.digest() + self.said.digest.digest()).digest(count))

    def flush(self):
        while self.output:
            try: sent = self.sock.send(memoryview(self.output)[:1 << 18])
            except BlockingIOError: break
            del self.output[:sent]
        if not self.output and self.over is None:
            if self.close: return self.end('closed')
            if self.finish and not self.said_end:
                self.said_end = True
                self.sock.shutdown(socket.SHUT_WR)
        self.want()

    def take(self, count):
        taken = bytes(self.input[:count])
        del self.input[:count]
        self.worked.add(taken)
        return taken

    def work(self):
        while not self.held and not self.close:
            if self.action is not None:
                if len(self.input) < self.need: return
                self.take(self.need)
                action, self.action = self.action, None
                if action == 'put':
                    self.say(b'put %d %s\\n' % (self.worked.bytes, self.worked.digest.hexdigest().encode()))
                elif action != 'take': self.make(int(action))
                continue
            end = self.input.find(b'\\n')
            if end < 0: return
            self.command(*self.take(end + 1).decode().split())

    def command(self, word, *rest):
        if word in ('put', 'take'): self.need, self.action = int(rest[0]), word
        elif word == 'swap': self.need, self.action = int(rest[0]), rest[1]
        elif word == 'name':
            named[rest[0]] = self
            self.say(b'named\\n')
        elif word == 'hold':
            self.held = True
            self.say(b'held\\n')
        elif word == 'accept':
            accept(rest[0] == 'on')
            self.say(b'accept\\n')
        else:
            other = named[rest[0]] if rest else self
            if word == 'release':
                other.held = False
                other.work()
            elif word == 'say': other.make(int(rest[1]))
            elif word == 'done': other.finish = True
            elif word == 'bye': other.close = True
            else: raise ValueError(word)
            if other is not self:
                try: other.flush()
                except ConnectionError: other.end('reset')
                self.say(word.encode() + b'\\n')

    def tell(self):
        return {'got': self.got.tell(), 'said': self.said.tell(), 'gotEnd': self.got_end, 'over': self.over}

class Listener:
    def __init__(self, address, backlog, take):
        self.sock, self.take = socket.create_server(address, backlog=backlog), take
        self.sock.setblocking(False)
    def ready(self, _):
        try: sock, peer = self.sock.accept()
        except BlockingIOError: return
        self.take(sock, peer)

def serve(sock, peer):
    sock.setblocking(False)
    sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    Connection(sock, peer).want()

def answer(sock, _):
    sock.sendall(json.dumps({name: c.tell() for name, c in ledger.items()}, sort_keys=True).encode())
    sock.close()

service = Listener(('0.0.0.0', ${LEDGER_PORT}), ${BACKLOG}, serve)
asked = Listener(('127.0.0.1', ${ASK_PORT}), 8, answer)
accepting = False
def accept(wanted):
    global accepting
    if wanted and not accepting: selector.register(service.sock, READ, service)
    if accepting and not wanted: selector.unregister(service.sock)
    accepting = wanted
accept(True)
selector.register(asked.sock, READ, asked)
while True:
    for key, events in selector.select():
        key.data.ready(events)
`;

const ASK = `
import socket
asked, text = socket.create_connection(('127.0.0.1', ${ASK_PORT})), b''
while chunk := asked.recv(1 << 20): text += chunk
print(text.decode())
`;

/** What went one way. */
export interface LedgerSum {
  readonly bytes: number;
  /** SHA-256, hexadecimal. */
  readonly digest: string;
}

/** What the server's program knows of one connection. */
export interface LedgerEntry {
  readonly got: LedgerSum;
  readonly said: LedgerSum;
  readonly gotEnd: boolean;
  readonly over: 'closed' | 'reset' | null;
}

/** By `ADDRESS:PORT#N` of the client, N counting the connections from there. */
export type Ledger = Readonly<Record<string, LedgerEntry>>;

export function runLedgerServer(bench: CloneBench): Promise<RunningInstance> {
  const rootfs = { packages: ['python3'], folder: 'test-python' };
  return bench.runInstance('ledger', rootfs, LEDGER_PORT, ['python3', '-c', PROGRAM]);
}

export async function askProduction(ledger: RunningInstance): Promise<Ledger> {
  return JSON.parse(await inContainer(ledger.pid, 'python3', '-c', ASK)) as Ledger;
}

export async function askReplica(bench: CloneBench, replica: string): Promise<Ledger> {
  const told = await bench.product.run(['replica', 'exec', replica, '--', 'python3', '-c', ASK], {
    timeoutMs: 30_000,
  });
  return JSON.parse(told) as Ledger;
}
