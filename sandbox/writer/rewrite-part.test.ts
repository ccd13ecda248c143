import { describe, expect, it } from 'vitest';
import { articleTask, titlesTask, writeArticle } from '../../testing/writer/seeded-article.ts';
import { aRule } from '../../testing/writer/seeded-passages.ts';
import { fromPart, toPart } from './articles/part-text.ts';
import { writePart } from './articles/write-part.ts';
import { writeTitles } from './articles/write-titles.ts';
import { judgeArticle } from './judging/judge-draft.ts';
import { countWords } from './reading/words.ts';

const article = writeArticle(articleTask('5 erros ao escolher um fornecedor de implantes', 'pt'));
const sections = article.outline.sections.map((o, i) => ({ ...o, id: `s${i + 1}` }));
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
    task: 'blog_part',
    part: id === 'introduction' || id === 'conclusion' ? id : 'section',
    words: 130,
    outline: { ...article.outline, sections },
    section: sections.find((o) => o.id === id) ?? null,
    sections: others.map((p) => ({ heading: p.heading, markdown: p.markdown })),
    current: { heading, markdown, evidence },
    instruction,
    findings: [],
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

  it('takes a heading and a word as a person gives them, and nothing else changes', () => {
    expect(rewritten('s2', 'mude o título para "Leia o escopo"')).toMatchObject({
      heading: 'Leia o escopo',
      markdown: partOf('s2').markdown,
    });
    const swapped = rewritten('s2', 'troque "fornecedor" por "fabricante"').markdown;
    expect(swapped).toBe(partOf('s2').markdown.replaceAll('fornecedor', 'fabricante'));
  });
});

describe('a part with findings', () => {
  it('is written anew when no sentence of it is named', () => {
    const { heading, evidence } = partOf('s2');
    const made = found('s2', 'empty_part', 'It is empty.', { heading, markdown: 'Nada.', evidence });
    expect(made).toEqual({ ...partOf('s2'), id: undefined });
  });

  const found = (id: string, code: string, message: string, current?: Asked['current']) =>
    rewritten(id, null, { findings: [{ code, message }], ...(current ? { current } : {}) });

  it('loses a sentence whose number stands nowhere', () => {
    const { heading, markdown, evidence } = partOf('s2');
    const current = { heading, markdown: `${markdown} Falhas caem 37%.`, evidence };
    const made = found('s2', 'number_not_found', 'The number "37%" is in none of its quotes.', current);
    expect(made.markdown).toBe(markdown);
  });

  it('is filled up when it is too thin', () => {
    const { heading, markdown, evidence } = partOf('s3');
    const current = { heading, markdown: markdown.split('\n\n')[0] ?? '', evidence };
    const made = found('s3', 'short_section', 'The section has 15 words', current);
    expect(words(made.markdown)).toBeGreaterThanOrEqual(50);
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
      rules: [aRule('banned_word', 'garante')],
    };
    const made = rewritten('s1', 'troque "considera" por "garante"', { rules });
    expect(made.markdown).not.toContain('garante');
  });
});

describe('writeTitles() again', () => {
  const first = writeTitles(titlesTask(article));
  const again = (instruction: string | null, findings: { code: string; message: string }[] = []) =>
    writeTitles({ ...titlesTask(article), current: first, instruction, findings });

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
      findings: ['long_title', 'meta_length', 'keyword_count'].map((code) => ({ code, message: code })),
    });
    expect(made.title.length).toBeLessThanOrEqual(70);
    expect(made.meta_description).toBe(first.meta_description);
    expect(made.keywords.length).toBeGreaterThanOrEqual(3);
  });
});

describe('judgeArticle()', () => {
  it('says whether any part names what the brief is about', () => {
    const about = (name: string) => {
      const task = {
        ...article.task,
        task: 'blog_judgement',
        title: 'Título',
        parts: article.parts,
      } as const;
      const { about_subject, off_topic_parts } = judgeArticle({ ...task, subjects: [{ name, also: [] }] });
      return [about_subject, off_topic_parts.length];
    };
    expect(about('implantes')).toEqual([true, 0]);
    expect(about('blockchain')).toEqual([false, article.parts.length]);
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
