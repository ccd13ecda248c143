import type { SlackCommandMiddlewareArgs } from '@slack/bolt';
import { WebAPIPlatformError } from '@slack/web-api';
import { describe, expect, it } from 'vitest';
import { ExpectedError } from '../../platform/errors.ts';
import type { ConfigSaved, OutreachForBot, OutreachItem } from '../../ports/outreach.ts';
import { anAccount, anAction, anOutcome, aStatus, outreachDesk } from '../../testing/bot/outreach.ts';
import { outreachCommand } from '../register.ts';
import { outreachEn as t } from '../texts/en/outreach.ts';
import { ADD, submitAdd } from './add-command.ts';
import { submitConfig } from './config-command.ts';
import { configModal } from './config-modal.ts';
import { decideAction } from './decide-action.ts';
import { editAction } from './edit-action.ts';
import type { OutreachDesk } from './outreach-desk.ts';
import { switchAction } from './pause-command.ts';
import { showRelease } from './post-releases.ts';
import type { DrawStatus } from './status-picture.ts';

const unavailable = () => Promise.reject(new ExpectedError('database_unavailable', 'away'));
const never = () => new Promise<never>(() => {});
const draw: DrawStatus = async () => Buffer.from('png');
const refusedBySlack = (code: string) =>
  Object.assign(Object.create(WebAPIPlatformError.prototype), { data: { ok: false, error: code } }) as Error;

function typed(
  desk: OutreachDesk,
  text: string,
  change: Record<string, string> = {},
  onAck: () => unknown = () => undefined,
) {
  const acks: unknown[] = [];
  const command = {
    team_id: 'T0GREENLIGHT',
    user_id: 'U0MARINA',
    channel_id: 'C0MARKETING',
    channel_name: 'marketing',
    trigger_id: 'trigger-1',
    response_url: 'https://hooks.example/1',
    text,
    ...change,
  };
  // SAFETY: the handler reads nothing else of what Bolt gives.
  const args = {
    command,
    ack: async (answer?: unknown) => {
      acks.push(answer);
      onAck();
    },
  } as unknown as SlackCommandMiddlewareArgs;
  return outreachCommand(desk, draw, async () => Buffer.from(''))(args).then(() => acks);
}

function fieldsOf({ view }: { view?: unknown }) {
  return (view as { blocks: { block_id?: string }[] }).blocks.map((block) => block.block_id);
}

function pressed(
  value: unknown,
  change: Record<string, unknown> = {},
  onAck: () => unknown = () => undefined,
) {
  return {
    ack: async () => {
      onAck();
    },
    body: {
      team: { id: 'T0GREENLIGHT' },
      user: { id: 'U0LUCIA' },
      channel: { id: 'C0MARKETING' },
      message: { ts: '1.0' },
      trigger_id: 'trigger-1',
      actions: [
        { action_id: 'outreach_approve', value: typeof value === 'string' ? value : JSON.stringify(value) },
      ],
      ...change,
    },
  } as never;
}

const ref = { action: 'action-1', revision: 1, hash: 'b'.repeat(64) };
const accounts = async () => [anAccount()];

describe('outreachCommand()', () => {
  it.each([
    ['', 'sends approved LinkedIn actions'],
    ['dance', 'I do not know'],
    ['puase', 'Did you mean /outreach pause?'],
    ['suppress', 'Say who'],
    ['add telegram', 'alone for the form'],
  ])('answers "%s" at once, without asking the database', async (text, words) => {
    const { outreachDesk: desk } = outreachDesk({});
    expect(JSON.stringify(await typed(desk, text))).toContain(words);
  });

  it('refuses guests, whatever they ask for', async () => {
    const refused = async () => ({ outcome: 'not_allowed' as const, reason: 'guest' });
    const made = outreachDesk(
      { listAccounts: accounts, pause: refused, resume: refused },
      {},
      {
        knowPerson: async (team_id, user_id) => ({ team_id, user_id, name: 'G', role: 'guest', tz: 'UTC' }),
      },
    );
    for (const text of ['status', 'queue', 'config', 'pause', 'resume', 'add', 'suppress domain x.com']) {
      await typed(made.outreachDesk, text);
    }
    expect(made.told).toHaveLength(7);
    expect(made.told.every(({ message }) => message.text === t.command.guest)).toBe(true);
    const acks = await typed(made.outreachDesk, 'add visit https://www.linkedin.com/in/a');
    expect(JSON.stringify(acks)).toContain('Guests cannot');
  });

  it('says that it is not certain, then how it ended, under one key', async () => {
    const keys: string[] = [];
    let tries = 0;
    const made = outreachDesk({
      listAccounts: accounts,
      proposeAction: async (p) => {
        keys.push(p.idempotency_key);
        tries += 1;
        if (tries < 3) return unavailable();
        return { outcome: 'proposed', reason: null, params: {}, action_id: 'action-1' };
      },
    });
    const acks = await typed(made.outreachDesk, 'add invite https://www.linkedin.com/in/a "Oi"');
    expect(JSON.stringify(acks)).toContain('Not certain yet');
    await made.settled();
    expect(made.told.map(({ message }) => message.text)).toEqual([t.add.doneAfterAll]);
    expect(new Set(keys)).toEqual(new Set(['T0GREENLIGHT:trigger-1']));
  });

  it('gives the words back when nothing could be proposed', async () => {
    const made = outreachDesk({ listAccounts: accounts, proposeAction: unavailable });
    await typed(made.outreachDesk, 'add invite https://www.linkedin.com/in/a "Minhas palavras"');
    await made.settled();
    expect(made.told.at(-1)?.message.text).toBe(t.add.notDone);
    expect(JSON.stringify(made.told.at(-1))).toContain('Minhas palavras');
  });

  it('refuses a note that is too long before anything is stored, and gives it back', async () => {
    const made = outreachDesk({ listAccounts: accounts });
    const acks = await typed(
      made.outreachDesk,
      `add invite https://www.linkedin.com/in/a "${'x'.repeat(40_000)}"`,
    );
    expect(JSON.stringify(acks)).toContain('40,000 characters; up to 300');
    const free = outreachDesk({ listAccounts: async () => [anAccount({ tier: 'free' })] });
    const limit = await typed(
      free.outreachDesk,
      `add invite https://www.linkedin.com/in/a ${'x'.repeat(201)}`,
    );
    expect(JSON.stringify(limit)).toContain('201 characters; up to 200');
  });

  it('says loudly that a pause is not certain when the database is away', async () => {
    const made = outreachDesk({ listAccounts: accounts, pause: unavailable });
    await typed(made.outreachDesk, 'pause');
    expect(made.told.map(({ message }) => message.text)).toEqual([t.pause.notRecorded]);
    const away = outreachDesk({ listAccounts: unavailable });
    await typed(away.outreachDesk, 'pause');
    expect(away.told.map(({ message }) => message.text)).toEqual([t.pause.notRecorded]);
  });

  it('stops before Slack is told that the command was taken', async () => {
    const order: string[] = [];
    const made = outreachDesk({
      listAccounts: accounts,
      pause: async () => {
        order.push('paused');
        return { outcome: 'done', reason: null };
      },
    });
    await typed(made.outreachDesk, 'pause', {}, () => order.push('acknowledged'));
    expect(order).toEqual(['paused', 'acknowledged']);
  });

  it('asks which account when there are several, and stops everything on one press', async () => {
    const paused: (string | null)[] = [];
    const made = outreachDesk(
      {
        listAccounts: async () => [
          anAccount({ channel_id: null }),
          anAccount({ id: 'b', name: 'B', channel_id: null }),
        ],
        pause: async (_team, id) => {
          paused.push(id);
          return { outcome: 'done', reason: null };
        },
      },
      { 'chat.postMessage': async () => ({ ok: true, ts: '1' }) },
    );
    await typed(made.outreachDesk, 'pause');
    const asked = JSON.stringify(made.told[0]);
    expect(asked).toContain('Pause what?');
    expect(asked).toContain('Everything');
    await switchAction(made.outreachDesk, 'pause')(pressed({ account: null, reason: 'incident' }));
    expect(paused).toEqual([null]);
    expect(JSON.stringify(made.calls)).toContain('stopped all outreach');
  });

  it('shows the figures to the person alone where the bot is not in the channel', async () => {
    const made = outreachDesk(
      { listAccounts: accounts, status: async () => aStatus(), listCampaigns: async () => [] },
      { 'chat.postMessage': () => Promise.reject(refusedBySlack('not_in_channel')) },
    );
    await typed(made.outreachDesk, 'status');
    expect(made.told).toHaveLength(1);
    expect(JSON.stringify(made.told[0]?.message)).toContain('Invitations');
    expect(made.told[0]?.to.response_url).toBe('https://hooks.example/1');
  });

  it('posts the figures without the picture when Slack cannot show it', async () => {
    const posts: Record<string, unknown>[] = [];
    const made = outreachDesk(
      { listAccounts: accounts, status: async () => aStatus(), listCampaigns: async () => [] },
      {
        'files.getUploadURLExternal': async () => ({ file_id: 'F1', upload_url: 'https://up.example/1' }),
        'files.completeUploadExternal': async () => ({ ok: true }),
        'files.info': async () => ({ file: { mimetype: 'image/png', url_private: 'x' } }),
        'chat.postMessage': async (args) => {
          posts.push(args);
          if (JSON.stringify(args).includes('slack_file')) throw refusedBySlack('invalid_blocks');
          return { ok: true, ts: '1' };
        },
      },
      { fetch: async () => new Response('OK') },
    );
    await typed(made.outreachDesk, 'status');
    expect(posts).toHaveLength(2);
    expect(JSON.stringify(posts[0])).toContain('"id":"F1"');
    expect(JSON.stringify(posts[1])).not.toContain('slack_file');
    expect(made.told).toEqual([]);
  });

  describe('in a direct message, where no approver would see a card', () => {
    const direct = { channel_id: 'D1', channel_name: 'directmessage' };

    it('proposes nothing, and gives the words of a note back', async () => {
      const { outreachDesk: desk } = outreachDesk({});
      const said = 'add invite https://www.linkedin.com/in/a "Olá, Helena"';
      const acks = JSON.stringify(await typed(desk, said, direct));
      expect(acks).toContain('Use `/outreach add` in a channel');
      expect(acks).toContain('Olá, Helena');
    });

    it('opens the form with the channel as its first field', async () => {
      const opened: (string | undefined)[][] = [];
      const slack = {
        'views.open': async (args: Record<string, unknown>) => void opened.push(fieldsOf(args)),
      };
      const { outreachDesk: desk } = outreachDesk(
        { listAccounts: accounts, listLeads: async () => [] },
        slack,
      );
      await typed(desk, 'add', direct);
      await typed(desk, 'add');
      const fields = ['account', 'type', 'profile', 'name', 'text'];
      expect(opened).toEqual([['channel', ...fields], fields]);
    });
  });

  it('says who the admins are to whoever may not change limits', async () => {
    const made = outreachDesk({ listAccounts: accounts });
    await typed(made.outreachDesk, 'config');
    expect(made.told[0]?.message.text).toContain('<@U0RENATA>');
  });
});

describe('the buttons of a card', () => {
  const outcomes: [Partial<Parameters<typeof anOutcome>[0]>, string][] = [
    [{ outcome: 'superseded' }, 'out of date'],
    [{ outcome: 'already_decided', action: anAction({ status: 'scheduled' }) }, 'this action is scheduled'],
    [{ outcome: 'wrong_state', action: anAction({ status: 'completed' }) }, 'this action is sent'],
    [
      { outcome: 'not_allowed', reason: 'author', approvers: ['U0THOMAS'] },
      'four eyes). Who may: <@U0THOMAS>',
    ],
    [{ outcome: 'not_allowed', reason: 'role' }, 'Your role may not'],
    [{ outcome: 'not_allowed', reason: 'guest' }, 'Guests cannot'],
    [{ outcome: 'decided', reason: 'suppressed' }, 'must not be contacted'],
    [{ outcome: 'not_found', action: null }, 'no longer exists'],
  ];
  it.each(outcomes)('%j is told to the person alone', async (outcome, words) => {
    const made = outreachDesk({ decideAction: async () => anOutcome(outcome) });
    await decideAction(made.outreachDesk, 'approve')(pressed(ref));
    expect(made.told.map(({ message }) => message.text).join()).toContain(words);
  });

  it('is recorded before it is acknowledged, as what Slack believes taken must outlive a crash', async () => {
    const order: string[] = [];
    const made = outreachDesk({
      decideAction: async () => {
        order.push('recorded');
        return anOutcome();
      },
    });
    const press = pressed(ref, {}, () => order.push('acknowledged'));
    await decideAction(made.outreachDesk, 'approve')(press);
    expect(order).toEqual(['recorded', 'acknowledged']);
  });

  it('is acknowledged in time when the database hangs', async () => {
    const order: string[] = [];
    const made = outreachDesk({ decideAction: never });
    void decideAction(made.outreachDesk, 'approve')(pressed(ref, {}, () => order.push('acknowledged')));
    for (let turn = 0; turn < 200; turn++) await new Promise(setImmediate);
    expect(order).toEqual(['acknowledged']);
    expect(made.told.map(({ message }) => message.text)).toEqual([t.outcome.takesLong]);
  });

  it('carries revision and hash of the button, and says nothing when the card shows it', async () => {
    const clicks: unknown[] = [];
    const made = outreachDesk({
      decideAction: async (click) => {
        clicks.push(click);
        return anOutcome();
      },
    });
    await decideAction(made.outreachDesk, 'reject')(pressed(ref));
    expect(clicks).toEqual([
      {
        action_id: 'action-1',
        revision: 1,
        hash: ref.hash,
        person_id: 'U0LUCIA',
        decision: 'reject',
        note: null,
      },
    ]);
    expect(made.told).toEqual([]);
    expect(made.woken).toContain('outbox');
  });

  it('is never silent when the database is away', async () => {
    const made = outreachDesk({ resolveUnknown: unavailable });
    await decideAction(made.outreachDesk, 'sent')(pressed(ref));
    expect(made.told.map(({ message }) => message.text)).toEqual([t.outcome.notRecorded]);
  });

  it('draws the Home tab anew after a press there', async () => {
    const drawn: string[] = [];
    const made = outreachDesk(
      { decideAction: async () => anOutcome() },
      {},
      {
        refreshHome: async (_team, userId) => {
          drawn.push(userId);
        },
      },
    );
    await decideAction(
      made.outreachDesk,
      'approve',
    )(pressed(ref, { view: { type: 'home' }, channel: undefined }));
    expect(drawn).toEqual(['U0LUCIA']);
  });

  it.each([
    ['another revision', anAction({ revision: 2 }), t.outcome.superseded],
    ['nothing', null, t.outcome.notFound],
    [
      'more words than a form holds',
      anAction({ type: 'send_message', text: 'x'.repeat(3001) }),
      t.edit.tooLongForAForm,
    ],
    ['a visit', anAction({ type: 'view_profile', text: null }), t.edit.noWords],
  ])('Edit of %s opens no form and says why', async (_, action, words) => {
    const made = outreachDesk({ getAction: async () => action, listAccounts: accounts });
    await editAction(made.outreachDesk)(pressed(ref));
    expect(made.told.map(({ message }) => message.text)).toEqual([words]);
    expect(made.calls).toEqual([]);
  });
});

describe('submitConfig()', () => {
  const origin = { account_id: 'account-1', version: 3, channel_id: 'C0MARKETING', response_url: null };
  const view = () => {
    const values: Record<string, Record<string, unknown>> = {};
    for (const block of configModal(anAccount(), origin, t).blocks) {
      if (block.type !== 'input' || !('element' in block) || !block.block_id) continue;
      const e = block.element as unknown as Record<string, unknown>;
      values[block.block_id] = {
        [block.block_id]: {
          value: e.initial_value,
          selected_time: e.initial_time,
          selected_option: e.initial_option,
          selected_options: e.initial_options,
        },
      };
    }
    return { id: 'V1', private_metadata: JSON.stringify(origin), state: { values } };
  };
  const submitted = async (save: OutreachForBot['saveConfig']) => {
    const acks: unknown[] = [];
    const made = outreachDesk(
      { saveConfig: save, listAccounts: accounts },
      { 'chat.postMessage': async () => ({ ok: true, ts: '1' }) },
    );
    await submitConfig(made.outreachDesk)({
      ack: async (answer?: unknown) => {
        acks.push(answer);
      },
      body: { team: { id: 'T0GREENLIGHT' }, user: { id: 'U0RENATA' } },
      view: view(),
    } as never);
    return { acks, ...made };
  };
  const saved = (change: Partial<ConfigSaved> = {}): ConfigSaved => ({
    problems: [],
    fits: { window_minutes: 540, at_most: 28, wanted_max: 35, wanted_min: 15 },
    changes: [{ field: 'gap_min_minutes', old: 15, new: 20 }],
    version: 4,
    ...change,
  });

  it.each([
    ['stale_config', 'Somebody changed these settings'],
    ['not_allowed', 'Only admins may change this: Ana. Nothing has changed.'],
    ['database_unavailable', 'Not certain'],
  ])('keeps the form open with what was typed on %s', async (code, words) => {
    const { acks } = await submitted(() => Promise.reject(new ExpectedError(code, 'x')));
    expect(JSON.stringify(acks)).toContain(words);
    expect(JSON.stringify(acks)).toContain('"response_action":"errors"');
  });

  it('keeps the form open when the database takes too long', async () => {
    const { acks } = await submitted(never);
    expect(JSON.stringify(acks)).toContain('Not certain');
  });

  it('says nothing twice: the channel of the account hears it through the outbox', async () => {
    const { acks, calls, woken } = await submitted(async () => saved());
    expect(acks).toEqual([undefined]);
    expect(calls).toEqual([]);
    expect(woken).toContain('outbox');
  });

  it('says so when nothing is different', async () => {
    const { told } = await submitted(async () => saved({ changes: [] }));
    expect(told.map(({ message }) => message.text)).toEqual([t.config.unchanged]);
  });
});

describe('submitAdd()', () => {
  const values = (change: Record<string, unknown>) => ({
    account: { account: { selected_option: { value: 'account-1' } } },
    type: { type: { selected_option: { value: 'send_invite' } } },
    profile: { profile: { value: 'https://www.linkedin.com/in/a' } },
    name: { name: { value: null } },
    text: { text: { value: null } },
    ...change,
  });
  const submit = async (
    outreach: Partial<OutreachForBot>,
    change: Record<string, unknown> = {},
    channel_id: string | null = 'C0MARKETING',
  ) => {
    const acks: unknown[] = [];
    const made = outreachDesk({ listAccounts: accounts, ...outreach });
    await submitAdd(made.outreachDesk)({
      ack: async (answer?: unknown) => {
        acks.push(answer);
      },
      body: { team: { id: 'T0GREENLIGHT' }, user: { id: 'U0MARINA' } },
      view: {
        id: 'V1',
        callback_id: ADD,
        private_metadata: JSON.stringify({ channel_id, response_url: null }),
        state: { values: values(change) },
      },
    } as never);
    return { acks: JSON.stringify(acks), ...made };
  };
  const answer =
    (reason: string | null, params = {}) =>
    async () => ({
      outcome: reason === null ? ('proposed' as const) : ('refused' as const),
      reason,
      params,
      action_id: reason === null ? 'action-1' : null,
    });

  it.each([
    ['suppressed', {}, '"profile":"This person must not be contacted'],
    ['duplicate', {}, '"profile":"The same action or the same words for this person exist'],
    ['bad_url', {}, '"profile":"This is no profile'],
    ['too_long', { length: 301, max: 300 }, '"text":"301 characters; up to 300'],
    ['empty', {}, '"text":"A message needs words'],
    ['no_account', {}, '"account":"This account is not connected'],
    ['something_new', {}, '"type":"Nothing was proposed: it was refused with the code \\"something_new\\"'],
  ])('shows %s under its field', async (reason, params, words) => {
    const { acks } = await submit({ proposeAction: answer(reason, params) });
    expect(acks).toContain(words);
  });

  it('takes the place of the form while it is not certain, so that nobody sends it again', async () => {
    const { acks } = await submit({ proposeAction: never }, { text: { text: { value: 'Oi' } } });
    expect(acks).toContain('"response_action":"update"');
    expect(acks).toContain('Not certain yet');
  });

  it('of a direct message: the card appears in the channel that was chosen, which must be one', async () => {
    const given: { channel_id: string }[] = [];
    const proposeAction: OutreachForBot['proposeAction'] = async (p) => {
      given.push(p);
      return answer(null)();
    };
    const chosen = (id: string) => ({ channel: { channel: { selected_conversation: id } } });
    await submit({ proposeAction }, chosen('C0SALES'), null);
    expect(given).toMatchObject([{ channel_id: 'C0SALES' }]);
    const { acks } = await submit({ proposeAction }, chosen('D0LUCIA'), null);
    expect(acks).toContain('"channel":"Where its card appears');
    expect(given).toHaveLength(1);
  });

  it('proposes an invitation without a note when there are no words', async () => {
    const given: unknown[] = [];
    await submit({
      proposeAction: async (p) => {
        given.push(p);
        return answer(null)();
      },
    });
    expect(given).toMatchObject([
      {
        type: 'send_invite',
        text: null,
        name: null,
        idempotency_key: 'T0GREENLIGHT:V1',
        account_id: 'account-1',
      },
    ]);
  });
});

describe('showRelease()', () => {
  const item: OutreachItem = {
    id: 7,
    fence: 1,
    kind: 'action',
    revision: 3,
    channel_id: 'C0MARKETING',
    ts: null,
    thread_ts: null,
    maybe_posted: false,
    attempts: 1,
    response_url: null,
    locale: 'pt-BR',
    action: anAction(),
    account: anAccount(),
    campaign: null,
    event: null,
    approvers: ['U0LUCIA'],
  };

  it('posts once and settles with the revision that it drew', async () => {
    const settled: unknown[] = [];
    const made = outreachDesk(
      {
        settleOutbox: async (s) => {
          settled.push(s);
          return true;
        },
      },
      { 'chat.postMessage': async () => ({ ok: true, ts: '9.1' }) },
    );
    await showRelease(made.outreachDesk, item);
    expect(settled).toEqual([{ id: 7, fence: 1, ts: '9.1', revision: 3 }]);
    expect(JSON.stringify(made.calls)).toContain('Convidar para conectar');
  });

  it('finds what it may have posted instead of posting again', async () => {
    const mark = { outbox_id: 7, kind: 'action', of: 'action-1' };
    const made = outreachDesk(
      { settleOutbox: async () => true },
      {
        'conversations.history': async () => ({
          messages: [
            { ts: '1.0', metadata: { event_type: 'greenlight', event_payload: { outbox_id: 7 } } },
            { ts: '2.0', metadata: { event_type: 'greenlight_outreach', event_payload: mark } },
          ],
        }),
        'chat.update': async () => ({ ok: true }),
      },
    );
    await showRelease(made.outreachDesk, { ...item, maybe_posted: true });
    expect(made.calls.map((c) => c.method)).toEqual(['conversations.history', 'chat.update']);
    expect(made.calls[1]?.args.ts).toBe('2.0');
  });

  it('tells the author where the bot is not in the channel, and keeps the card for later', async () => {
    const failures: unknown[] = [];
    const made = outreachDesk(
      {
        failOutbox: async (_, failure) => {
          failures.push(failure);
          return true;
        },
      },
      { 'chat.postMessage': () => Promise.reject(refusedBySlack('not_in_channel')) },
    );
    await showRelease(made.outreachDesk, item);
    expect(made.told[0]?.to.user_id).toBe('U0MARINA');
    expect(made.told[0]?.message.text).toContain('/invite @Greenlight');
    expect(failures).toMatchObject([{ code: 'not_in_channel', maybe_posted: false }]);
    expect((failures[0] as { retry_in_s: number }).retry_in_s).toBeGreaterThan(30);
  });
});
