/** Holds and lets go of the network of one container, without starting a program. */
import { inNetworkNamespace, NETLINK_NETFILTER, NetlinkSocket } from '../../runtime/linux/mod.js';
import { holdMessages, releaseMessages } from './hold-messages.js';
import { HOLD_MS } from './network-hold.js';

/** Three renewals may be missed before the hold expires under a dump that goes on. */
const RENEW_MS = HOLD_MS / 4;

export class HoldSwitch {
  readonly #socket: NetlinkSocket;
  #renewal: NodeJS.Timeout | undefined;

  /** `netns` is a path; the hold's table must be there already (PREPARE_HOLD). */
  constructor(netns: string) {
    this.#socket = inNetworkNamespace(netns, () => new NetlinkSocket(NETLINK_NETFILTER));
  }

  /** Holds, and goes on holding until `release`, or until HOLD_MS after this process has died. @throws SyscallError */
  hold(): void {
    this.#socket.ask(holdMessages());
    this.#renewal ??= setInterval(() => this.#socket.ask(holdMessages()), RENEW_MS);
  }

  /** Lets go; fine when nothing is held. @throws SyscallError */
  release(): void {
    clearInterval(this.#renewal);
    this.#renewal = undefined;
    this.#socket.ask(releaseMessages());
  }

  close(): void {
    clearInterval(this.#renewal);
    this.#socket.close();
  }
}
