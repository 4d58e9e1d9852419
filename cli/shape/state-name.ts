/**
 * The short name of an enum value: `CONTAINER_STATE_RUNNING` with prefix `CONTAINER_STATE_` is `running`;
 * UNSPECIFIED is `unknown`.
 */
export function stateName(value: string, prefix: string): string {
  const name = value.startsWith(prefix) ? value.slice(prefix.length) : value;
  return name === 'UNSPECIFIED' || name === '' ? 'unknown' : name.toLowerCase().replaceAll('_', '-');
}

/** Empty text becomes null: absent facts are null in JSON, never missing and never ''. */
export function orNull(text: string): string | null {
  return text === '' ? null : text;
}
