import { describe, expect, it } from 'vitest';
import { aDeck, aSlide, quoted } from '../../testing/carousel/deck.ts';
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
    ['SAL de 10^-6, até 10^{7} UFC/cm^2', 'SAL de 10⁻⁶, até 10⁷ UFC/cm²'],
    ['10<sup>-6</sup> e 3&nbsp;cm<sup>2</sup>', '10⁻⁶ e 3 cm²'],
    ['Ra <= 0,2 µm, +/- 5%', 'Ra ≤ 0,2 µm, ± 5%'],
    ['a => b e x^y', 'a => b e x^y'],
  ])('writes %j as %j', (given, plain) => {
    expect(tidySlide(aSlide(given)).title).toBe(plain);
  });

  it('leaves quotes of the evidence as they are', () => {
    const evidence = [{ ...quoted, quote: '**verbatim**  text' }];
    expect(tidySlide(aSlide('x', { evidence })).evidence).toEqual(evidence);
  });
});

describe('tidySlide() of a quote', () => {
  const quote = (role: string) =>
    tidySlide({
      layout: 'quote',
      title: 'SAL',
      evidence: [quoted],
      quote: 'SAL de 10^-6 **por peça**',
      author: 'Esterilização',
      role,
    });

  it('keeps the words as they were said, for they are checked against the source', () => {
    expect(quote('Norma')).toMatchObject({ quote: 'SAL de 10^-6 por peça', role: 'Norma' });
  });

  it.each(['Base de conhecimento', 'Knowledge base'])('says that no person’s role is "%s"', (role) => {
    expect(quote(role)).toMatchObject({ author: 'Esterilização', role: '' });
  });
});

describe('tidyPost()', () => {
  it('sets powers in hook and body', () => {
    const post = { hook: 'SAL de 10^-6', body: 'Até 10^3 UFC', hashtags: [] };
    expect(tidyPost(post)).toEqual({ hook: 'SAL de 10⁻⁶', body: 'Até 10³ UFC', hashtags: [] });
  });

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
