import { describe, expect, it } from 'vitest';
import type { OutreachForBot } from '../../../ports/outreach.ts';
import { slackLimits } from '../../../ports/slack-limits.ts';
import { anAccount, outreachDesk } from '../../../testing/bot/outreach.ts';
import { lintBlocks, lintView } from '../../../testing/slack.ts';
import { outreachEn as t } from '../../texts/en/outreach.ts';
import { outreachPtBr as pt } from '../../texts/pt-br/outreach.ts';
import { accountNotice } from '../account-notice.ts';
import { goOnAction, submitGoOn } from './go-on.ts';
import { goOnForm } from './go-on-form.ts';

const reply = {
  kind: 'message',
  person: 'Marta Reis',
  text: 'Estou de férias',
  event_id: 7,
  person_id: 'U0LUCIA',
};
const lineOf = (params: object, texts = t) =>
  accountNotice(anAccount(), { code: 'answered', params: { ...reply, ...params } }, texts);
const hasButton = (params: object) => JSON.stringify(lineOf(params)).includes('outreach_campaign_go_on');

describe('the line of a message that stopped a campaign', () => {
  it('offers to let the campaign go on, and says when the person reads as away', () => {
    const away = lineOf({ intent: 'out_of_office', may_go_on: true });
    expect(lintBlocks(away.blocks, slackLimits.messageBlocks, '/blocks', () => true)).toEqual([]);
    expect(JSON.stringify(away)).toContain(t.event.readsAway);
    expect(hasButton({ intent: 'out_of_office', may_go_on: true })).toBe(true);
    expect(hasButton({ intent: 'other', may_go_on: true })).toBe(true);
  });

  it('offers it neither where nothing is left to go on with, nor to a person who wants no more', () => {
    expect(hasButton({ intent: 'out_of_office', may_go_on: false })).toBe(false);
    expect(hasButton({ intent: 'unsubscribe', may_go_on: true })).toBe(false);
    expect(hasButton({})).toBe(false);
  });

  it.each([
    ['en', t],
    ['pt-BR', pt],
  ])('says in %s who let it go on, and from when', (_, texts) => {
    const line = lineOf(
      { went_on_by: 'U0LEO', went_on_from: '2026-11-25T12:00:00Z', may_go_on: true },
      texts,
    );
    expect(JSON.stringify(line)).toContain('<@U0LEO>');
    expect(JSON.stringify(line)).toContain(String(Date.parse('2026-11-25T12:00:00Z') / 1000));
    expect(JSON.stringify(line)).not.toContain('outreach_campaign_go_on');
    expect(lintView(goOnForm({ event: '7', name: 'Marta Reis' }, texts) as never, () => true)).toEqual([]);
  });
});

describe('letting a campaign go on', () => {
  type Answer = Awaited<ReturnType<OutreachForBot['letCampaignGoOn']>>;
  const submitted = async (answer: Answer | Promise<Answer>, date: string | null) => {
    const asked: unknown[] = [];
    const { outreachDesk: desk } = outreachDesk({
      letCampaignGoOn: async (p) => {
        asked.push(p);
        return answer;
      },
    });
    const acks: unknown[] = [];
    await submitGoOn(desk)({
      ack: async (a?: unknown) => void acks.push(a),
      body: { team: { id: 'T0GREENLIGHT' }, user: { id: 'U0LEO' } },
      view: {
        id: 'V1',
        team_id: 'T0GREENLIGHT',
        private_metadata: JSON.stringify({ event: '7', name: 'Marta' }),
        state: { values: { date: { date: { selected_date: date } } } },
      },
    } as never);
    return { asked, acks };
  };

  it('passes the day that was chosen, or none, and closes the form', async () => {
    const done: Answer = { outcome: 'done', reason: null, from: '2026-12-07T12:00:00Z' };
    const { asked, acks } = await submitted(done, '2026-12-06');
    expect(asked).toEqual([
      { team_id: 'T0GREENLIGHT', event_id: '7', person_id: 'U0LEO', not_before: '2026-12-06' },
    ]);
    expect(acks).toEqual([undefined]);
    expect((await submitted(done, null)).asked).toMatchObject([{ not_before: null }]);
  });

  it.each([
    ['refused', 'newer_reply', t.campaigns.goOn.errors.newer_reply],
    ['not_allowed', 'role', t.campaigns.goOn.errors.role],
    ['not_found', null, t.campaigns.goOn.errors.gone],
  ] as const)('keeps the form open when it is %s (%s), and says why', async (outcome, reason, date) => {
    const { acks } = await submitted({ outcome, reason, from: null }, null);
    expect(acks).toEqual([{ response_action: 'errors', errors: { date } }]);
  });

  it('answers in time, and keeps the form open, where the database says nothing', async () => {
    const { acks } = await submitted(new Promise<Answer>(() => {}), null);
    expect(acks).toEqual([{ response_action: 'errors', errors: { date: t.outcome.notRecorded } }]);
  });

  it('opens its form from the button', async () => {
    const { outreachDesk: desk, calls } = outreachDesk({}, { 'views.open': async () => ({ ok: true }) });
    await goOnAction(desk)({
      ack: async () => undefined,
      body: {
        team: { id: 'T0GREENLIGHT' },
        user: { id: 'U0LEO' },
        trigger_id: 'trigger-1',
        actions: [
          { value: JSON.stringify({ event: '7', name: 'Marta' }), action_id: 'outreach_campaign_go_on' },
        ],
      },
    } as never);
    expect(JSON.stringify(calls)).toContain('outreach_go_on_from');
  });
});
