import { opposite, type Connection } from './connection.js';
import type { RecordSink } from './record-sink.js';

/**
 * Tells the sink of every live connection, as it stands; `tellAnew` does so, if it likes, of one.
 * @returns how many they are
 */
export function describeConnections(
  connections: Iterable<Connection>,
  sink: RecordSink,
  nowUs: number,
  tellAnew: (connection: Connection) => boolean,
): number {
  let described = 0;
  for (const connection of connections) {
    if (connection.over) continue;
    if (tellAnew(connection)) {
      // Told.
    } else if (connection.isSilent) describeDial(connection, sink, nowUs);
    else sink.seen(connection, nowUs);
    described += 1;
  }
  return described;
}

/** A dial on which nothing was said yet is told as it was: who begins to read here can play all of it. */
function describeDial(connection: Connection, sink: RecordSink, nowUs: number): void {
  const dialler = connection.dialler ?? 'in';
  sink.opened(connection, nowUs, dialler, connection.stream(dialler).next >>> 0);
  if (connection.opening) return;
  const answerer = opposite(dialler);
  sink.accepted(connection, nowUs, answerer, connection.stream(answerer).next >>> 0);
}
