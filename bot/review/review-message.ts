import type { KnownBlock } from '@slack/types';
import type { ReviewOutcome } from '../../ports/content.ts';
import { dateToken, type Message, mention, quoted, safeText, said } from '../slack/blocks.ts';
import type { Texts } from '../texts/texts.ts';
import { NOTE_MAX } from './changes-modal.ts';

/** Why a press decided nothing, for the person who pressed. Pure. */
export function reviewMessage(
  version: number,
  outcome: ReviewOutcome,
  currentCardLink: string | null,
  note: string | null,
  texts: Texts,
): Message {
  const t = texts.review;
  const line = sentence(version, outcome, currentCardLink, texts);
  const blocks: KnownBlock[] = [said(line)];
  if (note !== null) blocks.push(said(t.yourNote), quoted(note, NOTE_MAX));
  return { text: line, blocks };
}

function sentence(version: number, outcome: ReviewOutcome, link: string | null, texts: Texts): string {
  const t = texts.review;
  switch (outcome.outcome) {
    case 'superseded':
      return t.superseded(
        version,
        outcome.current_version,
        link === null ? null : `<${link}|${t.openCurrent}>`,
      );
    case 'already_decided': {
      const { standing } = outcome;
      if (!standing) {
        // No one has decided: the job works on what a person wrote.
        const isBusy = outcome.job_status === 'queued' || outcome.job_status === 'running';
        return isBusy ? t.alreadyDecided.busy : t.alreadyDecided.other(statusName(outcome.job_status, texts));
      }
      return t.alreadyDecided[standing.decision](
        mention(standing.reviewer_id),
        dateToken(standing.created_at, texts.locale),
      );
    }
    case 'not_allowed':
      return isClosed(outcome)
        ? refusal(outcome, texts)
        : `${refusal(outcome, texts)} ${whoMay(outcome, texts)}`;
    case 'decided':
    case 'quorum_pending':
      return t.recordedAfterAll;
  }
}

/** No one may: another person is no way out. */
function isClosed({ reason }: ReviewOutcome): boolean {
  return (
    reason === 'closed' || reason === 'no_final_files' || reason === 'unverified' || reason === 'group_unread'
  );
}

function refusal(outcome: ReviewOutcome, texts: Texts): string {
  const t = texts.review.notAllowed;
  switch (outcome.reason) {
    case 'requester':
      return t.requester;
    case 'token_owner':
      return t.tokenOwner;
    case 'guest':
      return t.guest;
    case 'already_approved':
      return t.alreadyApproved(outcome.approvals, outcome.quorum);
    case 'not_yet':
      // Only groups with names have an order.
      return t.notYet(safeText(outcome.approval.groups[0]?.name ?? '', 40));
    case 'enough':
      return t.enough;
    case 'group_unread':
      return t.groupUnread;
    case 'author':
      return t.author;
    case 'closed':
      return t.closed;
    case 'no_final_files':
      return t.noFinalFiles;
    case 'unverified':
      return t.unverified;
    default:
      return t.role;
  }
}

function whoMay(outcome: ReviewOutcome, texts: Texts): string {
  const t = texts.review;
  return outcome.approvers.length === 0
    ? t.nobodyMay
    : t.whoMay(outcome.approvers.slice(0, 20).map(mention).join(', '));
}

function statusName(status: string, texts: Texts): string {
  const names: Record<string, string> = texts.job.status;
  return names[status] ?? status;
}
