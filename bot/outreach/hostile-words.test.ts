import type { KnownBlock, View } from '@slack/types';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Account,
  type Action,
  accountStatuses,
  actionStatuses,
  actionTypes,
  blockers,
} from '../../ports/outreach.ts';
import { slackLimits as limits } from '../../ports/slack-limits.ts';
import { anAccount, anAction, aStatus } from '../../testing/bot/outreach.ts';
import { lintBlocks, lintView } from '../../testing/slack.ts';
import { homeView } from '../home/app-home.ts';
import type { Message } from '../slack/blocks.ts';
import { outreachEn } from '../texts/en/outreach.ts';
import { outreachPtBr } from '../texts/pt-br/outreach.ts';
import { en } from '../texts/texts.ts';
import { accountNotice } from './account-notice.ts';
import { actionCard } from './action-card.ts';
import { addModal } from './add-modal.ts';
import { chooseAccount, noAccount } from './choose-account.ts';
import { configModal } from './config-modal.ts';
import { editModal } from './edit-modal.ts';
import { approvalBlocks, dayBlocks } from './home-section.ts';
import { proposedMessage } from './propose-action.ts';
import { queueMessage } from './queue-message.ts';
import { rescheduleModal } from './reschedule-modal.ts';
import { statusMessage } from './status-message.ts';
import { suppressQuestion } from './suppress-command.ts';
import { termsModal } from './terms.ts';

const people = ['U0MARINA', 'U0LUCIA', 'U0THOMAS', 'U0RENATA'];
const ours = /<@(?:U0MARINA|U0LUCIA|U0THOMAS|U0RENATA)>|<#C0MARKETING>|<!date\^\d+\^[^<>|]+\|[^<>]+>/g;

/** What people could write to be a nuisance. */
const nasty = fc.oneof(
  fc.constantFrom(
    '<!channel>',
    '<@U0PEDRO> <!here|x> <https://evil.example|click>',
    '*b* _i_ ~s~ `c` ```d``` &amp; &lt;!channel&gt;',
    '\u202eabc\u0000',
    '👩‍👩‍👧‍👦'.repeat(400),
    '<'.repeat(3000),
    'x'.repeat(40_000),
    '   ',
  ),
  fc.string({ unit: 'grapheme', maxLength: 400 }),
);
const someAction: fc.Arbitrary<Action> = fc
  .record({
    type: fc.constantFrom(...actionTypes),
    status: fc.constantFrom(...actionStatuses),
    text: fc.option(nasty.map((text) => text.slice(0, 8000))),
    name: fc.option(nasty),
    profile_url: fc.oneof(nasty, fc.constant('https://www.linkedin.com/in/helena')),
    blocked_by: fc.option(fc.constantFrom(...blockers)),
    when: fc.option(fc.constantFrom('2026-11-23T12:47:31Z', 'no date')),
    message: nasty,
    needs_person: fc.boolean(),
    revision: fc.integer({ min: 1, max: 99 }),
  })
  .map((r) =>
    anAction({
      type: r.type,
      status: r.status,
      text: r.text,
      lead: { lead_id: 'l', name: r.name, profile_url: r.profile_url, provider_id: null },
      blocked_by: r.blocked_by,
      retry_at: r.when,
      scheduled_for: r.when,
      executed_at: r.when,
      approved_by: r.when ? 'U0LUCIA' : null,
      approved_at: r.when,
      error: { code: 'x', message: r.message },
      result: { needs_person: r.needs_person, outcome: 'already', resolved_by: 'U0LUCIA' },
      revision: r.revision,
      answers: [
        { kind: 'accepted', text: null, at: r.when ?? '' },
        { kind: 'message', text: r.message, at: r.when ?? '' },
      ],
    }),
  );
const someAccount: fc.Arbitrary<Account> = fc
  .record({
    name: nasty,
    reason: nasty,
    zone: nasty,
    status: fc.constantFrom(...accountStatuses),
    acknowledged: fc.boolean(),
  })
  .map((r) =>
    anAccount({
      name: r.name,
      status: r.status,
      paused_at: '2026-11-22T12:00:00Z',
      pause_reason: r.reason,
      breaker: { reason: r.reason, until: '2026-11-23T12:00:00Z', needs_person: true },
      terms_acknowledged_at: r.acknowledged ? '2026-11-22T12:00:00Z' : null,
      config: { ...anAccount().config, time_zone: r.zone.slice(0, 200), holidays: 'BR-AC' },
    }),
  );
const words = fc.constantFrom(outreachEn, outreachPtBr);

function marked(value: unknown, found: string[] = []): string[] {
  if (Array.isArray(value)) for (const entry of value) marked(entry, found);
  else if (typeof value === 'object' && value !== null) {
    const object = value as Record<string, unknown>;
    if (object.type === 'mrkdwn' && typeof object.text === 'string') found.push(object.text);
    if (object.type === 'broadcast' || object.type === 'usergroup') found.push('<!broadcast>');
    if (object.type === 'user' && !people.includes(String(object.user_id))) found.push('<@stranger>');
    for (const entry of Object.values(object)) marked(entry, found);
  }
  return found;
}

function size(blocks: KnownBlock[]): number {
  let sum = 0;
  const walk = (value: unknown, key: string): void => {
    if (typeof value === 'string' && ['text', 'alt_text'].includes(key)) sum += value.length;
    else if (Array.isArray(value)) for (const entry of value) walk(entry, '');
    else if (typeof value === 'object' && value !== null)
      for (const [k, v] of Object.entries(value)) walk(v, k);
  };
  walk(blocks, '');
  return sum;
}

function expectHarmless(message: Message): void {
  const { blocks } = message;
  expect(lintBlocks(blocks as never, limits.messageBlocks, '/blocks', () => true)).toEqual([]);
  expect(size(blocks)).toBeLessThan(limits.messageCharacters);
  expect(message.text.trim().length).toBeGreaterThan(0);
  expect(message.text.length).toBeLessThanOrEqual(4000);
  for (const text of [message.text, ...marked(blocks)]) {
    expect(text.replaceAll(ours, '')).not.toMatch(/[<>]/);
  }
}

function expectGoodView(view: View): void {
  expect(lintView(view as never, () => true)).toEqual([]);
  for (const text of marked(view.blocks)) expect(text.replaceAll(ours, '')).not.toMatch(/[<>]/);
}

const runs = { numRuns: 60 };
const origin = { channel_id: 'C0MARKETING', response_url: null };

describe('all that people write', () => {
  it('a card shows it as letters and Slack takes it, in every state', () => {
    fc.assert(
      fc.property(someAction, someAccount, words, (action, account, t) => {
        for (const status of actionStatuses) {
          expectHarmless(actionCard({ action: { ...action, status }, account, approvers: people }, t));
        }
        expectHarmless(actionCard({ action, account: null, approvers: [] }, t));
      }),
      runs,
    );
  });

  it('a card shows exactly the words that would be sent', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 8000 }), (text) => {
        const card = actionCard({ action: anAction({ text }), account: null, approvers: [] }, outreachEn);
        const shown = card.blocks.flatMap((block) =>
          block.type === 'rich_text'
            ? block.elements.flatMap((e) =>
                e.type === 'rich_text_preformatted' ? e.elements.map((x) => ('text' in x ? x.text : '')) : [],
              )
            : [],
        );
        expect(shown.join('').replaceAll('\n', '')).toBe(text.replaceAll('\n', ''));
      }),
      runs,
    );
  });

  it('lists, notices, figures and the Home tab take it', () => {
    fc.assert(
      fc.property(
        fc.array(someAction, { maxLength: 30 }),
        someAccount,
        nasty,
        words,
        fc.constantFrom(
          'paused',
          'stopped',
          'resumed',
          'terms_acknowledged',
          'config_changed',
          'breaker_opened',
          'account_status',
          'pending_cap',
          'answered',
          'wants_no_more',
          'answer_refused',
          'turn',
          'unreachable',
          'something_new',
        ),
        (queue, account, reason, t, code) => {
          expectHarmless(queueMessage(queue, t));
          const params = {
            person_id: 'U0LUCIA',
            reason,
            new: reason,
            until: reason,
            changes: [{ field: reason, old: reason, new: [reason] }],
            fits: { at_most: 3, wanted_max: 9 },
            kind: 'message',
            person: reason,
            text: reason,
            cause: reason,
            event_id: 7,
            intent: 'out_of_office',
            may_go_on: true,
          };
          expectHarmless(accountNotice(account, { code, params }, t));
          expectHarmless(accountNotice(account, { code: reason, params: { changes: 'no list' } }, t));
          const status = aStatus({ account });
          expectHarmless(statusMessage(status, { askedBy: 'U0MARINA', pictureId: 'F1', campaigns: [] }, t));
          expectHarmless(statusMessage(status, { askedBy: null, pictureId: null, campaigns: [] }, t));
          const accounts = Array.from({ length: 30 }, (_, i) => ({ ...account, id: `account-${i}` }));
          const all = { all: t.pause.everything };
          expectHarmless(chooseAccount(t.pause.whichPause, 'outreach_pause', accounts, () => 'x', all));
          expectHarmless(noAccount({ kind: 'unknown', word: reason.slice(0, 80) }, accounts, t));
          expectHarmless(suppressQuestion('company', reason, t));
          expectHarmless(proposedMessage({ kind: 'proposed' }, account, reason, t));
          expectHarmless(
            proposedMessage({ kind: 'refused', field: 'text', message: reason || 'x' }, account, reason, t),
          );
          const home = homeView(en, [
            { first: approvalBlocks(queue, t), rest: dayBlocks([status, aStatus()], t) },
          ]);
          expectGoodView(home);
        },
      ),
      runs,
    );
  });

  it('forms stay within what Slack opens', () => {
    fc.assert(
      fc.property(someAction, someAccount, words, (action, account, t) => {
        const ref = { action: action.id, revision: 1, hash: 'b'.repeat(64) };
        const name = (action.lead.name ?? '').slice(0, 120);
        expectGoodView(configModal(account, { ...origin, account_id: account.id, version: 1 }, t));
        expectGoodView(addModal([account, { ...account, id: 'b', tier: 'free' }], [], origin, t));
        const leads = Array.from({ length: 120 }, (_, i) => ({
          lead_id: `l${i}`,
          name: i % 2 ? action.lead.name : null,
          title: account.name,
          company: name,
          profile_url: `https://www.linkedin.com/in/${'a'.repeat(i + 20)}`,
        }));
        expectGoodView(addModal([account], leads, origin, t));
        expectGoodView(termsModal(account, 'C0MARKETING', t));
        const short = { ...action, text: action.text?.slice(0, 3000) ?? null };
        expectGoodView(editModal(short, { ref, channel_id: null, name }, 300, t));
        const when = { date: '2026-11-23', time: '09:00' };
        expectGoodView(rescheduleModal({ ref, channel_id: null, name, zone: 'UTC' }, when, t));
      }),
      runs,
    );
  });
});
