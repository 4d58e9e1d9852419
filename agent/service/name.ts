// Names that come over the wire become names of folders.
import { InvalidNameError } from '../errors.js';

/** Clones and replicas are named after instances, so theirs are longer. */
const NAME = /^[a-z][a-z0-9-]{0,79}$/;

/** The name, or InvalidNameError: a name must never lead out of its folder. */
export function requireName(what: 'clone' | 'replica', name: string): string {
  if (!NAME.test(name)) throw new InvalidNameError(what, name);
  return name;
}
