import { describe, expect, it } from 'vitest';
import { en } from '../texts/texts.ts';
import { articleKind, carouselKind, type Field } from './draft-kinds.ts';
import { type FormValues, readForm } from './read-form.ts';

const values = (fields: Partial<Record<Field, string>>): FormValues =>
  Object.fromEntries(
    Object.entries(fields).map(([field, value]) => [
      field,
      { [field]: field === 'language' ? { selected_option: { value } } : { value } },
    ]),
  );
const article = (fields: Partial<Record<Field, string>>) => readForm(articleKind, values(fields), en);

describe('readForm()', () => {
  it('reads an article', () => {
    const read = article({
      brief: ' UDI <!here> ',
      language: 'pt',
      words: '600',
      keywords: 'UDI, rastreio',
      addresses: 'https://a.example/1\n\n www.b.example/2 \nhttps://a.example/1',
    });
    expect(read).toEqual({
      job: {
        type: 'blog',
        brief: {
          topic: 'UDI @here',
          audience: null,
          language: 'pt',
          words: 600,
          tone: null,
          keywords: 'UDI, rastreio',
          call_to_action: null,
          urls: ['https://a.example/1', 'https://www.b.example/2'],
        },
      },
    });
  });

  it('reads a carousel, which has no addresses and keywords', () => {
    const read = readForm(carouselKind, values({ brief: 'UDI', slides: '6', language: 'auto' }), en);
    expect(read).toEqual({
      job: {
        type: 'carousel',
        brief: { topic: 'UDI', audience: null, language: null, slides: 6, tone: null, call_to_action: null },
      },
    });
  });

  it.each<[string, Partial<Record<Field, string>>, Field, string]>([
    ['no brief', { brief: '  ' }, 'brief', 'Name the topic of the article.'],
    ['a long brief', { brief: 'x'.repeat(2001) }, 'brief', '2,001 characters'],
    ['too few words', { brief: 'x', words: '299' }, 'words', 'from 300 to 2,500'],
    ['half a word', { brief: 'x', words: '300.5' }, 'words', 'A whole number'],
    ['long keywords', { brief: 'x', keywords: 'x'.repeat(301) }, 'keywords', '301 characters'],
    [
      'another scheme',
      { brief: 'x', addresses: 'https://a.example\nftp://b.example' },
      'addresses',
      '"ftp://b.example"',
    ],
    ['no address', { brief: 'x', addresses: 'the standard' }, 'addresses', '"the"'],
    [
      'six addresses',
      { brief: 'x', addresses: [1, 2, 3, 4, 5, 6].map((n) => `https://a.example/${n}`).join('\n') },
      'addresses',
      '6 addresses; up to 5',
    ],
  ])('says at the field what is wrong with %s', (_, fields, field, message) => {
    const read = article(fields);
    expect('errors' in read && read.errors[field]).toContain(message);
  });
});
