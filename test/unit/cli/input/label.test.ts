import { describe, expect, it } from 'vitest';
import { collectLabelChange, type LabelChanges } from '../../../../cli/input/mod.js';

function collected(...texts: string[]): LabelChanges | undefined {
  return texts.reduce<LabelChanges | undefined>((all, text) => collectLabelChange(text, all), undefined);
}

describe('collectLabelChange', () => {
  it('tells what is to be set from what is to go', () => {
    expect(collected('zone=b', 'note=a=b', 'ssd=', 'my-disk-')).toEqual({
      set: { zone: 'b', note: 'a=b', ssd: '' },
      remove: ['my-disk'],
    });
  });

  it.each(['', 'zone', '=b', '-'])('refuses "%s"', (text) => {
    expect(() => collected(text)).toThrow('KEY=VALUE or KEY-');
  });

  it('refuses a key that is named twice', () => {
    expect(() => collected('zone=b', 'zone-')).toThrow('zone is named twice');
    expect(() => collected('zone-', 'zone=b')).toThrow('zone is named twice');
  });
});
