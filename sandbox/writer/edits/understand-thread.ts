import type { Language } from '../../../ports/content.ts';
import type { Understanding, UnderstandingTask } from '../../../ports/model-tasks.ts';
import { guessLanguage } from '../reading/words.ts';
import { asSections } from '../research/as-sections.ts';
import { answerQuestion } from './answer-question.ts';
import { editWords, partName, phraseEdit } from './edit-words.ts';
import { type PlacedEdit, placeEdit } from './place-edit.ts';
import { clausesOf, readEdit } from './read-edits.ts';
import { isToSomebody, senseOf } from './sense-of.ts';

/**
 * Says what people's messages want. A turn is followed as a whole or not at all: one wish that is not in the README's
 * table, or that the draft and its sources cannot meet, leaves everything as it is and says so.
 */
export function understandThread(task: UnderstandingTask): Understanding {
  const messages = task.messages
    .map((m) => (task.kind === 'research' ? asSections(m.text) : m.text))
    .filter((text) => !isToSomebody(text));
  const asked = guessLanguage(messages.join('\n')) ?? task.language;
  const says = task.reply_language ?? asked;
  const own = editWords[says];
  const nothing = { changes: [], answer: null };
  const edits: PlacedEdit[] = [];
  const senses = new Set<string>();
  const questions: string[] = [];
  for (const clause of messages.flatMap(clausesOf)) {
    const edit = readEdit(clause);
    const sense = edit ? null : senseOf(clause, task.waits_for);
    if (sense === 'wish') return { intent: 'unclear', understood: own.refusal, ...nothing };
    if (sense) senses.add(sense);
    if (sense === 'question') questions.push(clause);
    if (!edit) continue;
    const placed = placeEdit(edit, task);
    const problem = problemOf(placed, says);
    if (problem !== undefined) return { intent: 'unclear', understood: problem, ...nothing };
    if (Array.isArray(placed)) edits.push(...placed);
  }
  const answer = questions.map((question) => answerQuestion(question, task, asked)).join('\n') || null;
  if (edits.length > 0) {
    const understood = [saidBack(edits, task, says), ...(answer ? [own.besides(answer)] : [])].join(' ');
    return { intent: 'change', understood, changes: changesOf(edits, task), answer };
  }
  if (senses.has('approval')) return { intent: 'approval', understood: own.decision, ...nothing };
  if (answer !== null) {
    const understood = own.question(questions.join(' ').slice(0, 300));
    return { intent: 'question', understood, changes: [], answer };
  }
  if (senses.has('go_on'))
    return {
      intent: 'go_on',
      understood: task.waits_for === 'questions' ? own.goOnAsking : own.goOn,
      ...nothing,
    };
  return { intent: 'other', understood: '', ...nothing };
}

function problemOf(placed: ReturnType<typeof placeEdit>, language: Language): string | undefined {
  const own = editWords[language];
  if (placed === 'refused') return own.refusal;
  if ('noPart' in placed) return own.noPart(placed.noPart);
  return 'noSource' in placed ? own.noSource(placed.noSource) : undefined;
}

const actions = { remove: 'remove', add: 'add', move: 'move' } as const;

/** One change for a part and action, in the person's own words. */
function changesOf(edits: PlacedEdit[], task: UnderstandingTask): Understanding['changes'] {
  const changes: Understanding['changes'] = [];
  for (const { edit, part, after } of edits) {
    // An outline is changed as a whole by its next proposal, which has a first place.
    const isFirst = edit.do === 'move' && (after ?? null) === null;
    const action = isFirst || !(edit.do in actions) ? 'change' : actions[edit.do as keyof typeof actions];
    const id = action === 'add' ? (after ?? task.parts[0]?.id ?? 'all') : (part?.id ?? 'all');
    const same = changes.find((c) => c.action === 'change' && action === 'change' && c.part === id);
    if (!same)
      changes.push({
        action,
        part: id,
        after: action === 'move' ? (after ?? null) : null,
        instruction: edit.clause,
      });
    else if (!same.instruction.includes(edit.clause)) same.instruction += `; ${edit.clause}`;
  }
  return changes;
}

/** The sentence that says the edits back. */
function saidBack(edits: PlacedEdit[], task: UnderstandingTask, language: Language): string {
  const own = editWords[language];
  const phrases = [...new Set(edits.map((e) => e.edit))].map((edit) => {
    const places = edits.filter((e) => e.edit === edit);
    const names = places.map((p) => partName(p.part, task.kind, language));
    const behind = task.parts.find((p) => p.id === places[0]?.after);
    // An edit of many parts is said once.
    const part = names.length > 2 ? partName(null, task.kind, language) : names.join(own.joint);
    return phraseEdit(edit, part, language, behind && partName(behind, task.kind, language));
  });
  const list = [phrases.slice(0, -1).join('; '), phrases.at(-1)].filter(Boolean).join(own.joint);
  const sentence = `${list.charAt(0).toLocaleUpperCase()}${list.slice(1)}.`;
  const whole = edits.some((e) => e.part === null && e.edit.do !== 'add');
  return whole ? sentence : `${sentence} ${own.rest}`;
}
