import type { HouseRule, Language } from '../../ports/content.ts';
import type { DeckMaterial } from '../../ports/model-tasks.ts';
import { stemsOf, topicStems } from '../../sandbox/writer/reading/words.ts';
import { readKnowledge, seededHouseRules } from '../seed.ts';

interface Passage {
  id: string;
  title: string;
  text: string;
  language: string;
}

/** The seeded documents cut as SQL `content.add_document` cuts them: paragraphs up to about 700 characters. */
export function seededPassages(): Passage[] {
  return readKnowledge().flatMap((document) => {
    const parts: string[] = [];
    for (const paragraph of document.text.split('\n\n')) {
      const open = parts.at(-1);
      if (open !== undefined && open.length + paragraph.length + 2 <= 700)
        parts[parts.length - 1] = `${open}\n\n${paragraph}`;
      else parts.push(paragraph);
    }
    return parts.map((text, i) => ({
      id: `${document.file}#${i}`,
      title: document.title,
      text,
      language: document.language,
    }));
  });
}

/** A stand-in for SQL `content.search_knowledge`: rare words count more, the title counts, the brief's language first. */
function searchSeeded(query: string, language: Language, limit: number): Passage[] {
  const passages = seededPassages();
  const words = topicStems(query);
  const held = passages.map((p) => new Set(stemsOf(`${p.title} ${p.text}`)));
  const idf = (w: string) => Math.log(1 + passages.length / (held.filter((h) => h.has(w)).length || 1e9));
  const ranked = passages.map((p, i) => {
    const score = words.reduce((sum, w) => sum + (held[i]?.has(w) ? idf(w) : 0), 0);
    return { p, score: score * (p.language === language ? 1.25 : 1) };
  });
  return ranked
    .filter((r) => r.score > 0)
    .sort((a, b) => b.score - a.score || (a.p.id < b.p.id ? -1 : 1))
    .slice(0, limit)
    .map((r) => r.p);
}

export function seededTask(topic: string, language: Language, slides = 8, limit = 24): DeckMaterial {
  return {
    brief: { topic, language, slides, audience: null, tone: null, call_to_action: null },
    language,
    subjects: [],
    slides,
    passages: searchSeeded(topic, language, limit).map(({ id, title, text }) => ({
      id,
      title,
      date: null,
      text,
    })),
    pictures: [],
    brand: { name: 'Alba Implantes', handle: '@albaimplantes' },
    samples: [],
    rules: {
      voice: '',
      rules: seededHouseRules.rules.filter((r) => (r.language ?? language) === language),
    },
  };
}

export const aRule = (kind: HouseRule['kind'], pattern: string): HouseRule => ({
  id: 'r1',
  kind,
  pattern,
  severity: 'block',
  reason: '',
});
