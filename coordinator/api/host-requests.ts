/** Requests about hosts, checked as all that comes from outside. */
import { z } from 'zod';
import { isLabelKey, isLabelValue } from '../placement/mod.js';
import { hostName } from './requests.js';

const KINDS = 'letters, digits and . _ / -';
/** So many labels say all that there is to say of a host. */
const MAX_LABELS = 64;

const labelKey = z
  .string()
  .refine(isLabelKey, `must be 1 to 63 ${KINDS}, with a letter or digit at both ends`);
const labelValue = z.string().refine(isLabelValue, `must be at most 63 ${KINDS}`);

export const hostRequest = z.object({ name: hostName });
export const drainHostRequest = hostRequest.extend({ undo: z.boolean() });
export const labelHostRequest = hostRequest
  .extend({ set: z.record(labelKey, labelValue), remove: z.array(labelKey) })
  .refine(({ set }) => Object.keys(set).length <= MAX_LABELS, {
    path: ['set'],
    message: `must be at most ${MAX_LABELS} labels`,
  })
  .refine(({ set, remove }) => !remove.some((key) => Object.hasOwn(set, key)), {
    path: ['remove'],
    message: 'must not name a label that is to be set',
  });
export const removeHostRequest = hostRequest.extend({ force: z.boolean() });
