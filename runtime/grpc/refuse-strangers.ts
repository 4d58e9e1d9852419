import { ServerInterceptingCall, ServerListenerBuilder, type ServerInterceptor } from '@grpc/grpc-js';
import { targetScope } from '../config/mod.js';
import type { Network } from '../ip/mod.js';
import type { Logger } from '../log/mod.js';
import { UntrustedCallerError } from './errors.js';
import { toStatus } from './wire-error.js';

/**
 * Refuses every call, health and reflection too, that comes neither from this machine's loopback nor from the network. An
 * address can be forged by who sits on the way; a container of ours, or who has come into another network, cannot.
 */
export function refuseStrangers(trusted: Network, log: Logger): ServerInterceptor {
  return (_method, call) => {
    const { remoteAddress = '' } = call.getConnectionInfo();
    if (trusted.contains(remoteAddress) || isLoopback(remoteAddress)) return new ServerInterceptingCall(call);
    const error = new UntrustedCallerError(remoteAddress, trusted.text);
    return new ServerInterceptingCall(call, {
      start: (next) => {
        next(
          new ServerListenerBuilder()
            .withOnReceiveMetadata(() => {
              log.warn({ caller: remoteAddress }, 'call of a stranger refused');
              call.sendStatus(toStatus(error));
            })
            .build(),
        );
      },
    });
  };
}

function isLoopback(address: string): boolean {
  return targetScope(`[${address.replace(/^::ffff:/i, '')}]:0`) === 'machine';
}
