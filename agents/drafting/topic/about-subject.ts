import type { Passage } from '../../../ports/content.ts';
import type { Subject } from '../../../ports/model-tasks.ts';
import { sentences } from '../../text/sentences.ts';
import { namedIn, partlyNamedIn, plainWords, rootsIn } from './subject.ts';

/**
 * `whole`: the document is called so, or half of the sentences name the subject. `part`: a heading does. `mentions`: some
 * words do.
 */
type Nearness = 'whole' | 'part' | 'mentions' | null;

/** Passages that make a document one about a subject that its title does not name: under one heading, or in passing. */
const ENOUGH = { parts: 2, mentions: 3 };

/** Words: a note of one sentence is a source among others, and no language holds a subject with it alone. */
const ENOUGH_WORDS = 60;

export function nearness(passage: Passage, wanted: Subject): Nearness {
  if (namedIn(rootsIn(passage.title), wanted)) return 'whole';
  const headings = [...passage.text.matchAll(/^#{1,6}\s+(.+)$/gmu)].map((m) => m[1] ?? '').join('\n');
  const isNamed = namedIn(rootsIn(`${passage.title}\n${passage.text}`), wanted);
  if (!isNamed) return null;
  const told = sentences(passage.text).filter((s) => !/^[-*•#]/.test(s.text));
  const naming = told.filter((s) => namedIn(rootsIn(s.text), wanted));
  if (naming.length >= 2 && naming.length * 2 >= told.length) return 'whole';
  // "Embalagem" above and "estéril" below: together they name "embalagem estéril".
  return partlyNamedIn(rootsIn(`${passage.title}\n${headings}`), wanted) ? 'part' : 'mentions';
}

/** Documents among the passages that treat the subject and not only mention it, those with most of it first. */
export function documentsAbout(passages: readonly Passage[], wanted: Subject): Passage[] {
  const found = new Map<string, { passage: Passage; whole: number; part: number; mentions: number }>();
  for (const passage of passages) {
    const near = nearness(passage, wanted);
    if (near === null) continue;
    const entry = found.get(passage.document_id) ?? { passage, whole: 0, part: 0, mentions: 0 };
    entry[near] += 1;
    found.set(passage.document_id, entry);
  }
  return [...found.values()]
    .filter(
      ({ whole, part, mentions }) => whole > 0 || part >= ENOUGH.parts || part + mentions >= ENOUGH.mentions,
    )
    .sort((a, b) => b.whole - a.whole || b.part - a.part || b.mentions - a.mentions)
    .map(({ passage }) => passage);
}

/** Whether the documents about the subject say more of it than a note, however often they repeat it. Pure. */
export function tellsEnough(passages: readonly Passage[], wanted: Subject): boolean {
  const ids = new Set(documentsAbout(passages, wanted).map((p) => p.document_id));
  const told = passages
    .filter((p) => ids.has(p.document_id) && nearness(p, wanted) !== null)
    .flatMap((p) => sentences(p.text).map((s) => plainWords(s.text).join(' ')));
  return [...new Set(told)].join(' ').split(' ').length >= ENOUGH_WORDS;
}
