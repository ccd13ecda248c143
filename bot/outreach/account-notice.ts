import type { KnownBlock } from '@slack/types';
import { z } from 'zod';
import type { Account } from '../../ports/outreach.ts';
import {
  actions,
  button,
  confirmation,
  type Message,
  mention,
  quoted,
  safeText,
  said,
  small,
} from '../slack/blocks.ts';
import type { OutreachTexts } from '../texts/en/outreach.ts';
import { replyWords } from './action-card.ts';
import { outreachActions } from './action-ref.ts';
import { campaignActions } from './campaigns/campaign-actions.ts';
import { changeLines } from './config-words.ts';
import { when } from './when.ts';

/** What happened to an account; the parameters are the database's. */
interface AccountEvent {
  code: string;
  params: Record<string, unknown>;
}

const params = z.looseObject({
  person_id: z.string().nullish().catch(null),
  reason: z.string().nullish().catch(null),
  /** Of a status: the one that it has now. */
  new: z.string().nullish().catch(null),
  cause: z.string().nullish().catch(null),
  /** Of an answer: what it is, who gave it, and the words. */
  kind: z.string().nullish().catch(null),
  person: z.string().nullish().catch(null),
  profile_url: z.string().nullish().catch(null),
  text: z.string().nullish().catch(null),
  event_id: z.number().nullish().catch(null),
  /** What an agent took it for, whether the campaign may go on despite it, and who let it. */
  intent: z.string().nullish().catch(null),
  may_go_on: z.boolean().nullish().catch(null),
  went_on_by: z.string().nullish().catch(null),
  went_on_from: z.string().nullish().catch(null),
  /** Of unanswered invitations. */
  max: z.number().nullish().catch(null),
  withdrawn_after_days: z.number().nullish().catch(null),
  needs_person: z.boolean().nullish().catch(null),
  until: z.string().nullish().catch(null),
  admins: z.array(z.string()).optional().catch(undefined),
  people: z.array(z.string()).optional().catch(undefined),
  group: z.string().optional().catch(undefined),
  /** Of a campaign: its name. */
  campaign: z.string().optional().catch(undefined),
  changes: z
    .array(z.looseObject({ field: z.string(), old: z.unknown(), new: z.unknown() }))
    .optional()
    .catch(undefined),
  fits: z.looseObject({ at_most: z.number(), wanted_max: z.number() }).nullish().catch(null),
});

/** Longer replies are read on LinkedIn; Slack takes 3,000 in a block. */
const REPLY_MAX = 2500;

/** One message about an account that the whole channel sees. */
export function accountNotice(account: Account, event: AccountEvent, t: OutreachTexts): Message {
  const p = params.parse(event.params);
  const governor = p.person_id === 'governor' || !p.person_id;
  const by = governor ? t.pause.governor : mention(p.person_id ?? '');
  const name = `*${safeText(account.name, 150)}*`;
  const blocks = noticeBlocks(account, event.code, { ...p, by, name }, t);
  const first = blocks.find((b) => b.type === 'section');
  const text = first?.type === 'section' ? (first.text?.text ?? '') : '';
  return { text: text.replaceAll('*', '') || safeText(account.name, 150), blocks };
}

/** A resume does not end a breaker before its time. Undefined: none is open. */
export function breakerThatLasts({ name, breaker }: Account, t: OutreachTexts): string | undefined {
  const until = when(breaker?.until ?? null, t);
  return until === '' ? undefined : t.pause.breakerLasts(`*${safeText(name, 150)}*`, until);
}

function noticeBlocks(
  account: Account,
  code: string,
  p: z.infer<typeof params> & { by: string; name: string },
  t: OutreachTexts,
): KnownBlock[] {
  const known = Object.hasOwn(t.event.providerSignals, p.cause ?? '')
    ? t.event.providerSignals[p.cause ?? '']
    : undefined;
  const reason = known ?? p.reason ?? '';
  const until = when(p.until ?? null, t);
  const campaign = `*${safeText(p.campaign ?? '', 100)}*`;
  switch (code) {
    case 'erased':
      return [small(t.erased.notice)];
    case 'paused':
      return [said(t.pause.paused(p.by, p.name)), ...because(reason, t), small(t.pause.inFlight)];
    case 'stopped':
      return [said(t.pause.pausedAll(p.by)), ...because(reason, t), small(t.pause.inFlight)];
    case 'resumed':
      return [said(t.pause.resumed(p.by, p.name)), small(breakerThatLasts(account, t) ?? t.pause.freshGap)];
    case 'team_resumed':
      return [said(t.pause.resumedAll(p.by)), small(t.pause.freshGap)];
    case 'answered': {
      const who = whoOf(p);
      return p.kind === 'accepted'
        ? [said(t.event.accepted(p.by, who))]
        : [said(t.event.replied(p.by, who)), ...replyWords(p.text ?? null, REPLY_MAX, t), ...goingOn(p, t)];
    }
    case 'campaign_paused':
      return [said(t.campaigns.steer.paused(p.by, campaign)), small(t.campaigns.steer.inFlight)];
    case 'campaign_resumed':
      return [said(t.campaigns.steer.resumed(p.by, campaign))];
    case 'campaign_ended':
      return p.person_id
        ? [said(t.campaigns.steer.ended(p.by, campaign)), small(t.campaigns.steer.inFlight)]
        : [
            said(
              t.campaigns.steer.finished(
                campaign,
                t.campaigns.endReasons[p.reason ?? ''] ?? safeText(p.reason ?? '', 100),
              ),
            ),
          ];
    case 'wants_no_more':
      return [
        said(t.event.wantsNoMore(p.by, whoOf(p))),
        actions(
          'outreach_suppress_writer',
          button(outreachActions.suppressWriter, t.suppress.button, String(p.event_id ?? ''), {
            style: 'danger',
            confirm: confirmation(t.suppress.confirm, 'danger'),
          }),
        ),
      ];
    case 'answer_refused': {
      const reasons: Partial<Record<string, string>> = t.event.answerRefusals;
      const why = Object.hasOwn(reasons, p.cause ?? '')
        ? (reasons[p.cause ?? ''] ?? '')
        : safeText(p.cause ?? '', 60);
      return [said(t.event.answerRefused(p.by, whoOf(p), why))];
    }
    case 'turn': {
      const people = (p.people ?? []).slice(0, 20).map(mention).join(' ');
      return [said(t.event.turn(people, safeText(p.group ?? '', 40)).trim())];
    }
    case 'unreachable':
      return [said(t.event.unreachable((p.admins ?? []).slice(0, 20).map(mention).join(' ')).trim())];
    case 'terms_acknowledged':
      return [said(`${p.name}: ${t.terms.done(p.by)}`)];
    case 'config_changed':
      return [
        said(`${p.name}: ${t.config.saved(p.by)}`),
        ...changeLines(p.changes ?? [], t),
        ...(p.fits && p.fits.at_most < p.fits.wanted_max
          ? [said(t.config.atMost(p.fits.at_most, p.fits.wanted_max))]
          : []),
        ...termsBlocks(account, t),
      ];
    case 'pending_cap':
      return [
        said(t.event.pendingCap(p.by, p.name, p.max ?? 0)),
        small(t.event.pendingRoom(p.withdrawn_after_days ?? null)),
      ];
    case 'breaker_opened':
      return [
        said(t.event.breakerOpened(p.name, signal(reason, t))),
        ...(p.needs_person
          ? [small(t.statusView.breakerNeedsPerson)]
          : until === ''
            ? []
            : [small(t.statusView.breakerUntil(until))]),
      ];
    case 'account_status': {
      const names: Record<string, string> = t.accountStatus;
      const status = p.new ?? account.status;
      return [said(t.event.accountStatus(p.name, names[status] ?? safeText(status, 100)))];
    }
    default:
      return [said(t.event.other(p.name, safeText(code.replaceAll('_', ' '), 100))), ...because(reason, t)];
  }
}

/** Whether the campaign goes on despite a message; who asks for no more has a line of their own. */
function goingOn(p: z.infer<typeof params>, t: OutreachTexts): KnownBlock[] {
  if (p.went_on_by) return [said(t.event.wentOn(mention(p.went_on_by), when(p.went_on_from ?? null, t)))];
  if (!p.may_go_on || p.intent === 'unsubscribe') return [];
  return [
    ...(p.intent === 'out_of_office' ? [small(t.event.readsAway)] : []),
    actions(
      'outreach_go_on',
      button(
        campaignActions.goOn,
        t.campaigns.goOn.button,
        JSON.stringify({ event: String(p.event_id ?? ''), name: nameOf(p).slice(0, 150) }),
      ),
    ),
  ];
}

/** The person outside, as LinkedIn names them. */
const nameOf = ({ person, profile_url }: z.infer<typeof params>): string =>
  person?.trim() || profile_url?.split('/').at(-1) || '?';
const whoOf = (p: z.infer<typeof params>): string => `*${safeText(nameOf(p), 150)}*`;

/** The provider's word for a warning, in words. */
export function signal(code: string, t: OutreachTexts): string {
  const names = t.event.providerSignals;
  return (Object.hasOwn(names, code) ? names[code] : undefined) ?? safeText(code, 200);
}

/** Asks the owner to accept LinkedIn's rules; empty when that is done. */
export function termsBlocks(account: Account, t: OutreachTexts): KnownBlock[] {
  if (account.terms_acknowledged_at !== null) return [];
  return [
    said(t.terms.needed(mention(account.owner_id))),
    actions('outreach_terms', button(outreachActions.terms, t.terms.button, account.id)),
  ];
}

function because(reason: string, t: OutreachTexts): KnownBlock[] {
  return reason.trim() === '' ? [] : [small(t.pause.reason), quoted(reason, 500)];
}
