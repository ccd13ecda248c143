import type { Language } from '../wire.ts';
import type { UnderstandingTask, WantedChange } from '../wire-understanding.ts';
import { partName, phraseWish } from './phrase-wish.ts';
import type { Planned } from './planned.ts';
import type { Wish } from './read-wish.ts';
import { replyWords } from './reply-words.ts';

const actions: Partial<Record<Wish['do'], WantedChange['action']>> = {
  drop: 'remove',
  add: 'add',
  move: 'move',
};

/** Wishes as changes of parts, one for a part and action, and the sentence that says them back. */
export function toChanges(
  planned: Planned[],
  task: UnderstandingTask,
  language: Language,
): { changes: WantedChange[]; understood: string } {
  const own = replyWords[language];
  const changes: WantedChange[] = [];
  for (const { wish, part, clause, after } of planned) {
    const action = actions[wish.do] ?? 'change';
    const id = action === 'add' ? (after ?? task.parts[0]?.id ?? 'all') : (part?.id ?? 'all');
    const same = changes.find((c) => c.action === action && c.part === id && action === 'change');
    if (same) {
      if (!same.instruction.includes(clause)) same.instruction += `; ${clause}`;
      continue;
    }
    changes.push({
      action,
      part: id,
      after: action === 'move' ? (after ?? null) : null,
      instruction: clause,
    });
  }
  const said = [...new Set(planned.map((p) => p.wish))].map((wish) => {
    const places = planned.filter((p) => p.wish === wish);
    const names = places.map((p) => partName(p.part, task.kind, language));
    const behind = places[0]?.after;
    const after = task.parts.find((p) => p.id === behind);
    // A wish for many parts is said once.
    const part = names.length > 2 ? partName(null, task.kind, language) : names.join(own.joint);
    return phraseWish(wish, part, language, after && partName(after, task.kind, language));
  });
  const list =
    said.length > 1
      ? `${said.slice(0, -1).join('; ')}${said.length > 2 ? ';' : ''}${own.joint}${said.at(-1)}`
      : (said[0] ?? '');
  const whole = planned.some((p) => p.part === null && p.wish.do !== 'add');
  const sentence = `${list.charAt(0).toLocaleUpperCase()}${list.slice(1)}.`;
  return { changes, understood: whole ? sentence : `${sentence} ${own.rest}` };
}
