import { describe, expect, it } from 'vitest';
import { aDeck, aSlide, quoted } from './test-deck.ts';
import { tidyDeck, tidyPost, tidySlide } from './tidy-deck.ts';

describe('tidySlide()', () => {
  it.each([
    ['**Limpeza** __validada__', 'Limpeza validada'],
    ['*Limpeza* e _registro_', 'Limpeza e registro'],
    ['3 * 4 e a_b_c', '3 * 4 e a_b_c'],
    ['<!channel> limpeza', 'channel limpeza'],
    ['<@U1|ana> e <https://x.y|site>', 'ana e site'],
    ['- item', 'item'],
    ['• item', 'item'],
    ['## Título', 'Título'],
    ['a\u200bb\u00ad c\u0007  d', 'ab c d'],
    ['\u202eabc', 'abc'],
    ['5 < 7 e 9 > 3', '5 < 7 e 9 > 3'],
    ['-10 °C', '-10 °C'],
    ['Qualidade &amp;amp; prazo', 'Qualidade & prazo'],
    ['Limpeza\\n<b>validada</b><br>', 'Limpeza validada'],
  ])('writes %j as %j', (given, plain) => {
    expect(tidySlide(aSlide(given)).title).toBe(plain);
  });

  it('leaves quotes of the evidence as they are', () => {
    const evidence = [{ ...quoted, quote: '**verbatim**  text' }];
    expect(tidySlide(aSlide('x', { evidence })).evidence).toEqual(evidence);
  });
});

describe('tidyPost()', () => {
  it('keeps paragraphs and list signs, and gives each hashtag one sign', () => {
    const post = {
      hook: ' *Hook* ',
      body: 'Um\n\n\n\n- dois &amp;amp; <b>dois</b>\\n# três',
      hashtags: ['Um', '##Dois', '#Dois', '# ', 'Três Quatro'],
    };
    expect(tidyPost(post)).toEqual({
      hook: 'Hook',
      body: 'Um\n\n- dois & dois\ntrês',
      hashtags: ['#Um', '#Dois', '#TrêsQuatro'],
    });
  });
});

describe('tidyDeck()', () => {
  it('changes nothing twice, and nothing in a tidy deck', () => {
    expect(tidyDeck(aDeck())).toEqual(aDeck());
    const once = tidyDeck({ ...aDeck(), title: '** a ** <!here>' });
    expect(tidyDeck(once)).toEqual(once);
  });
});
