import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Campaign, CampaignBrief, CampaignStarted, OutreachForBot } from '../../../ports/outreach.ts';
import { slackLimits } from '../../../ports/slack-limits.ts';
import { anAccount, aStatus, outreachDesk } from '../../../testing/bot/outreach.ts';
import { lintBlocks, lintView } from '../../../testing/slack.ts';
import { outreachEn as t } from '../../texts/en/outreach.ts';
import { outreachPtBr as pt } from '../../texts/pt-br/outreach.ts';
import { statusMessage } from '../status-message.ts';
import { campaignCard } from './campaign-card.ts';
import { campaignForm, countAction, submitCampaign } from './campaign-command.ts';
import { type CampaignForm, campaignModal, emptyForm } from './campaign-modal.ts';
import { type FormValues, formOf, readCampaign } from './read-campaign.ts';
import { listCampaigns, steerCampaignAction, steerCommand } from './steer-campaign.ts';

const filled: CampaignForm = {
  ...emptyForm('en'),
  account: 'account-1',
  name: 'Feira de maio',
  purpose: 'Conversa sobre implantes',
  audience: 'tag:feira',
};

function aCampaign(change: Partial<Campaign> = {}): Campaign {
  return {
    id: 'campaign-1',
    team_id: 'T0GREENLIGHT',
    account_id: 'account-1',
    account_name: 'Renata',
    name: 'Feira de maio',
    purpose: 'Conversa',
    language: 'pt-BR',
    filter: { tag: 'feira' },
    steps: [
      { kind: 'view_profile', with_words: false, after: 'previous_sent', wait_days: 0 },
      { kind: 'send_invite', with_words: true, after: 'previous_sent', wait_days: 1 },
      { kind: 'send_message', with_words: true, after: 'accepted', wait_days: 2 },
    ],
    stop_on: [],
    weight: 1,
    per_company_week: 2,
    status: 'running',
    person_id: 'U0MARINA',
    channel_id: 'C0SALES',
    thread_ts: '1.1',
    paused_at: null,
    paused_by: null,
    ended_at: null,
    ended_by: null,
    end_reason: null,
    created_at: '2026-11-22T12:00:00Z',
    people: 40,
    by_status: { active: 20, replied: 3 },
    reasons: { suppressed: 1, by_person: 2 },
    invited: 20,
    written_to: 20,
    accepted: 8,
    replied: 3,
    sent: { 1: 30, 2: 20, 3: 5 },
    unknown: 1,
    next_at: '2026-11-23T12:00:00Z',
    ...change,
  };
}

/** As Slack sends it. */
function valuesOf(form: CampaignForm): FormValues {
  const chosen = ['account', 'language', 'invitation', 'weight'];
  const ticked = ['visit', 'company_reply'];
  return Object.fromEntries(
    Object.entries(form).map(([id, value]) => [
      id,
      {
        [id]: ticked.includes(id)
          ? { selected_options: value ? [{ value: id }] : [] }
          : chosen.includes(id)
            ? { selected_option: { value: String(value) } }
            : { value: String(value) },
      },
    ]),
  );
}

function sent(
  desk: ReturnType<typeof outreachDesk>['outreachDesk'],
  form: CampaignForm,
  channel_id: string | null = 'C0SALES',
) {
  const acks: unknown[] = [];
  const args = {
    ack: async (answer?: unknown) => void acks.push(answer),
    body: { team: { id: 'T0GREENLIGHT' }, user: { id: 'U0MARINA' } },
    view: {
      id: 'V1',
      team_id: 'T0GREENLIGHT',
      private_metadata: JSON.stringify({ channel_id, response_url: null }),
      state: { values: valuesOf(form) },
    },
  };
  return submitCampaign(desk)(args as never).then(() => acks);
}

const started: CampaignStarted = { outcome: 'started', reason: null, params: {}, campaign: aCampaign() };
const asked = {
  teamId: 'T0GREENLIGHT',
  userId: 'U0MARINA',
  triggerId: 'trigger-1',
  to: { user_id: 'U0MARINA', channel_id: 'C0SALES' },
};

describe('readCampaign()', () => {
  it('makes the steps of what is chosen: visit, invitation, message after the acceptance, follow-ups', () => {
    const read = readCampaign({ ...filled, second_follow_up: '7' }, t);
    expect(read).toMatchObject({
      read: {
        filter: { tag: 'feira' },
        per_company_week: 2,
        weight: 1,
        steps: [
          { kind: 'view_profile', with_words: false },
          { kind: 'send_invite', with_words: true, wait_days: 1 },
          { kind: 'send_message', after: 'accepted', wait_days: 1 },
          { kind: 'send_message', after: 'previous_sent', wait_days: 5 },
          { kind: 'send_message', after: 'previous_sent', wait_days: 7 },
        ],
      },
    });
  });

  it('writes to people who are connected already where no one is invited', () => {
    const read = readCampaign(
      { ...filled, visit: false, invitation: 'none', message: '0', follow_up: '', per_company: '' },
      t,
    );
    expect(read).toMatchObject({
      read: {
        per_company_week: null,
        steps: [{ kind: 'send_message', after: 'previous_sent', wait_days: 0 }],
      },
    });
  });

  it.each([
    [{ audience: 'city:Recife' }, 'audience'],
    [{ audience: 'score:high' }, 'audience'],
    [{ message: '61' }, 'message'],
    [{ message: '1.5' }, 'message'],
    [{ message: '', follow_up: '3' }, 'follow_up'],
    [{ follow_up: '', second_follow_up: '3' }, 'second_follow_up'],
    [{ per_company: '0' }, 'per_company'],
    [{ visit: false, invitation: 'none', message: '', follow_up: '' }, 'invitation'],
  ])('says under its field what is wrong with %j', (change, field) => {
    expect(Object.keys((readCampaign({ ...filled, ...change }, t) as { errors: object }).errors)).toEqual([
      field,
    ]);
  });

  it('formOf() reads what campaignModal() shows again', () => {
    expect(formOf(valuesOf(filled))).toEqual(filled);
  });
});

describe('the form of a campaign', () => {
  it('opens, and counts the people while what was typed stays', async () => {
    const previews: unknown[] = [];
    const made = outreachDesk(
      {
        listAccounts: async () => [anAccount()],
        previewAudience: async (_, p) => {
          previews.push(p);
          return { matching: 9, chosen: 7, left_out: { suppressed: 2 }, first: ['Ana *Lima*', null] };
        },
      },
      { 'views.open': async () => ({ ok: true }), 'views.update': async () => ({ ok: true }) },
    );
    await campaignForm(made.outreachDesk, asked, t);
    const opened = made.calls.find((c) => c.method === 'views.open');
    expect(lintView(opened?.args.view as never, () => true)).toEqual([]);
    const body = {
      team: { id: 'T0GREENLIGHT' },
      user: { id: 'U0MARINA' },
      view: {
        id: 'V1',
        private_metadata: JSON.stringify({ channel_id: null, response_url: null }),
        state: { values: valuesOf(filled) },
      },
    };
    await countAction(made.outreachDesk)({ ack: async () => {}, body } as never);
    const updated = JSON.stringify(made.calls.find((c) => c.method === 'views.update')?.args.view);
    expect(previews).toMatchObject([{ account_id: 'account-1', filter: { tag: 'feira' } }]);
    expect(updated).toContain('*7 people* would be in it, of 9');
    expect(updated).toContain('2 must not be contacted');
    expect(updated).toContain('Feira de maio');
  });

  it('starts the campaign that it says, once', async () => {
    const given: CampaignBrief[] = [];
    const made = outreachDesk({
      startCampaign: async (p) => {
        given.push(p);
        return started;
      },
    });
    expect(await sent(made.outreachDesk, { ...filled, company_reply: true })).toEqual([undefined]);
    expect(given).toMatchObject([
      {
        account_id: 'account-1',
        name: 'Feira de maio',
        language: 'en',
        stop_on: ['company_reply'],
        channel_id: 'C0SALES',
        person_id: 'U0MARINA',
        idempotency_key: 'T0GREENLIGHT:V1',
      },
    ]);
  });

  it.each([
    ['empty', { matching: 0, left_out: {} }, 'audience', /no one/],
    [
      'empty',
      { matching: 3, left_out: { suppressed: 2, in_campaign: 1 } },
      'audience',
      /finds 3.*2 must not be contacted, 1 in another campaign/,
    ],
    ['name_taken', {}, 'name', /under way/],
    ['no_account', {}, 'account', /not connected/],
    ['not_allowed', {}, 'name', /may not/],
    ['steps', { step: 2, code: 'bad_wait' }, 'name', /steps bad_wait/],
  ] as const)('stays open with %s under its field', async (reason, params, field, words) => {
    const made = outreachDesk({
      startCampaign: async () => ({ outcome: 'refused', reason, params, campaign: null }),
    });
    const [answer] = (await sent(made.outreachDesk, filled)) as { errors: Record<string, string> }[];
    expect(answer?.errors[field]).toMatch(words);
  });

  it('says that it is not certain where the database does not answer, and asks for a channel in a conversation of two', async () => {
    const made = outreachDesk({ startCampaign: () => new Promise<never>(() => {}) });
    expect(await sent(made.outreachDesk, filled)).toMatchObject([
      { errors: { name: expect.stringContaining('Not certain') } },
    ]);
    expect(await sent(made.outreachDesk, filled, null)).toMatchObject([
      { errors: { channel: expect.any(String) } },
    ]);
  });
});

describe('a campaign that is under way', () => {
  const done =
    (act: string): OutreachForBot['steerCampaign'] =>
    async (id, person, how) => {
      expect([id, person, how]).toEqual(['campaign-1', 'U0MARINA', act]);
      return { outcome: 'done', reason: null, campaign: aCampaign() };
    };
  const pressed = {
    team: { id: 'T0GREENLIGHT' },
    user: { id: 'U0MARINA' },
    channel: { id: 'C0SALES' },
    message: { ts: '1.0' },
    trigger_id: 'x',
  };

  it.each(['pause', 'resume', 'end'] as const)(
    '%s from its message is told below it, not twice',
    async (act) => {
      const made = outreachDesk({ steerCampaign: done(act) });
      const body = { ...pressed, actions: [{ action_id: 'x', value: 'campaign-1' }] };
      await steerCampaignAction(made.outreachDesk, act)({ ack: async () => {}, body } as never);
      expect(made.told).toEqual([]);
    },
  );

  it.each([
    [{ outcome: 'not_allowed', reason: 'role' }, /Only who started it/],
    [{ outcome: 'not_allowed', reason: 'guest' }, /Guests/],
    [{ outcome: 'wrong_state', reason: 'ended' }, /campaign is under way/],
    [{ outcome: 'not_found', reason: null }, /not there/],
  ] as const)('answers %j to the person alone', async (answer, words) => {
    const made = outreachDesk({
      listCampaigns: async () => [aCampaign()],
      steerCampaign: async () => ({ ...answer, campaign: aCampaign() }),
    });
    await steerCommand(made.outreachDesk, asked, { act: 'end', words: '' }, t);
    expect(JSON.stringify(made.told)).toMatch(words);
  });

  it('is named by its name, or by how it begins; which one is asked where several are meant', async () => {
    const campaigns = [aCampaign(), aCampaign({ id: 'c2', name: 'Feira de junho' })];
    const steered: string[] = [];
    const made = outreachDesk({
      listCampaigns: async () => campaigns,
      steerCampaign: async (id) => {
        steered.push(id);
        return { outcome: 'done', reason: null, campaign: aCampaign() };
      },
    });
    const ask = (words: string) => steerCommand(made.outreachDesk, asked, { act: 'pause', words }, t);
    await ask('"FEIRA DE MAIO"');
    await ask('feira de ju');
    expect(steered).toEqual(['campaign-1', 'c2']);
    await ask('feira');
    await ask('');
    await ask('copa');
    expect(made.told.map((m) => JSON.stringify(m)).join('\n')).toMatch(
      /Which campaign\? Feira de maio; Feira de junho[\s\S]*Which campaign[\s\S]*no campaign \\"copa\\"/,
    );
  });

  it('is listed with its figures', async () => {
    const made = outreachDesk({ listCampaigns: async () => [aCampaign()] });
    await listCampaigns(made.outreachDesk, asked, t);
    expect(JSON.stringify(made.told)).toMatch(/Accepted: 8 of 20 \(40 %, likely 22 to 61 %\)/);
  });
});

it('statusMessage() shows campaigns with their rates', () => {
  const options = { askedBy: null, pictureId: null, campaigns: [aCampaign()] };
  const message = JSON.stringify(statusMessage(aStatus(), options, t));
  expect(message).toMatch(/\*Feira de maio\*.*Accepted: 8 of 20 \(40 %, likely 22 to 61 %\)/);
});

describe('campaignCard()', () => {
  it('says where its people are, what went, who accepted and replied and how sure that is', () => {
    const card = JSON.stringify(campaignCard(aCampaign(), t));
    for (const said of [
      '20 on their way',
      '3 replied',
      '2 left out by an approver, 1 must not be contacted',
      'Replied: 3 of 20 (15 %, likely 5 to 36 %)',
      'Invitations with a note, 1 working day later: 20',
      'Messages, 2 working days after the acceptance: 5',
      '*Under way* · 40 people',
      '1 action waits for a person',
    ])
      expect(card).toContain(said);
    expect(card).toContain('outreach_campaign_pause');
    expect(
      JSON.stringify(
        campaignCard(
          aCampaign({ status: 'paused', paused_by: 'U0LUCIA', paused_at: '2026-11-22T12:00:00Z' }),
          pt,
        ),
      ),
    ).toContain('outreach_campaign_resume');
    expect(
      JSON.stringify(
        campaignCard(aCampaign({ status: 'ended', end_reason: 'notes_failed', ended_at: 'x' }), pt),
      ),
    ).not.toContain('outreach_campaign_');
  });

  it('says how long after an acceptance a step goes, and what has not gone', () => {
    const card = (wait_days: number, texts: typeof t) =>
      JSON.stringify(
        campaignCard(
          aCampaign({
            steps: [
              { kind: 'send_invite', with_words: false, after: 'previous_sent', wait_days: 0 },
              { kind: 'send_message', with_words: true, after: 'accepted', wait_days },
            ],
            sent: {},
          }),
          texts,
        ),
      );
    expect(card(0, t)).toContain('2. Messages, on the day of the acceptance: none yet');
    expect(card(1, t)).toContain('2. Messages, 1 working day after the acceptance: none yet');
    expect(card(0, pt)).toContain('2. Mensagens, no dia do aceite: nada ainda');
    expect(card(3, pt)).toContain('2. Mensagens, 3 dias úteis depois do aceite: nada ainda');
  });

  it('shows what people wrote as letters, in a message and a form that Slack takes', () => {
    const hostile = fc.constantFrom(
      '<!channel>',
      '<@U1>',
      '*a* _b_ `c` ~d~',
      'ana\u202Eluap',
      '🦴'.repeat(20),
      '<https://x.example|y>',
      'a'.repeat(80),
    );
    fc.assert(
      fc.property(
        hostile,
        hostile,
        fc.constantFrom(t, pt),
        fc.constantFrom('drafting', 'running', 'paused', 'ended'),
        (name, reason, words, status) => {
          const campaign = aCampaign({
            name,
            account_name: name,
            status,
            end_reason: reason,
            paused_by: 'U0MARINA',
            paused_at: '2026-11-22T12:00:00Z',
            reasons: { [reason]: 2 },
          });
          const { blocks } = campaignCard(campaign, words);
          expect(lintBlocks(blocks as never, slackLimits.messageBlocks, '/blocks', () => true)).toEqual([]);
          const marked = blocks.flatMap((b) => (b.type === 'section' && b.text ? [b.text.text] : []));
          for (const text of marked)
            expect(text.replaceAll(/<@U0MARINA>|<!date[^>]*>/g, '')).not.toMatch(/[<>]/);
          const form = { ...filled, name, purpose: reason, audience: name };
          const counted = {
            audience: { matching: 3, chosen: 2, left_out: { [reason]: 1 }, first: [name, null] },
          };
          const view = campaignModal(
            [anAccount({ name })],
            { channel_id: null, response_url: null },
            form,
            counted,
            words,
          );
          expect(lintView(view as never, () => true)).toEqual([]);
        },
      ),
      { numRuns: 60 },
    );
  });
});
