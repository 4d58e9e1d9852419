/** What the host keeps of a clone besides images and snapshot: enough to make a replica when the instance is gone. */
import { z } from 'zod';

export const cloneRecordSchema = z.object({
  clone: z.string(),
  instance: z.string(),
  createdAt: z.string(),
  /** Address of the container on its wire, and its gateway's. */
  address: z.string(),
  gateway: z.string(),
  /** The same in IPv6; missing: it has none. */
  v6: z.object({ address: z.string(), gateway: z.string() }).optional(),
  /** The instance's OCI config.json as it ran. */
  ociSpec: z.record(z.string(), z.unknown()),
  imageBytes: z.number(),
});
export type CloneRecord = z.infer<typeof cloneRecordSchema>;
