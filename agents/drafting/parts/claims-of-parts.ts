import type { ArticlePart } from '../../../ports/content.ts';
import { type Claim, everySentence } from '../claim.ts';
import { partText } from './plain-text.ts';

/** Characters of what stands before a sentence. */
const CONTEXT = 300;

/** The cited sentences of a draft of parts, each with the quotes behind its marks. Pure. */
export function claimsOfParts(parts: readonly ArticlePart[]): Claim<string>[] {
  return parts.flatMap(({ id, heading, markdown, evidence }) => {
    let before = heading;
    return marked(markdown).flatMap((block) =>
      everySentence(block).flatMap((text) => {
        const cited = [...new Set([...text.matchAll(/⟦(\d+)⟧/g)].map((m) => Number(m[1])))];
        const sentence = text.replace(/\s*⟦\d+⟧/g, '').trim();
        const context = before;
        before = `${before}\n${sentence}`.slice(-CONTEXT);
        const quotes = cited.flatMap((number) => evidence[number - 1] ?? []);
        return quotes.length > 0 && sentence !== ''
          ? [{ place: id, sentence, context, evidence: quotes }]
          : [];
      }),
    );
  });
}

/** The blocks of a part as people read them, with signs for the marks, each before the end of its sentence. */
function marked(markdown: string): string[] {
  const signs = markdown.replace(/[⟦⟧]/g, ' ').replace(/\[\^(\d{1,3})\]/g, '⟦$1⟧');
  return partText({ markdown: signs, evidence: [] })
    .split('\n')
    .map((block) => block.replace(/([.!?…]+["”»’)]*)((?:\s*⟦\d+⟧)+)/g, (_, end, marks) => `${marks}${end}`));
}
