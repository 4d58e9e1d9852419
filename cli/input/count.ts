import { InvalidArgumentError } from 'commander';

/** A parser for whole numbers in a range, both ends included. */
export function wholeNumber(least: number, most: number): (text: string) => number {
  return (text) => {
    const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
    if (!(value >= least && value <= most)) {
      throw new InvalidArgumentError(`Expected a whole number from ${least} to ${most}; "${text}" is not.`);
    }
    return value;
  };
}

/** A number of CPU cores: more than 0, fractions allowed. @throws InvalidArgumentError */
export function parseCpus(text: string): number {
  const value = /^\d+(\.\d+)?$/.test(text) ? Number(text) : Number.NaN;
  if (!(value > 0 && value <= 4096)) {
    throw new InvalidArgumentError(`Expected a number of cores, such as 2 or 0.5; "${text}" is not.`);
  }
  return value;
}
