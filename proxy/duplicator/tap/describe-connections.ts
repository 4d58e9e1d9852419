import { opposite, type Connection } from './connection.js';
import type { RecordSink } from './record-sink.js';

/** Tells the sink of every live connection, as it stands. @returns how many they are */
export function describeConnections(
  connections: Iterable<Connection>,
  sink: RecordSink,
  nowUs: number,
): number {
  let described = 0;
  for (const connection of connections) {
    if (connection.over) continue;
    if (connection.isSilent || connection.isUntaken) describeDial(connection, sink, nowUs);
    else sink.seen(connection, nowUs);
    described += 1;
  }
  return described;
}

/** A dial on which nothing was said yet is told as it was: who begins to read here can play all of it. */
function describeDial(connection: Connection, sink: RecordSink, nowUs: number): void {
  const dialler = connection.dialler ?? 'in';
  sink.opened(connection, nowUs, dialler, connection.stream(dialler).next >>> 0);
  // The answer is told behind what is held.
  if (connection.isUntaken) connection.toldUnanswered = true;
  if (connection.opening || connection.isUntaken) return;
  const answerer = opposite(dialler);
  sink.accepted(connection, nowUs, answerer, connection.stream(answerer).next >>> 0);
}
