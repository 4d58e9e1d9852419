/** Names that follow from other names; nowhere else are they put together. */

/** JetStream stream that holds the log of an instance. */
export function logStream(instance: string): string {
  return LOG_STREAM_PREFIX + instance;
}

/** Subject the log of an instance is published to. */
export function logSubject(instance: string): string {
  return `parikshan.log.${instance}`;
}

/** The instance whose log the stream is; undefined when it is no log. */
export function instanceOfLogStream(stream: string): string | undefined {
  return stream.startsWith(LOG_STREAM_PREFIX) ? stream.slice(LOG_STREAM_PREFIX.length) : undefined;
}

/** Durable consumer through which a replica reads the log. */
export function replicaConsumer(replica: string): string {
  return `replica-${replica}`;
}

/** CLONE-r1, CLONE-r2, ...: the first that are free. Unique among all replicas, since clone names are. */
export function replicaNames(clone: string, count: number, taken: ReadonlySet<string> = new Set()): string[] {
  const names: string[] = [];
  for (let number = 1; names.length < count; number++) {
    const name = `${clone}-r${number}`;
    if (!taken.has(name)) names.push(name);
  }
  return names;
}

/** INSTANCE-1, -2, ...: the first that is free. */
export function nextCloneName(instance: string, taken: ReadonlySet<string>): string {
  for (let number = 1; ; number++) {
    const name = `${instance}-${number}`;
    if (!taken.has(name)) return name;
  }
}

const LOG_STREAM_PREFIX = 'PK_LOG_';
