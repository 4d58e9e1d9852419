import { z } from 'zod';

/** What replicas of one clone take of one host until they stand; bytes. In records, hence checked. */
export const claimSchema = z.object({
  replicas: z.number().int().nonnegative(),
  memoryBytes: z.number().nonnegative(),
  diskBytes: z.number().nonnegative(),
});
export type Claim = Readonly<z.infer<typeof claimSchema>>;

/** By host. */
export const claimsSchema = z.record(z.string(), claimSchema);
export type Claims = Readonly<Record<string, Claim>>;

export const NO_CLAIM: Claim = { replicas: 0, memoryBytes: 0, diskBytes: 0 };

/** `a` and `factor` times `b`. */
export function addClaim(a: Claim, b: Claim, factor: 1 | -1 = 1): Claim {
  return {
    replicas: a.replicas + factor * b.replicas,
    memoryBytes: a.memoryBytes + factor * b.memoryBytes,
    diskBytes: a.diskBytes + factor * b.diskBytes,
  };
}

export function isNothing({ replicas, memoryBytes, diskBytes }: Claim): boolean {
  return replicas === 0 && memoryBytes === 0 && diskBytes === 0;
}
