import { ParikshanError } from '../../runtime/errors/mod.js';

/** A drained host was named for something new. */
export class HostDrainedError extends ParikshanError {
  readonly reason = 'HOST_DRAINED';
  constructor(host: string) {
    super(`Host ${host} is drained: it gets nothing new.`, {
      code: 'FAILED_PRECONDITION',
      remedy: `Choose another host, or let it have new things again with \`parikshan host drain --undo ${host}\`.`,
      metadata: { host },
    });
  }
}
