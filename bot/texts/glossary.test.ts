import { describe, expect, it } from 'vitest';
import { failureCodes } from '../../ports/content.ts';
import { en, ptBr } from './texts.ts';

/** Words that docs/glossary.md has another word for, and phrases that no native would write. */
const notInPortuguese: [RegExp, string][] = [
  [/lâmina/i, 'slide'],
  [/\bapert(e|am|a|ar|ou)\b/i, 'clique em, clicam em'],
  [/(?<!a )\bseguir\b/i, 'prosseguir'],
  [/conferência|\bconferi/i, 'verificação, verificar'],
  [/consert/i, 'correção, corrigir'],
  [/\bachados?\b/i, 'apontamento'],
  [/\badmins?\b/i, 'administrador'],
  [/offline writer/i, 'redator offline'],
  [/aguardando/i, 'à espera de, em espera'],
  [/acrescent/i, 'adicionar'],
  [/\bplano do artigo/i, 'estrutura do artigo'],
  [/pedir mudanças|mudanças? pedidas?/i, 'pedir alterações'],
  [/^mudar\b|\*mudar\*/i, 'alterar'],
  [/meta descrição/i, 'metadescrição'],
  [/\bsegur(a|am|ado|aria)\b/i, 'bloquear'],
  [/acordo de|acordado/i, 'aceito por'],
  [/no mínimo \{/i, 'não antes de'],
  [/reconhecimento de texto/i, 'OCR'],
  [/(?<!kit de |\/knowledge )\bmarca\b/i, 'kit de marca'],
  [
    /\/(knowledge|carousel|blog|research) (help|add|search|list|remove|rules|brand)\b/i,
    'the command in Portuguese',
  ],
  [/\bem (today|hoje|DATE)/, 'a date in brackets or behind a colon'],
];
const notInEnglish: [RegExp, string][] = [
  [/\bapart by\b/i, 'separated by'],
  [/has \d+ MB/, 'is 29 MB'],
  [/gets its time/i, 'its time is set'],
  [/it is back/i, 'restored'],
  [/for the knowledge base$/i, 'document'],
  [/decides? about/i, 'decide on'],
  [/\bat DATE/, 'a date in brackets or behind a colon'],
  [/at the earliest/i, 'not before'],
  [/\bpress(es|ed)?\b/i, 'click'],
  [/plan of the article/i, 'outline'],
];

/** Words of people are `…`, mentions and dates what the bot makes of them. */
function sentences(texts: object, path = ''): [string, string][] {
  return Object.entries(texts).flatMap(([key, value]): [string, string][] => {
    const name = path === '' ? key : `${path}.${key}`;
    if (['errors', 'finding', 'unread', 'searchFault', 'locale'].includes(name)) return [];
    if (typeof value === 'string') return [[name, value]];
    if (typeof value === 'function') return said(name, value);
    return sentences(value as object, name);
  });
}

function said(name: string, make: (...args: unknown[]) => unknown): [string, string][] {
  const source = String(make);
  const names =
    /^\(?([^)=]*)\)?\s*=>/
      .exec(source)?.[1]
      ?.split(',')
      .map((arg) => arg.trim().replace(/Mrkdwn$/, '')) ?? [];
  const args = names.map((arg) =>
    /date$|^day$|^month$/i.test(arg)
      ? 'DATE'
      : /^(n|\w*(total|count|length|max|min|version|number|kilobytes|megabytes|tokens|words|pages|amount|approvals|quorum|before|after|asked|passages|sent|used|fit|wanted|step|of|from|to|slide|slides|attempt|minutes|characters|standard|note|message|size))$/i.test(
            arg,
          )
        ? 29
        : '…',
  );
  try {
    const made = make(...args);
    return typeof made === 'string' ? [[name, made]] : sentences(made as object, name);
  } catch {
    // Takes an object of words: the source itself is read.
    return [[name, source.replaceAll(/\$\{\w*date\w*\}/gi, 'DATE')]];
  }
}

const portuguese = sentences(ptBr);
const english = sentences(en);
const codes = [...failureCodes, 'no_brand_kit', 'worker_lost', 'internal', 'x'];
const failuresIn = (t: typeof en | typeof ptBr) =>
  codes.flatMap((code) =>
    Object.values(t.errors({ code, message: '' }, '…', 'carousel', 1)).map((text): [string, string] => [
      `errors ${code}`,
      text,
    ]),
  );

function found(texts: [string, string][], words: [RegExp, string][]): string[] {
  return texts.flatMap(([name, text]) =>
    words.flatMap(([word, better]) =>
      word.test(text) ? [`${name}: "${text.slice(0, 140)}" (${better})`] : [],
    ),
  );
}

describe('the texts keep to docs/glossary.md', () => {
  it('in Portuguese', () => {
    expect(portuguese.length).toBeGreaterThan(500);
    expect(found([...portuguese, ...failuresIn(ptBr)], notInPortuguese)).toEqual([]);
  });

  it('in English', () => {
    expect(english.length).toBe(portuguese.length);
    expect(found([...english, ...failuresIn(en)], notInEnglish)).toEqual([]);
  });

  it('have the same keys and take the same words in both languages', () => {
    const keys = (texts: [string, string][]) => texts.map(([name]) => name).sort();
    expect(keys(portuguese)).toEqual(keys(english));
    for (const room of ['team', 'knowledge', 'outreach'] as const) {
      expect(arities(ptBr[room])).toEqual(arities(en[room]));
    }
  });

  it('ask whether to cancel with buttons that cannot be mistaken for each other', () => {
    for (const [t, what] of [
      [en, 'carousel'],
      [ptBr, 'carrossel'],
    ] as const) {
      const { confirm, deny } = t.progress.confirmCancel(what);
      expect([confirm, deny]).not.toContain(t.progress.cancel);
      expect(confirm.length).toBeLessThanOrEqual(30);
    }
    expect(ptBr.progress.confirmCancel('carrossel')).toMatchObject({
      confirm: 'Cancelar o carrossel',
      deny: 'Manter',
    });
  });
});

function arities(texts: object): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(texts).map(([key, value]) => [
      key,
      typeof value === 'function' ? value.length : typeof value === 'object' ? arities(value) : 'text',
    ]),
  );
}
