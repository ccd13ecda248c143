import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cpuMs } from '../../testing/cpu-ms.ts';
import { tidyText } from './tidy-text.ts';

describe('tidyText()', () => {
  it('leaves one empty line between paragraphs, and none at the ends', () => {
    expect(tidyText('\r\n um \r\n\r\n\r\n\r\ndois\ftrês\u2028quatro ').text).toBe(
      'um\n\ndois\n\ntrês\nquatro',
    );
  });

  it('drops NUL, half characters and direction changes, and composes accents', () => {
    expect(tidyText('a\0\ud800b\u202ec\udfff c\u0327a\u0303o').text).toBe('abc ção');
  });

  it('takes no longer for a line of spaces than for one of letters', async () => {
    const tidied = () => expect(tidyText(`a${' '.repeat(2_000_000)}b`).text).toHaveLength(2_000_002);
    expect(await cpuMs(tidied)).toBeLessThan(5000);
  });

  it('keeps joiners of emoji, and takes a byte order mark for nothing hidden', () => {
    expect(tidyText('\ufeff👩‍🔬 ok')).toEqual({ text: '👩‍🔬 ok', hidden: false });
  });

  it('changes nothing the second time, for any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (given) => {
        const { text } = tidyText(given);
        expect(tidyText(text).text).toBe(text);
        expect(text.isWellFormed()).toBe(true);
      }),
    );
  });
});
