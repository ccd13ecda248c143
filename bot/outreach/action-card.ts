import type { KnownBlock } from '@slack/types';
import type { Account, Action } from '../../ports/outreach.ts';
import {
  actions,
  button,
  confirmation,
  copyable,
  heading,
  type Message,
  mention,
  quoted,
  safeText,
  said,
  small,
  words,
} from '../slack/blocks.ts';
import type { OutreachTexts } from '../texts/en/outreach.ts';
import { outreachActions, refOf } from './action-ref.ts';
import { authorOf, heldReason, leadName, standing } from './describe-action.ts';
import { when } from './when.ts';

interface CardView {
  action: Action;
  account: Account | null;
  approvers: string[];
}

/** LinkedIn's limit of a message; a card holds it whole. */
const TEXT_MAX = 8000;

/** The card of one action, drawn only from the database's state. */
export function actionCard(view: CardView, t: OutreachTexts): Message {
  const { action, account } = view;
  const by = [
    `${t.card.by} ${authorOf(action)}`,
    ...(account ? [`${t.card.account}: ${safeText(account.name, 150)}`] : []),
    ...(action.revision > 1 ? [t.card.revision(action.revision)] : []),
  ];
  return {
    text: t.card.fallback(t.types[action.type], safeText(personOf(action, t), 150), t.status[action.status]),
    blocks: [
      heading(t.card.heading(action.type)),
      recipient(action, t),
      small(by.join(' · ')),
      ...exactText(action, t),
      ...stateBlocks(view, t),
      ...answerBlocks(action, t),
    ],
  };
}

function recipient(action: Action, t: OutreachTexts): KnownBlock {
  const { profile_url, erased_at } = action.lead;
  if (erased_at) return words(`${t.card.to}: `, { text: t.erased.person, bold: true });
  const linked = URL.canParse(profile_url) && profile_url.length <= 300 && /^https:/.test(profile_url);
  return {
    type: 'rich_text',
    elements: [
      {
        type: 'rich_text_section',
        elements: [
          { type: 'text', text: `${t.card.to}: ` },
          { type: 'text', text: leadName(action) || '…', style: { bold: true } },
          { type: 'text', text: ' ' },
          linked
            ? { type: 'link', url: profile_url, text: profile_url }
            : { type: 'text', text: profile_url.slice(0, 300) || '…' },
        ],
      },
    ],
  };
}

/** In preformatted blocks, which change no character and read no markup. */
function exactText(action: Action, t: OutreachTexts): KnownBlock[] {
  if (action.lead.erased_at) return [small(t.erased.words)];
  if (action.text !== null && action.text !== '') {
    return [said(`*${t.card.text}*`), ...copyable(action.text, TEXT_MAX)];
  }
  if (action.type === 'send_invite') return [said(t.card.invitationWithoutNote)];
  if (action.type === 'withdraw_invite') return [said(t.card.withdrawal)];
  return [said(t.card.visitWithoutWords)];
}

function stateBlocks({ action, approvers }: CardView, t: OutreachTexts): KnownBlock[] {
  const c = t.card;
  const executed = when(action.executed_at, t);
  switch (action.status) {
    case 'pending_approval':
      return [
        ...counted(action, t),
        ...groupLines(action, t),
        approvers.length > 0
          ? said(c.review(approvers.slice(0, 20).map(mention).join(' ')))
          : said(c.nobodyMayApprove),
        ...(action.approval?.reachable === false ? [said(`*${c.unreachable}*`)] : []),
        decisionButtons(action, t),
      ];
    case 'approved':
    case 'scheduled':
      return [
        said(`*${approval(action, t)}*\n${standing(action, t)}`),
        actions(
          'outreach',
          button(outreachActions.reschedule, c.reschedule, ref(action)),
          ...(editable(action) ? [button(outreachActions.edit, c.edit, ref(action))] : []),
          cancelButton(action, t),
        ),
      ];
    case 'dispatching':
      return [said(`*${c.dispatching}*`), small(approval(action, t))];
    case 'completed':
      return [
        said(`*${action.result?.outcome === 'already' ? c.alreadyThere : c.completed(executed)}*`),
        ...(typeof action.result?.resolved_by === 'string'
          ? [small(c.saidBy(mention(action.result.resolved_by)))]
          : []),
        ...(action.approved_by === null ? [] : [small(approval(action, t))]),
      ];
    case 'failed':
      return [said(`*${c.failed(whyUnsent(action.error, t))}*`)];
    case 'unknown':
      return unknownBlocks(action, approvers, executed, t);
    case 'not_sent':
      return [
        said(`*${c.notSent}*`),
        ...(action.error ? [small(c.because(whyUnsent(action.error, t)))] : []),
        ...(action.lead.erased_at ? [] : [...counted(action, t), sendAgain(action, t)]),
      ];
    case 'cancelled':
      return [said(`*${action.error?.code === 'rejected' ? c.rejected : c.cancelled}*`), ...noteOf(action)];
    case 'skipped':
      return [said(`*${c.skipped(skipReason(action, t))}*`)];
    case 'expired':
      return [said(`*${c.expired}*`)];
    case 'suppressed':
      return [said(`*${c.suppressed}*`)];
  }
}

const personOf = (action: Action, t: OutreachTexts): string =>
  action.lead.erased_at ? t.erased.person : leadName(action);

/** The newest answers; all of them stand under the card as messages of their own. */
const ANSWERS_SHOWN = 3;

function answerBlocks({ answers, lead }: Action, t: OutreachTexts): KnownBlock[] {
  if (lead.erased_at) return [];
  return answers.slice(-ANSWERS_SHOWN).flatMap(({ kind, text, at }): KnownBlock[] => {
    const date = when(at, t);
    if (kind === 'accepted') return [said(`*${t.card.accepted(date)}*`)];
    return [said(`*${t.card.replied(date)}*`), ...replyWords(text, 500, t)];
  });
}

/** A stranger's words, as letters. */
export function replyWords(text: string | null, max: number, t: OutreachTexts): KnownBlock[] {
  return (text ?? '').trim() === '' ? [small(t.event.replyWithoutText)] : [quoted(text ?? '', max)];
}

export function decisionButtons(action: Action, t: OutreachTexts, blockId = 'outreach'): KnownBlock {
  return actions(
    blockId,
    button(outreachActions.approve, t.card.approve, ref(action), { style: 'primary' }),
    ...(editable(action) ? [button(outreachActions.edit, t.card.edit, ref(action))] : []),
    button(outreachActions.reject, t.card.reject, ref(action), {
      style: 'danger',
      confirm: confirmation(t.card.confirmReject, 'danger'),
    }),
  );
}

/** The governor looks twice, minutes apart; what it cannot see then is for a person to say. */
function unknownBlocks(
  action: Action,
  approvers: string[],
  executed: string,
  t: OutreachTexts,
): KnownBlock[] {
  const c = t.card;
  if (action.result?.needs_person !== true) return [said(`*${c.unknown(executed)}*`)];
  const people = [action.author_id, ...approvers].slice(0, 20).map(mention).join(' ');
  return [
    said(`*${c.stillUnknown(executed)}*\n${c.unknownAsk(people)}`),
    actions(
      'outreach',
      button(outreachActions.wasSent, c.wasSent, ref(action)),
      button(outreachActions.wasNotSent, c.wasNotSent, ref(action), {
        confirm: confirmation(c.confirmNotSent, 'danger'),
      }),
    ),
  ];
}

/** How many have approved while others still have to. */
function counted({ approvals, quorum }: Action, t: OutreachTexts): KnownBlock[] {
  if (approvals.length === 0) return [];
  return [said(`*${t.card.quorum(approvals.length, quorum, approvals.map(mention).join(', '))}*`)];
}

/** Of two groups: how many each has given, and which is waited for. */
function groupLines({ approval }: Action, t: OutreachTexts): KnownBlock[] {
  if (!approval || approval.groups.length < 2) return [];
  const lines = approval.groups.map((group) => {
    const name = safeText(group.name ?? '', 40);
    const given = group.approvals.length;
    const state =
      given >= group.quorum ? t.card.groupDone : group.open ? t.card.groupWaits : t.card.groupComesNext;
    return state(name, given, group.quorum);
  });
  return [said(lines.join('\n'))];
}

/** What certainly was not sent may be approved once more, by a person, with the same words. */
function sendAgain(action: Action, t: OutreachTexts): KnownBlock {
  return actions('outreach', button(outreachActions.approve, t.card.approveAgain, ref(action)));
}

export function cancelButton(action: Action, t: OutreachTexts, actionId: string = outreachActions.cancel) {
  return button(actionId, t.card.cancel, ref(action), {
    style: 'danger',
    confirm: confirmation(t.card.confirmCancel, 'danger'),
  });
}

function approval(action: Action, t: OutreachTexts): string {
  if (action.approved_by === null) return t.status[action.status];
  return t.card.approvedBy(mention(action.approved_by), when(action.approved_at, t));
}

function skipReason(action: Action, t: OutreachTexts): string {
  const held = heldReason({ blocked_by: action.blocked_by, retry_at: null }, t);
  if (held === null) return whyUnsent(action.error, t);
  return held.replace(` (${t.retryUnknown})`, '');
}

/** The provider's own name for it stands behind the words, for who looks it up there. */
function whyUnsent(error: Action['error'], t: OutreachTexts): string {
  const own: Record<string, string> = t.unsent;
  if (error && Object.hasOwn(own, error.code)) return own[error.code] ?? '';
  const words = t.refused[error?.class ?? 'unknown'];
  return error?.code ? `${words} (${safeText(error.code, 100)})` : words;
}

/** What the person wrote who rejected it. */
function noteOf({ error }: Action): KnownBlock[] {
  const note = error?.code === 'rejected' ? error.message.trim() : '';
  return note === '' ? [] : [quoted(note, 1000)];
}

function editable(action: Action): boolean {
  return action.type === 'send_invite' || action.type === 'send_message';
}

function ref(action: Action): string {
  return JSON.stringify(refOf(action));
}
