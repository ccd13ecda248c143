import type { ActionOutcome } from '../../ports/outreach.ts';
import { mention, safeText } from '../slack/blocks.ts';
import type { OutreachTexts } from '../texts/en/outreach.ts';

/** The sentence for the person who pressed; null: it is done, and the redrawn card shows it. */
export function outcomeLine(outcome: ActionOutcome, t: OutreachTexts): string | null {
  const status = outcome.action ? t.status[outcome.action.status] : '';
  const o = t.outcome;
  switch (outcome.outcome) {
    case 'decided':
      return outcome.reason === 'suppressed' ? o.suppressed : null;
    case 'quorum_pending':
      return null;
    case 'edited':
      return outcome.reason === 'same_text' ? t.edit.errors.same : null;
    case 'already_decided':
      return o.alreadyDecided(status);
    case 'superseded':
      return o.superseded;
    case 'not_allowed':
      // Of the words no other person's press would make more.
      if (isOfWords(outcome) || outcome.reason === 'already_approved' || outcome.reason === 'group_unread')
        return notAllowed(outcome, t);
      return [notAllowed(outcome, t), whoMay(outcome, t)].filter(Boolean).join(' ');
    case 'wrong_state':
      return outcome.reason === 'duplicate' ? t.add.errors.duplicate : o.wrongState(status);
    case 'not_found':
      return o.notFound;
  }
}

function isOfWords({ reason }: ActionOutcome): boolean {
  return reason === 'placeholder' || reason === 'unseen' || reason === 'duplicate';
}

function notAllowed({ reason, found, action }: ActionOutcome, t: OutreachTexts): string {
  const o = t.outcome;
  switch (reason) {
    case 'author':
      return o.author;
    case 'role':
      return o.role;
    case 'already_approved':
      return o.alreadyApproved(action?.approvals.length ?? 1, action?.quorum ?? 1);
    case 'guest':
      return o.guest;
    case 'not_yet':
      return o.notYet(safeText(action?.approval?.groups[0]?.name ?? '', 40));
    case 'enough':
      return o.enough;
    case 'group_unread':
      return o.groupUnread;
    case 'suppressed':
      return o.suppressed;
    case 'placeholder':
      return o.placeholder(safeText(found ?? '', 150));
    case 'unseen':
      return o.unseen;
    case 'duplicate':
      return t.add.errors.duplicate;
    default:
      return o.notAllowed;
  }
}

function whoMay({ approvers }: ActionOutcome, t: OutreachTexts): string {
  return approvers.length === 0 ? '' : t.outcome.whoMay(approvers.slice(0, 20).map(mention).join(' '));
}
