import type { ArticlePart, DraftContent } from '../../ports/content.ts';
import { slide } from '../../ports/model-tasks.ts';
import { slideTexts } from '../design/slide-text.ts';
import { partText } from '../drafting/parts/plain-text.ts';

/** A piece of a draft that people read and change by itself. */
export interface DraftPart {
  /** The same from version to version; null: slides, which are known by what stands around them. */
  id: string | null;
  /** What kind of part: `slide`, `post`, `title`, `introduction`, `section`, … */
  kind: string;
  text: string;
}

/** A draft by its parts, in reading order, as people read them. Pure. */
export function partsOf(content: DraftContent): DraftPart[] {
  const parts = ((): DraftPart[] => {
    switch (content.kind) {
      case 'carousel':
        return [...content.slides.map(slidePart), one('post', content.post.hook, content.post.body)];
      case 'blog':
        return [
          one('title', content.title),
          one('description', content.meta_description),
          ...content.parts.map(articlePart),
        ];
      case 'research':
        return [one('title', content.title), articlePart(content.summary), ...content.findings.map(finding)];
      case 'lead_enrichment':
        // Values of pages, of which people take fields out: no words to learn from.
        return [];
      case 'incoming_webhook':
        return content.answer === null ? [] : [one('answer', content.answer)];
    }
  })();
  return parts.filter(({ text }) => text.trim() !== '');
}

const one = (kind: string, ...texts: string[]): DraftPart => ({ id: kind, kind, text: texts.join('\n') });

function slidePart(stored: { title: string }): DraftPart {
  const read = slide.safeParse(stored);
  return { id: null, kind: 'slide', text: read.success ? slideTexts(read.data).join('\n') : stored.title };
}

function articlePart(part: ArticlePart): DraftPart {
  const own = ['introduction', 'conclusion', 'summary'].includes(part.id);
  return { id: part.id, kind: own ? part.id : 'section', text: whole(part) };
}

const finding = (part: ArticlePart): DraftPart => ({ id: part.id, kind: 'finding', text: whole(part) });

const whole = (part: ArticlePart) => [part.heading, partText(part)].filter(Boolean).join('\n');
