import { describe, expect, it } from 'vitest';
import { createSearchIndex, type IndexedPage } from './search-index.ts';

const page = (address: string, language: string, title: string, text: string): IndexedPage => ({
  address,
  language,
  title,
  text,
  day: null,
});
const index = createSearchIndex([
  page('a', 'pt', 'Esterilização a vapor', 'O vapor age por 4 minutos. A carga molhada é refeita.'),
  page('b', 'en', 'Steam sterilization', 'Steam acts for 4 minutes. A wet load is done again.'),
  page('c', 'en', 'Trays', 'A tray holds 40 instruments. Steam is not named in its title.'),
]);
const found = (query: string, language: string | null = null) =>
  index(query, language, 10).map((hit) => hit.address);

describe('createSearchIndex()', () => {
  it('finds words in any form, with and without accents', () => {
    expect(found('esterilizacao')).toEqual(['a']);
    expect(found('ESTERILIZAR')).toEqual(['a']);
    expect(found('instrument')).toEqual(['c']);
  });

  it('puts the title first, and the language that was asked for before all', () => {
    expect(found('steam')).toEqual(['b', 'c']);
    expect(found('vapor steam minutes minutos', 'pt')[0]).toBe('a');
    expect(found('vapor steam minutes minutos', 'en')[0]).toBe('b');
  });

  it('finds nothing for a question about something else, and for one without a word', () => {
    expect(found('wheat prices in Chicago')).toEqual([]);
    expect(found('prices of wheat, maize, soy and a load of sugar')).toEqual([]);
    expect(found('what is the')).toEqual([]);
    expect(found('')).toEqual([]);
  });

  it('shows the sentences that have most of the question', () => {
    expect(index('carga molhada', 'pt', 1)[0]?.snippet).toBe('A carga molhada é refeita.');
  });

  it('gives no more than was asked for', () => {
    expect(index('steam', null, 1)).toHaveLength(1);
  });
});
