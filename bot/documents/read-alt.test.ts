import { describe, expect, it } from 'vitest';
import { en } from '../texts/texts.ts';
import { readAlt } from './read-alt.ts';

const t = en.knowledge;

describe('readAlt()', () => {
  it('makes one line of what the picture shows', () => {
    expect(readAlt('  Bomba de infusão\n sobre\ta bancada\u0007 ', t)).toEqual({
      alt: 'Bomba de infusão sobre a bancada',
    });
    expect(readAlt('Two people @work, 5 < 6 & so on', t)).toEqual({ alt: 'Two people @work, 5 < 6 & so on' });
    expect(readAlt('a'.repeat(300), t)).toEqual({ alt: 'a'.repeat(300) });
  });

  it.each([
    ['', 'altMissing'],
    [' \n\t ', 'altMissing'],
    ['foto', 'altShort'],
    ['12 34 56', 'altShort'],
    ['a'.repeat(301), 'altLong'],
    ['Bomba <!channel> na bancada', 'altCalls'],
    ['Bomba <@U0123> na bancada', 'altCalls'],
    ['Bomba na bancada @everyone', 'altCalls'],
    ['Bomba <https://x.test|aqui>', 'altCalls'],
  ] as const)('refuses %j with %s', (said, error) => {
    const { errors } = t.add;
    const words = { ...errors, altShort: errors.altShort(5), altLong: errors.altLong(301, 300) }[error];
    expect(readAlt(said, t)).toEqual({ fault: words });
  });
});
