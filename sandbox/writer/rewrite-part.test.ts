import { describe, expect, it } from 'vitest';
import { judgeArticle } from './articles/judge-article.ts';
import { fromPart, toPart } from './articles/part-text.ts';
import { writePart } from './articles/write-part.ts';
import { writeTitles } from './articles/write-titles.ts';
import { countWords, digitRuns } from './reading/words.ts';
import { articleTask, titlesTask, writeArticle } from './testing/print-article.ts';

const article = writeArticle(articleTask('5 erros ao escolher um fornecedor de implantes', 'pt'));
const outline = article.strategy.outline.map((o, i) => ({ ...o, id: `s${i + 1}` }));
const partOf = (id: string) => {
  const part = article.parts.find((p) => p.id === id);
  if (!part) throw new Error(`Cannot find part "${id}"`);
  return part;
};
type Asked = Partial<Parameters<typeof writePart>[0]>;
function rewritten(id: string, instruction: string | null, more: Asked = {}) {
  const { heading, markdown, evidence } = partOf(id);
  const others = article.parts.filter((p) => p.id !== id);
  const made = writePart({
    ...article.task,
    part: id === 'introduction' || id === 'conclusion' ? id : 'section',
    words: 130,
    strategy: { ...article.strategy, outline },
    section: outline.find((o) => o.id === id) ?? null,
    sections: others.map((p) => ({ heading: p.heading, markdown: p.markdown })),
    current: { heading, markdown, evidence },
    instruction,
    issues: [],
    ...more,
  });
  const passages = new Map(article.task.passages.map((p) => [p.id, p.text]));
  for (const e of made.evidence) expect(passages.get(e.passage_id)).toContain(e.quote);
  return made;
}
const words = (markdown: string) => countWords(markdown.replace(/\[\^\d+\]/g, ''));

describe('a part written again', () => {
  it.each(article.parts.map((p) => p.id))(
    'stays as it is, byte for byte, when nothing is asked: %s',
    (id) => {
      const { heading, markdown, evidence } = partOf(id);
      expect(rewritten(id, null)).toEqual({ heading, markdown, evidence });
      expect(toPart(heading, fromPart({ markdown, evidence }))).toEqual({ heading, markdown, evidence });
    },
  );

  it('becomes visibly shorter and keeps how it opens', () => {
    for (const id of ['introduction', 's1', 's5']) {
      const { markdown } = rewritten(id, 'mais curto');
      expect(words(markdown)).toBeLessThan(words(partOf(id).markdown) * 0.85);
      expect(markdown.slice(0, 40)).toBe(partOf(id).markdown.slice(0, 40));
    }
  });

  it('becomes longer by what no other part says', () => {
    const { markdown } = rewritten('s3', 'mais longa');
    expect(words(markdown)).toBeGreaterThan(words(partOf('s3').markdown) + 15);
    const come = markdown
      .slice(partOf('s3').markdown.length)
      .replace(/\[\^\d+\]/g, '')
      .trim();
    expect(article.parts.map((p) => p.markdown).join('\n')).not.toContain(come.split(/(?<=\.)\s/)[0]);
  });

  it('mentions what was asked for, in words of a passage, and shortens at the same time', () => {
    const made = rewritten('introduction', 'shorter introduction; mention ISO 13485 earlier');
    expect(made.markdown).toMatch(/ISO 13485/);
    expect(words(made.markdown)).toBeLessThan(words(partOf('introduction').markdown));
    expect(made.evidence.some((e) => e.quote.includes('ISO 13485'))).toBe(true);
  });

  it('leaves undone what the passages do not hold', () => {
    expect(rewritten('s1', 'mencione blockchain').markdown).toBe(partOf('s1').markdown);
  });

  it('takes out a sentence or an item and keeps what the rest rests on', () => {
    const sentence = rewritten('s1', 'tire a frase sobre a cláusula 7.4.1').markdown;
    expect(sentence).not.toContain('7.4.1');
    const items = rewritten('s6', 'tire o item sobre reclamações recebidas');
    expect(items.markdown).not.toContain('reclamações');
    expect(items.markdown).toMatch(/Calibração vencida em instrumento em uso\[\^\d\]$/);
  });

  it('takes a heading and a word as a person gives them, and nothing else changes', () => {
    expect(rewritten('s2', 'mude o título para "Leia o escopo"')).toMatchObject({
      heading: 'Leia o escopo',
      markdown: partOf('s2').markdown,
    });
    const swapped = rewritten('s2', 'troque "fornecedor" por "fabricante"').markdown;
    expect(swapped).toBe(partOf('s2').markdown.replaceAll('fornecedor', 'fabricante'));
  });

  it('becomes simpler by losing what is most technical', () => {
    const { markdown } = rewritten('s1', 'menos técnico');
    expect(digitRuns(markdown.replace(/\[\^\d+\]/g, '')).length).toBeLessThan(
      digitRuns(partOf('s1').markdown.replace(/\[\^\d+\]/g, '')).length,
    );
    expect(markdown).not.toBe('');
  });
});

describe('a part with findings', () => {
  const found = (id: string, code: string, message: string, current?: Asked['current']) =>
    rewritten(id, null, { issues: [{ code, message }], ...(current ? { current } : {}) });

  it('loses a sentence whose number stands nowhere', () => {
    const { heading, markdown, evidence } = partOf('s2');
    const current = { heading, markdown: `${markdown} Falhas caem 37%.`, evidence };
    const made = found('s2', 'number_not_found', 'The number "37%" is in none of its quotes.', current);
    expect(made.markdown).toBe(markdown);
  });

  it('gets the right quote for a quote that is not found, and loses text that no passage has', () => {
    const { heading, markdown, evidence } = partOf('s2');
    const broken = evidence.map((e, i) => (i === 0 ? { ...e, quote: 'isto não está lá' } : e));
    const made = found('s2', 'quote_not_found', 'Not word for word in passage: "isto não está lá"', {
      heading,
      markdown: `${markdown}\n\nInventado de todo.[^1]`,
      evidence: broken,
    });
    expect(made.markdown).not.toContain('Inventado');
    expect(made.markdown).toContain('o fornecedor tem certificado ISO 13485');
  });

  it('says no more what another part says', () => {
    const { heading, markdown, evidence } = partOf('s2');
    const twice =
      'Qualificar um fornecedor é avaliar, com registro, se ele consegue entregar produto conforme.';
    const made = found('s2', 'sentence_twice', `Stands in "conclusion" as well: "${twice}"`, {
      heading,
      markdown: `${markdown}\n\n${twice}[^1]`,
      evidence,
    });
    expect(made.markdown).toBe(markdown);
  });

  it('obeys the house rules whatever was asked for', () => {
    const rules = {
      voice: '',
      rules: [{ id: 'r', kind: 'banned_word', pattern: 'garante', severity: 'block' }],
    };
    const made = rewritten('s1', 'troque "considera" por "garante"; troque "pede" por "garante"', { rules });
    expect(made.markdown).not.toContain('garante');
  });

  it('is filled up when it is too thin', () => {
    const { heading, markdown, evidence } = partOf('s3');
    const current = { heading, markdown: markdown.split('\n\n')[0] ?? '', evidence };
    expect(
      words(found('s3', 'short_section', 'The section has 15 words', current).markdown),
    ).toBeGreaterThanOrEqual(50);
  });
});

describe('writeTitles() again', () => {
  const first = writeTitles(titlesTask(article));
  const again = (instruction: string | null, issues: { code: string; message: string }[] = []) =>
    writeTitles({ ...titlesTask(article), current: first, instruction, issues });

  it('changes only what is named', () => {
    expect(again('Título: "Guia do comprador"')).toEqual({ ...first, title: 'Guia do comprador' });
    expect(again('palavras-chave: implantes, ISO 13485')).toEqual({
      ...first,
      keywords: ['implantes', 'ISO 13485'],
    });
    expect(again(null)).toEqual(first);
    expect(again('título mais curto').title.length).toBeLessThan(first.title.length);
    expect(again('outro título').title).toBe(first.title_variants[0]);
  });

  it('solves what the checks find', () => {
    const long = {
      ...first,
      title: `${'muito '.repeat(20)}longo`,
      meta_description: 'curta',
      keywords: ['um'],
    };
    const made = writeTitles({
      ...titlesTask(article),
      current: long,
      instruction: null,
      issues: ['long_title', 'meta_length', 'keyword_count'].map((code) => ({ code, message: code })),
    });
    expect(made.title.length).toBeLessThanOrEqual(70);
    expect(made.meta_description).toBe(first.meta_description);
    expect(made.keywords.length).toBeGreaterThanOrEqual(3);
  });
});

describe('judgeArticle()', () => {
  const judged = (markdown: string) =>
    judgeArticle({ ...article.task, title: 'Título', parts: [{ id: 's1', heading: 'Seção', markdown }] })
      .findings;

  it('has nothing against what it wrote itself', () => {
    expect(judgeArticle({ ...article.task, title: 'Título', parts: article.parts }).findings).toEqual([]);
  });

  it.each([
    ['Nosso implante não oferece riscos ao paciente.', 'no-zero-risk-pt'],
    ['It is totally safe for everybody.', 'no-absolute-safety-en'],
    ['Somos o maior do mercado.', 'no-superlative-pt'],
    ['A nossa peça foi certificada pela Anvisa.', 'no-anvisa-approved-component'],
  ])('finds a banned claim in other words: %s', (text, rule) => {
    expect(judged(`Um começo. ${text}[^1]`)).toEqual([
      expect.objectContaining({ part: 's1', quote: text, rule }),
    ]);
  });

  it('says whether any part names what the brief is about', () => {
    const about = (name: string) => {
      const task = { ...article.task, title: 'Título', parts: article.parts };
      const { about_subject, off_topic_parts } = judgeArticle({ ...task, subjects: [{ name, also: [] }] });
      return [about_subject, off_topic_parts.length];
    };
    expect(about('implantes')).toEqual([true, 0]);
    expect(about('blockchain')).toEqual([false, article.parts.length]);
  });

  it('finds a loud voice, and quotes it word for word', () => {
    expect(judged('Um resultado incrível!')).toEqual([
      expect.objectContaining({ rule: null, quote: 'Um resultado incrível!' }),
    ]);
  });
});

describe('a section that a person asked for', () => {
  it('is made of what the passages say about it and no other part tells', () => {
    const instruction = 'Acrescente uma seção sobre retrabalho depois da seção 2';
    const made = rewritten('s2', instruction, {
      current: null,
      section: { id: 's9', heading: '', point: instruction, passage_ids: [] },
    });
    expect(made.heading).toBe('Retrabalho');
    expect(made.markdown).toMatch(/^O retrabalho segue um procedimento.+\[\^1\]/);
    expect(made.evidence.length).toBeGreaterThan(0);
  });
});
