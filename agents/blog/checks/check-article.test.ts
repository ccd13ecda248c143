import { describe, expect, it } from 'vitest';
import type { ArticlePart, BlogBrief, HouseRule } from '../../../ports/content.ts';
import type { PartTask } from '../../../ports/model-tasks.ts';
import { anOutline, aPart, somePassages, someTitles } from '../../../testing/blog/article.ts';
import { aBrief } from '../../../testing/blog/graph.ts';
import type { Article } from '../state.ts';
import { checkArticle } from './check-article.ts';
import type { Facts } from './facts.ts';

function anArticle(): Article {
  const part = (id: string, at: number): ArticlePart => {
    const entry = anOutline().sections[at];
    const isSection = entry !== undefined;
    const task = {
      part: isSection ? 'section' : id,
      section: isSection ? { id, ...entry } : null,
      passages: somePassages.slice(isSection ? at : 3),
      current: null,
    } as unknown as PartTask;
    return { id, ...aPart(task) };
  };
  return {
    ...someTitles(),
    parts: [part('introduction', 9), part('s1', 0), part('s2', 1), part('s3', 2), part('conclusion', 9)],
  };
}

/** The article with one part changed. */
function withPart(id: string, change: (part: ArticlePart) => Partial<ArticlePart>): Article {
  const article = anArticle();
  return { ...article, parts: article.parts.map((p) => (p.id === id ? { ...p, ...change(p) } : p)) };
}
const saying = (id: string, text: string) =>
  withPart(id, (part) => ({ markdown: `${part.markdown}\n\n${text}` }));

function check(article: Article, more: Partial<Facts> = {}, brief: Partial<BlogBrief> = {}) {
  return checkArticle(article, {
    brief: { ...aBrief, ...brief },
    notes: [],
    language: 'pt',
    passages: somePassages,
    rules: [],
    quoteRules: more.rules ?? [],
    scope: null,
    ...more,
  });
}
function inEnglish() {
  const english =
    'The supplier keeps the record of every lot and the buyer reads it before the order is sent. ';
  return withPart('s1', (p) => ({
    markdown: `${english.repeat(5)}\n\n${p.markdown.split('\n\n')[1]}`,
  }));
}
const codes = (found: { place: string | null; code: string }[]) => found.map((f) => `${f.place}: ${f.code}`);
const rule = (more: Partial<HouseRule>): HouseRule => ({
  id: 'r',
  kind: 'banned_word',
  pattern: 'milagre',
  severity: 'block',
  reason: 'não se prova',
  ...more,
});

describe('checkArticle()', () => {
  it('finds nothing in a sound article', () => {
    expect(check(anArticle())).toMatchObject({ findings: [], warnings: [] });
  });

  it('leaves another language to the approver where people asked for the version', () => {
    const { findings, warnings } = check(inEnglish(), { isAsked: true });
    expect(codes(warnings)).toContain('s1: wrong_language');
    expect(codes(findings)).not.toContain('s1: wrong_language');
  });

  it.each([
    [
      'a section without a citation',
      withPart('s1', (p) => ({ markdown: p.markdown.replace('[^1]', '') })),
      's1: no_quote',
    ],
    [
      'a mark without evidence',
      withPart('s1', (p) => ({ markdown: `${p.markdown} E mais.[^4]` })),
      's1: unknown_mark',
    ],
    [
      'a mark that is no number',
      withPart('s1', (p) => ({ markdown: `${p.markdown} E mais.[^x]` })),
      's1: unknown_mark',
    ],
    [
      'a passage that does not exist',
      withPart('s1', () => ({ evidence: [{ passage_id: 'no', quote: 'a b c d' }] })),
      's1: unknown_passage',
    ],
    [
      'a quote that was changed',
      withPart('s1', (p) => ({
        evidence: p.evidence.map((e) => ({ ...e, quote: e.quote.replace('cada', 'todo') })),
      })),
      's1: quote_not_found',
    ],
    ['a number without a source', saying('s2', 'São 97 peças.'), 's2: number_not_found'],
    ['a number of another section', saying('s2', 'São 3 amostras.'), 's2: number_not_found'],
    [
      'a number in the title that no quote has',
      { ...anArticle(), title: '97 formas de provar' },
      'title: number_not_found',
    ],
    ['an address', saying('s3', 'Veja https://evil.example agora.'), 's3: markup'],
    ['a tag', { ...anArticle(), title: 'O <b>lote</b>' }, 'title: markup'],
    ['a placeholder', saying('conclusion', 'Fale com [nome] hoje.'), 'conclusion: markup'],
    [
      'a part without text',
      withPart('conclusion', () => ({ markdown: ' ', evidence: [] })),
      'conclusion: empty_part',
    ],
    ['a section without a heading', withPart('s3', () => ({ heading: '' })), 's3: no_heading'],
    ['no title', { ...anArticle(), title: '' }, 'title: no_title'],
    ['one variant', { ...anArticle(), title_variants: ['Um'] }, 'title_variants: variant_count'],
  ])('has %s repaired, and shows nobody the draft with it', (_name, article, finding) => {
    const { findings } = check(article);
    expect(codes(findings)).toContain(finding);
    expect(findings.find((f) => `${f.place}: ${f.code}` === finding)?.hard).toBe(true);
  });

  it.each([
    ['a long title', { ...anArticle(), title: 'a'.repeat(71) }, 'title: long_title'],
    [
      'a long variant',
      { ...anArticle(), title_variants: ['a'.repeat(71), 'b'] },
      'title_variants: long_title',
    ],
    [
      'a short meta description',
      { ...anArticle(), meta_description: 'Curta.' },
      'meta_description: meta_length',
    ],
    [
      'a long meta description',
      { ...anArticle(), meta_description: 'a'.repeat(161) },
      'meta_description: meta_length',
    ],
    ['two keywords', { ...anArticle(), keywords: ['a', 'b'] }, 'keywords: keyword_count'],
    [
      'a thin section',
      withPart('s1', (p) => ({ markdown: p.markdown.split('\n\n')[1] ?? '' })),
      's1: short_section',
    ],
    ['an endless paragraph', saying('s1', 'Um registro que se lê. '.repeat(40)), 's1: long_paragraph'],
    [
      'a sentence of another part',
      saying('s2', 'Para primeira, o comprador confere aprimeira com calma e anota o que falta.'),
      's2: sentence_twice',
    ],
    [
      'a sentence said twice',
      saying('s2', 'O lote tem registro próprio, diz a segunda sobre titânio que se prova.'),
      's2: sentence_twice',
    ],
    ['the same heading', withPart('s3', () => ({ heading: 'Limpezas que se provam' })), 's3: same_heading'],
    ['another language', inEnglish(), 's1: wrong_language'],
  ])('has %s repaired as well, but a person may accept it', (_name, article, finding) => {
    const { findings } = check(article);
    expect(codes(findings)).toContain(finding);
    expect(findings.find((f) => `${f.place}: ${f.code}` === finding)?.hard).toBe(false);
  });

  it('allows numbers of own quotes, of the brief, of notes, and of what is listed', () => {
    const cited = withPart('s1', (p) => ({
      markdown: `${p.markdown} Usa 3 amostras por lote.[^2]`,
      evidence: [
        ...p.evidence,
        { passage_id: 'd1#0', quote: 'O ensaio de limpeza usa 3 amostras por lote.' },
      ],
    }));
    expect(check(cited).findings).toEqual([]);
    expect(check(saying('s2', 'Há 30 anos.'), {}, { topic: '30 anos de implantes' }).findings).toEqual([]);
    expect(check(saying('s2', 'Há 30 anos.'), { notes: ['diga que são 30 anos'] }).findings).toEqual([]);
    expect(check(saying('s2', 'Faltam 2 coisas:\n\n- o lote\n- o ensaio')).findings).toEqual([]);
    expect(check(saying('s2', 'Em ordem:\n\n1. o lote\n2. o ensaio')).findings).toEqual([]);
    expect(check({ ...anArticle(), title: 'Lote: 3 provas que contam' }).findings).toEqual([]);
  });

  it('lets introduction and conclusion sum up numbers of any section', () => {
    const article = withPart('s1', (p) => ({
      markdown: `${p.markdown} Usa 3 amostras.[^2]`,
      evidence: [
        ...p.evidence,
        { passage_id: 'd1#0', quote: 'O ensaio de limpeza usa 3 amostras por lote.' },
      ],
    }));
    const conclusion = article.parts.map((p) =>
      p.id === 'conclusion' ? { ...p, markdown: `${p.markdown} Lembre das 3 amostras.` } : p,
    );
    expect(check({ ...article, parts: conclusion }).findings).toEqual([]);
  });

  it.each([
    ['a part', saying('s1', 'Faz milagres.'), 's1'],
    ['a heading', withPart('s2', () => ({ heading: 'O milagre do lote' })), 's2'],
    [
      'the meta description',
      { ...anArticle(), meta_description: `Milagre: ${someTitles().meta_description}` },
      'meta_description',
    ],
    ['a keyword', { ...anArticle(), keywords: ['milagre', 'lote', 'registro'] }, 'keywords'],
    ['bold letters', saying('s3', 'Um **mila**gre.'), 's3'],
  ])('finds a forbidden word in %s', (_name, article, part) => {
    expect(check(article, { rules: [rule({})] }).findings).toMatchObject([
      { place: part, code: 'banned_word', hard: true },
    ]);
  });

  it('finds a forbidden word in a quote, which a footnote would print', () => {
    const passages = [
      { ...somePassages[0], id: 'd1#0', text: 'A limpeza do implante é um milagre da fábrica.' },
    ];
    const article = withPart('s1', () => ({
      evidence: [{ passage_id: 'd1#0', quote: 'A limpeza do implante é um milagre da fábrica.' }],
    }));
    const facts = {
      rules: [rule({})],
      passages: [...passages, ...somePassages.slice(1)] as Facts['passages'],
    };
    expect(check(article, facts).findings).toMatchObject([{ place: 's1', code: 'banned_in_quote' }]);
  });

  it('holds quotes against the rules of every language, and says which quote it is', () => {
    const quote = 'The lot is a miracle of the factory.';
    const passages = [{ ...somePassages[0], id: 'd1#0', text: quote }] as Facts['passages'];
    const article = withPart('s1', () => ({ evidence: [{ passage_id: 'd1#0', quote }] }));
    const facts = { passages: [...passages, ...somePassages.slice(1)], rules: [] };
    const found = check(article, { ...facts, quoteRules: [rule({ pattern: 'miracle', language: 'en' })] });
    expect(found.findings).toMatchObject([{ place: 's1', code: 'banned_in_quote', hard: true }]);
    expect(found.findings[0]?.params).toMatchObject({ quote });
  });

  it.each(['\u2061', '\u202e', '\u3164', '\u0001', '\u{e0041}'])(
    'reads titles and quotes as they are published, without %j',
    (unseen) => {
      const said = `Isto gar${unseen}ante tudo em cada lote`;
      const passages = [{ ...somePassages[0], id: 'd1#0', text: said }] as Facts['passages'];
      const quoting = withPart('s1', () => ({ evidence: [{ passage_id: 'd1#0', quote: said }] }));
      const found = check(
        { ...quoting, title: said, title_variants: ['Um', said], keywords: ['lote', 'registro', said] },
        { rules: [rule({ pattern: 'garantir' })], passages: [...passages, ...somePassages.slice(1)] },
      );
      expect(codes(found.findings).filter((c) => c.includes('banned'))).toEqual([
        'title: banned_word',
        'title_variants: banned_word',
        'keywords: banned_word',
        's1: banned_in_quote',
      ]);
    },
  );

  it('only warns where the rule only warns, once a part', () => {
    const found = check(saying('s1', 'Milagre, milagre.'), { rules: [rule({ severity: 'warn' })] });
    expect(found.findings).toEqual([]);
    expect(codes(found.warnings)).toEqual(['s1: banned_word']);
  });

  it('leaves a short section that a person asked for', () => {
    const short = withPart('s1', (p) => ({ markdown: p.markdown.split('\n\n')[1] ?? '' }));
    const found = check(short, { scope: ['s1'] });
    expect(found.findings).toEqual([]);
    expect(codes(found.warnings)).toContain('s1: short_section');
  });

  it('names of two parts that say the same the one that was to change', () => {
    const article = saying(
      's3',
      'Para primeira, o comprador confere aprimeira com calma e anota o que falta.',
    );
    expect(codes(check(article).findings)).toEqual(['s3: sentence_twice']);
    expect(codes(check(article, { scope: ['s1'] }).findings)).toEqual(['s1: sentence_twice']);
  });

  it('finds parts that say the same in nearly the same words', () => {
    const article = anArticle();
    const [, s1] = article.parts;
    const copy = s1?.markdown.replaceAll('anota o que falta', 'escreve o que falta') ?? '';
    const found = check(
      withPart('s2', (p) => ({ markdown: `${copy.split('\n\n')[0]}\n\n${p.markdown.split('\n\n')[1]}` })),
    );
    expect(codes(found.findings)).toContain('s2: repetition');
  });

  it('says how long an article is only when somebody asked for a length, or when it is thin', () => {
    expect(check(anArticle(), {}, { words: null }).warnings).toEqual([]);
    const article = anArticle();
    const thin = { ...article, parts: article.parts.toSpliced(1, 2).slice(0, 2) };
    expect(check(thin, {}, { words: null }).warnings).toMatchObject([
      { place: null, code: 'short_article', params: { usual: 900 } },
    ]);
    expect(codes(check(thin, {}, { words: 900 }).warnings)).toEqual(['null: length']);
  });

  it('warns of a length far from what was asked, of missing keywords, and of what is hard to read', () => {
    expect(codes(check(anArticle(), {}, { words: 1500 }).warnings)).toEqual(['null: length']);
    expect(check(anArticle(), {}, { words: 1500 }).warnings[0]?.params).toMatchObject({ asked: 1500 });
    const keywords = check(anArticle(), {}, { keywords: 'lotes, biocompatibilidade' });
    expect(keywords.warnings).toMatchObject([
      { code: 'keyword_missing', params: { keyword: 'biocompatibilidade' } },
    ]);
    const hard =
      'A rastreabilidade documental das especificações microbiológicas intraoperatórias pressupõe responsabilidades institucionais periodicamente reavaliadas. ';
    const heavy = withPart('s1', (p) => ({
      markdown: `${hard.repeat(9)}\n\n${p.markdown.split('\n\n')[1]}`,
    }));
    expect(codes(check(heavy).warnings)).toContain('s1: hard_to_read');
  });

  it('tells people the name of the source behind a finding, never the id of a passage', () => {
    const id = '0d9f4a53-9f0c-4a57-8a5e-1f2a3b4c5d6e';
    const passage = { ...somePassages[0], id, title: 'Manual da limpeza' } as Facts['passages'][number];
    const evidence = [
      { passage_id: id, quote: 'palavras que a fonte não traz' },
      { passage_id: '7c1b2a39-1111-4222-8333-944455566677', quote: 'outras palavras de fonte nenhuma' },
    ];
    const article = withPart('s1', () => ({ evidence }));
    const { findings } = check(article, { passages: [...somePassages, passage] });
    const told = findings
      .filter((f) => /passage|quote_not/.test(f.code))
      .map((f) => JSON.stringify(f.params));
    expect(told).toHaveLength(2);
    expect(told[0]).toContain('Manual da limpeza');
    for (const params of told) expect(params).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}/);
  });

  it('finds what is printed twice as a title, a heading or an item of a list, too', () => {
    const { title } = anArticle();
    expect(codes(check(withPart('s1', () => ({ heading: title }))).findings)).toContain('s1: sentence_twice');
    const item = '\n\n- o certificado traz a corrida\n- o lote tem peça retida';
    const base = withPart('s1', (p) => ({ markdown: p.markdown + item }));
    const twice = {
      ...base,
      parts: base.parts.map((p) => (p.id === 's3' ? { ...p, markdown: p.markdown + item } : p)),
    };
    expect(codes(check(twice).findings)).toContain('s3: sentence_twice');
  });

  it('names a part for people, never by its key', () => {
    const sentence = 'O comprador confere o registro de cada lote com calma.';
    const base = withPart('introduction', (p) => ({ markdown: `${p.markdown}\n\n${sentence}` }));
    const twice = {
      ...base,
      parts: base.parts.map((p) => (p.id === 's3' ? { ...p, markdown: `${p.markdown}\n\n${sentence}` } : p)),
    };
    const { findings } = check(twice);
    expect(findings.find((f) => f.code === 'sentence_twice')?.params).toMatchObject({ where: 'Introdução' });
  });
});
