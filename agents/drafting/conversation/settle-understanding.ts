import type { HouseRule, Language } from '../../../ports/content.ts';
import type { Understanding } from '../../../ports/model-tasks.ts';
import { type Forbidden, forbiddenWish, refusal } from './forbidden-wish.ts';

/** What a turn comes to, after code has held the model's reading against what is possible. */
interface Settled {
  /** `wait`: nothing changes, the same text waits again. */
  next: 'change' | 'go_on' | 'wait';
  changes: Understanding['changes'];
  /** What the thread is told; both when people asked for a change and something else as well. */
  replies: { kind: 'understood' | 'answer' | 'unclear' | 'use_buttons'; text: string }[];
}

export interface Possible {
  waits_for: 'review' | 'outline' | 'questions';
  /** Ids of what can only be changed where it is, not removed or moved. */
  fixed: readonly string[];
  /** Ids of which one has to stay. */
  keepOne: readonly string[];
  /** Said when one of these should be removed or moved. */
  fixedNote: string;
  /** Somebody wrote before the outline that waits now was proposed. */
  meantEarlier: boolean;
  /** Said when they agreed to that earlier outline. */
  changedNote: string;
  /** The person pressed a button that asks for a change. */
  mustChange: boolean;
  /** All words of the turn. */
  note: string;
  /** House rules that bind the draft. */
  rules: readonly HouseRule[];
  /** The team's, which the bot speaks. */
  speaks: Language;
}

/**
 * Decides what an understood turn leads to. Pure.
 *
 * Only `change` changes a text, and only `go_on` agrees, to an outline or questions alone: words never approve a draft. A turn that
 * asks for nothing that can be done leaves all as it is and says so.
 */
export function settleUnderstanding(read: Understanding, possible: Possible): Settled {
  const text = read.understood.trim();
  const answer = read.answer?.trim() ?? '';
  const wait = (...replies: Settled['replies']): Settled => ({ next: 'wait', changes: [], replies });
  const change = (): Settled => {
    const permitted = read.changes.filter((c) => against(c, possible) === null);
    const doable = read.intent === 'change' ? doableOf(permitted, possible) : [];
    const refused = [
      ...read.changes.map((c) => against(c, possible)),
      ...(doable.length === 0 ? [forbiddenWish(possible.note, possible.rules)] : []),
    ].flatMap((f) => (f === null ? [] : [refusal(f, possible.speaks)]));
    const kept = [
      ...new Set(refused),
      ...(read.intent === 'change' && doable.length < permitted.length ? [possible.fixedNote] : []),
    ].join(' ');
    if (doable.length === 0 && (!possible.mustChange || refused.length > 0)) {
      return wait({ kind: 'unclear', text: kept || text });
    }
    const changes = doable.length > 0 ? doable : anyChange(read.changes, possible.note);
    const understood = doable.length > 0 && text !== '' ? text : changes.map((c) => c.instruction).join('; ');
    return {
      next: 'change',
      changes,
      replies: [
        { kind: 'understood', text: [understood, kept].filter((t) => t !== '').join(' ') },
        ...(answer === '' ? [] : [{ kind: 'answer' as const, text: answer }]),
      ],
    };
  };
  if (possible.mustChange) {
    if (read.intent === 'approval') return wait({ kind: 'use_buttons', text: '' });
    // What cannot be told or done here is no reason to write everything anew.
    return read.intent === 'unclear' && text !== '' ? wait({ kind: 'unclear', text }) : change();
  }
  switch (read.intent) {
    case 'change':
      return change();
    case 'question':
      return answer === '' ? wait({ kind: 'unclear', text }) : wait({ kind: 'answer', text: answer });
    case 'go_on':
      if (possible.waits_for === 'review') return wait({ kind: 'use_buttons', text: '' });
      if (possible.meantEarlier) return wait({ kind: 'unclear', text: possible.changedNote });
      return { next: 'go_on', changes: [], replies: [{ kind: 'understood', text }] };
    case 'approval':
      return wait({ kind: 'use_buttons', text: '' });
    case 'unclear': {
      const forbidden = forbiddenWish(possible.note, possible.rules);
      return wait({ kind: 'unclear', text: forbidden ? refusal(forbidden, possible.speaks) : text });
    }
    case 'other':
      return wait();
  }
}

/** What a button asks for when nothing of it can be done as read: other words for the parts that were named. */
function anyChange(read: Understanding['changes'], note: string): Understanding['changes'] {
  const named = [...new Set(read.map((c) => c.part))];
  const parts = named.length === 0 || named.includes('all') ? ['all'] : named;
  return parts.map((part) => ({ action: 'change', part, after: null, instruction: note }));
}

/** Each by itself, and all together: who removes every section, one after the other, leaves nothing to read. */
function doableOf(changes: Understanding['changes'], possible: Possible): Understanding['changes'] {
  const doable = changes.filter((c) => canBeDone(c, possible));
  const { keepOne } = possible;
  const gone = new Set(doable.filter((c) => c.action === 'remove').map((c) => c.part));
  const leavesOne = keepOne.some((id) => !gone.has(id)) || doable.some((c) => c.action === 'add');
  if (keepOne.length === 0 || leavesOne) return doable;
  return doable.filter((c) => c.action !== 'remove' || !keepOne.includes(c.part));
}

/** Why it is forbidden what is to be written; a part that goes or moves says nothing new. */
function against(
  { action, instruction }: Understanding['changes'][number],
  { rules }: Possible,
): Forbidden | null {
  return action === 'remove' || action === 'move' ? null : forbiddenWish(instruction, rules);
}

function canBeDone(change: Understanding['changes'][number], { fixed }: Possible): boolean {
  if (change.instruction.trim() === '' && (change.action === 'change' || change.action === 'add'))
    return false;
  if (change.action === 'change' || change.action === 'add') return true;
  if (change.part === 'all' || fixed.includes(change.part)) return false;
  return change.action === 'remove' || (change.after !== null && change.after !== change.part);
}
