/**
 * A server for the tests of the tap, run in the container's namespace. The first byte of a connection says what to do:
 * 0 answer each byte with its complement and close when the client has, 1 reset after some bytes, 2 close early.
 */
import net from 'node:net';

const server = net.createServer({ allowHalfOpen: true }, (socket) => {
  let mode: number | undefined;
  let received = 0;
  socket.on('error', () => socket.destroy());
  socket.on('data', (chunk) => {
    mode ??= chunk[0];
    received += chunk.length;
    if (mode === 1 && received > 5000) {
      socket.resetAndDestroy();
      return;
    }
    const more = socket.write(chunk.map((byte) => ~byte & 0xff));
    if (!more) {
      socket.pause();
      socket.once('drain', () => socket.resume());
    }
    if (mode === 2 && received > 3000 && !socket.writableEnded) socket.end();
  });
  socket.on('end', () => {
    if (!socket.writableEnded) socket.end();
  });
});
server.listen({ host: '::', port: Number(process.argv[2]) }, () => process.stdout.write('ready\n'));
