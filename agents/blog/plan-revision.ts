import type { ArticlePart } from '../../ports/content.ts';
import type { Understanding } from '../../ports/model-tasks.ts';
import { isFrame } from './checks/part-text.ts';
import type { Article } from './state.ts';

type Field = 'title' | 'meta_description' | 'keywords';
export const fields = ['title', 'meta_description', 'keywords'] as const satisfies readonly Field[];

/** What to do for the next version: parts in their new order, and what is to be asked for. */
interface Revision {
  /** A part that is to be written for the first time has an empty text. */
  parts: ArticlePart[];
  /** By id of a part: people's wish. */
  rewrite: Map<string, string>;
  fields: Map<Field, string>;
}

/**
 * Takes apart what was understood: what code does by itself (remove, move, make room) and what a writer is asked for.
 * Parts that no change names are the very same objects. Pure.
 */
export function planRevision(article: Article, changes: Understanding['changes']): Revision {
  let parts = [...article.parts];
  const rewrite = new Map<string, string>();
  const wishes = new Map<Field, string>();
  const wish = <K>(map: Map<K, string>, key: K, instruction: string) =>
    map.set(key, [map.get(key), instruction].filter(Boolean).join('\n'));
  const goneFor = new Set<string>();
  // Removed last: what others are to come behind is still there, and what takes its place is there already.
  const inOrder = [
    ...changes.filter((c) => c.action !== 'remove'),
    ...changes.filter((c) => c.action === 'remove'),
  ];
  for (const { action, part, after, instruction } of inOrder) {
    if (action === 'remove') {
      const removed = parts.find((p) => p.id === part && !isFrame(p.id));
      // One section stays: an article of introduction and conclusion says nothing.
      if (!removed || parts.filter((p) => !isFrame(p.id)).length < 2) continue;
      goneFor.add(part);
      parts = parts.filter((p) => p.id !== part);
    } else if (action === 'move') {
      const moved = parts.find((p) => p.id === part && !isFrame(p.id));
      if (moved && after !== null)
        parts = placed(
          parts.filter((p) => p !== moved),
          moved,
          after,
        );
    } else if (action === 'add') {
      const id = nextId(article.parts, parts);
      parts = placed(parts, { id, heading: '', markdown: '', evidence: [] }, part);
      wish(rewrite, id, instruction);
    } else if (part === 'all') {
      for (const p of article.parts) wish(rewrite, p.id, instruction);
      for (const field of fields) wish(wishes, field, instruction);
    } else if (isField(part)) {
      wish(wishes, part, instruction);
    } else {
      wish(rewrite, part, instruction);
    }
  }
  for (const id of goneFor) rewrite.delete(id);
  return { parts, rewrite, fields: wishes };
}

export const isField = (part: string): part is Field => (fields as readonly string[]).includes(part);

/** Behind `after`, always between introduction and conclusion; `all` and unknown ids mean the end. */
function placed(parts: ArticlePart[], part: ArticlePart, after: string): ArticlePart[] {
  const at = parts.findIndex((p) => p.id === after);
  const last = parts.findIndex((p) => p.id === 'conclusion');
  const end = last < 0 ? parts.length : last;
  return parts.toSpliced(at < 0 || at >= end ? end : at + 1, 0, part);
}

/** Above all ids there were, so that a removed section's id does not come back as another one. */
function nextId(before: readonly ArticlePart[], now: readonly ArticlePart[]): string {
  const numbers = [...before, ...now].map((p) => Number(/^s(\d+)$/.exec(p.id)?.[1] ?? 0));
  return `s${Math.max(0, ...numbers) + 1}`;
}
