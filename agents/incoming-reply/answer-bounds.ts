import { rulesFor } from '../drafting/rules-for.ts';
import { have } from '../drafting/state.ts';
import { firstName } from '../text/first-name.ts';
import type { AnswerBounds } from './check-answer.ts';
import type { ReplyState } from './state.ts';

/** What the answer of a thread is held against. Pure. */
export function boundsFor(state: ReplyState): AnswerBounds {
  const { brief, passages, wishes } = state;
  const language = have(state, 'language');
  const { person, before, purpose, reply, most } = brief;
  return {
    language,
    most,
    firstName: firstName(person.name, person.company),
    name: person.name,
    reply: [reply, ...before.filter(({ from }) => from === 'them')].map(({ text }) => text).join('\n'),
    ours: [...before.filter(({ from }) => from === 'us').map(({ text }) => text), ...wishes, purpose ?? ''],
    passages,
    rules: rulesFor(have(state, 'rules').rules, language),
  };
}
