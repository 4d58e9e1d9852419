import type { Coordinator } from '../coordinator.js';
import { AmbiguousIdError, OperationNotFoundError } from '../errors.js';
import { matchPrefix } from '../input/mod.js';
import { unaryOptions } from '../coordinator.js';

/**
 * The id that a unique prefix stands for.
 * @throws OperationNotFoundError, AmbiguousIdError
 */
export async function findOperationId(
  coordinator: Coordinator,
  prefix: string,
  signal: AbortSignal,
): Promise<string> {
  const { operations } = await coordinator.listOperations({}, unaryOptions(signal));
  const match = matchPrefix(
    prefix,
    operations.map((operation) => operation.id),
  );
  switch (match.kind) {
    case 'one':
      return match.id;
    case 'none':
      throw new OperationNotFoundError(prefix);
    case 'several':
      throw new AmbiguousIdError(prefix, match.ids);
  }
}
