import { seeded } from '../../testing/seeded.ts';
import { type Made, vocabulary } from './vocabulary.ts';

/**
 * Documents on neighbouring topics that answer none of the questions: other products, other departments, the same
 * words of quality people (supplier, lot, audit, limit, validation). The same seed makes the same documents.
 *
 * @param sections Of each document; a section is about one passage.
 */
export function madeDocuments(count: number, seed: number, sections = 8): Made[] {
  const random = seeded(seed).next;
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;
  return Array.from({ length: count }, (_, n) => {
    const language = n % 2 === 0 ? 'pt' : 'en';
    const words = vocabulary[language];
    const subject = pick(words.subjects);
    const fill = (template: string) =>
      template.replaceAll(/\{(\w+)\}/g, (_, slot: string) => {
        if (slot === 'subject') return subject;
        if (slot === 'n') return String(3 + Math.floor(random() * 95));
        if (slot === 'year') return String(2012 + Math.floor(random() * 14));
        return pick(words[slot as 'role' | 'place' | 'record' | 'thing']);
      });
    const upper = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
    const section = () => {
      const sentences = Array.from({ length: 4 + Math.floor(random() * 3) }, () =>
        upper(fill(pick(words.sentences))),
      );
      return `## ${upper(fill(pick(words.headings)))}\n${sentences.join(' ')}`;
    };
    const title = `${upper(fill(pick(words.titles)))} (${n + 1})`;
    return { title, language, text: Array.from({ length: sections }, section).join('\n\n') };
  });
}
