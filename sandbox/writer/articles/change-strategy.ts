import { messageLanguage } from '../understanding/message-language.ts';
import type { Planned } from '../understanding/planned.ts';
import { readWishes, type WishesRead } from '../understanding/read-wishes.ts';
import type { Strategy, StrategyAnswer, StrategyTask } from '../wire-article.ts';
import { articlePieces } from './article-pieces.ts';
import { changeOutline } from './change-outline.ts';

/**
 * Changes a proposed strategy where people's notes ask for it, and nowhere else. What the passages do not hold is left
 * out and said in `missing`; if nothing else was asked for, there is not enough for what was.
 */
export function changeStrategy(
  task: StrategyTask,
  previous: Strategy,
  fresh: StrategyAnswer,
): StrategyAnswer {
  const made = { ...previous, outline: previous.outline.map((o, i) => ({ ...o, id: o.id || `s${i + 1}` })) };
  const facts = {
    pieces: articlePieces(task),
    language: task.language,
    brand: task.brand.name,
    fresh: fresh.outline,
  };
  const problems: string[] = [];
  for (const note of task.notes) {
    const asked = wishesOf(note, made, task);
    problems.push(...asked.problems);
    for (const planned of asked.planned) {
      const { part, wish } = planned;
      if (part && !made.outline.some((o) => o.id === part.id)) changeField(made, part.id, wish);
      else problems.push(changeOutline(made.outline, planned, facts) ?? '');
    }
  }
  const { angle, audience, keywords, outline } = made;
  const plain = outline.map(({ heading, point, passage_ids }) => ({ heading, point, passage_ids }));
  const missing = problems.filter((p) => p !== '').join(' ') || null;
  const before = JSON.stringify([
    previous.angle,
    previous.audience,
    previous.keywords,
    previous.outline.map((o) => [o.heading, o.point]),
  ]);
  const after = JSON.stringify([angle, audience, keywords, plain.map((o) => [o.heading, o.point])]);
  return {
    carried: angle,
    enough: missing === null || before !== after,
    missing,
    angle,
    audience,
    keywords,
    outline: plain,
  };
}

function wishesOf(note: string, strategy: Strategy, { language, passages }: StrategyTask): WishesRead {
  const parts = [
    ...strategy.outline.map((o) => ({ id: o.id, label: o.heading, text: o.point })),
    { id: 'angle', label: 'angle', text: strategy.angle },
    { id: 'audience', label: 'audience', text: strategy.audience },
    { id: 'keywords', label: 'keywords', text: strategy.keywords.join(', ') },
  ];
  const thread = { waits_for: 'strategy', kind: 'blog', title: '', memory: [], messages: [] } as const;
  const asked = messageLanguage(note, language);
  const task = { ...thread, memory: [], messages: [], language, parts, passages };
  return readWishes([note], task, { asked, says: asked });
}

function changeField(made: Strategy, field: string, wish: Planned['wish']): void {
  const text =
    wish.do === 'text' || wish.do === 'heading' ? wish.text : wish.do === 'mention' ? wish.about : undefined;
  if (text === undefined) return;
  if (field === 'angle') made.angle = text;
  if (field === 'audience') made.audience = text;
  if (field !== 'keywords') return;
  const list = text
    .split(/[,;]/)
    .map((k) => k.trim())
    .filter((k) => k !== '');
  made.keywords = (wish.do === 'mention' ? [...made.keywords, ...list] : list).slice(0, 8);
}
