/** By which way disk and memory go from one host to another. Pure. */

/** Through which sshd; both `HOST:PORT`. */
export interface SshHop {
  readonly address: string;
  /** The agent, as the machine of that sshd reaches it. */
  readonly target: string;
}

export type Route = 'direct' | 'ssh';
/** What was asked for; `any`: whichever is open. */
export type RouteWish = 'any' | Route;

/** What the last measurement said of one way. */
export interface WayState {
  readonly state: 'open' | 'closed' | 'unknown';
  /** Why it is closed. */
  readonly fault: string;
}

/** What is known of both ways from one host to another. */
export interface RouteFacts {
  readonly direct: WayState;
  readonly ssh: WayState;
  /** Through which sshd, or why through none. */
  readonly hop: SshHop | { readonly missing: string };
}

export interface RoutePlan {
  /** To be tried one after the other, each where the one before finds nobody. */
  readonly routes: readonly Route[];
  readonly hop: SshHop | undefined;
  /** For a person, after the names of the hosts: `directly`. */
  readonly text: string;
}

/** Ways in the order in which they are to be tried; or why the one that was asked for is none. */
export function planRoute(wish: RouteWish, facts: RouteFacts): RoutePlan | { readonly missing: string } {
  const { direct, ssh } = facts;
  const hop = 'missing' in facts.hop ? undefined : facts.hop;
  const missing = 'missing' in facts.hop ? facts.hop.missing : '';
  const closed = `the direct way is closed (${bare(direct.fault)})`;
  if (wish === 'direct') return { routes: ['direct'], hop, text: 'directly, as asked for' };
  if (hop === undefined) {
    if (wish === 'ssh') return { missing };
    const text = direct.state === 'closed' ? `directly, though ${closed}: ${missing}` : 'directly';
    return { routes: ['direct'], hop, text };
  }
  const through = `through ssh at ${hop.address}`;
  if (wish === 'ssh') return { routes: ['ssh'], hop, text: `${through}, as asked for` };
  if (direct.state !== 'closed') {
    const otherwise = direct.state === 'open' ? '' : `, or ${through} where that finds nobody`;
    return { routes: ['direct', 'ssh'], hop, text: `directly${otherwise}` };
  }
  return ssh.state === 'closed'
    ? {
        routes: ['ssh', 'direct'],
        hop,
        text: `${through}, though that is closed (${bare(ssh.fault)}), and so is the direct way (${bare(direct.fault)})`,
      }
    : { routes: ['ssh', 'direct'], hop, text: `${through}: ${closed}` };
}

/** A sentence without its end. */
function bare(sentence: string): string {
  return sentence.replace(/\.$/, '');
}
