import { describe, expect, it } from 'vitest';
import { useBot } from '../testing/bot/bot.ts';
import { waitFor } from '../testing/workspace.ts';

const CHANNEL = 'C0MARKETING';

describe('/carousel with what people really type', () => {
  const on = useBot();
  const jobs = async () =>
    (await on.database.owner.query('select count(*)::int as n from content.jobs')).rows[0]?.n as number;
  const ackOf = async (userId: string, channelId: string, text: string) => {
    const answer = await on.workspace.command(userId, channelId, '/carousel', text);
    return JSON.stringify(answer.ack);
  };
  const directTo = async (userId: string) => {
    const state = await on.workspace.call('GET', 'state');
    const channels = state.channels as { id: string; members: string[] }[];
    const im = channels.find((c) => c.id.startsWith('D') && c.members.includes(userId));
    return im ? on.workspace.messages(im.id, { userId }) : [];
  };

  it.each([
    ['help', 'opens a form'],
    ['hlep', 'Did you mean /carousel help?'],
    ['13 slides sobre UDI', '5 to 12 slides; you asked for 13'],
    ['x'.repeat(40_000), '40,000 characters; up to 2,000 are accepted'],
  ])('explains itself and starts nothing (case %#)', async (text, said) => {
    const before = await jobs();
    expect(await ackOf('U0MARINA', CHANNEL, text)).toContain(said);
    expect(await jobs()).toBe(before);
  });

  it('refuses a guest and gives the words back', async () => {
    const before = await jobs();
    const ack = await ackOf('U0GUEST', CHANNEL, 'um tema de visita');
    expect(ack).toContain('Guests cannot start drafts');
    expect(ack).toContain('um tema de visita');
    expect(await jobs()).toBe(before);
  });

  it('asks in a direct message for the channel, with the words kept in the form', async () => {
    const before = await jobs();
    const direct = await on.workspace.call('POST', 'direct', { user_id: 'U0MARINA' });
    await ackOf('U0MARINA', String(direct.channel_id), 'um tema em particular');
    const modal = await waitFor(async () => (await on.workspace.views('U0MARINA')).modals[0], 'the form');
    const blocks = JSON.stringify(modal.blocks);
    expect(blocks).toContain('um tema em particular');
    expect(blocks).toMatch(/(channels|conversations)_select/);
    expect(await jobs()).toBe(before);
    await on.workspace.call('POST', 'close', { user_id: 'U0MARINA', view_id: modal.id });
  });

  it.each([
    ['a public channel without the bot', 'C0RANDOM', 'U0MARINA'],
    ['a private channel without the bot', 'C0DIRETORIA', 'U0RENATA'],
  ])('says in %s how to invite it, and ends the job', async (_, channelId, userId) => {
    const topic = `tema em ${channelId}`;
    expect(await ackOf(userId, channelId, topic)).toContain('Got it');
    const told = await waitFor(
      async () =>
        (await on.workspace.messages(channelId, { userId })).find((m) =>
          JSON.stringify(m).includes('/invite @Greenlight'),
        ),
      'the invitation hint',
    );
    expect(told.ephemeral).toBe(true);
    await expect
      .poll(async () => {
        const job = await on.database.owner.query(
          "select status, error ->> 'code' as code from content.jobs where brief ->> 'topic' = $1",
          [topic],
        );
        return job.rows;
      })
      .toEqual([{ status: 'cancelled', code: 'channel_unreachable' }]);
  });

  it('keeps marks as letters and lets no person be mentioned by a brief', async () => {
    await ackOf('U0MARINA', CHANNEL, '<!channel> *pressa* _já_ ~não~ <@U0LUCIA|lucia> sobre UDI');
    const brief = await waitFor(
      async () => (await on.workspace.messages(CHANNEL)).find((m) => JSON.stringify(m).includes('*pressa*')),
      'the brief',
    );
    expect(JSON.stringify(brief.blocks)).toContain('@channel *pressa* _já_ ~não~ @lucia sobre UDI');
    expect(JSON.stringify([brief.text, brief.blocks])).not.toMatch(/<!|<@U0LUCIA/);
  });

  it('opens the form, keeps it open with what is wrong, and starts one job however often it is sent', async () => {
    const answer = await on.workspace.command('U0PEDRO', CHANNEL, '/carousel', '');
    expect(answer.http_status).toBe(200);
    const modal = await waitFor(async () => (await on.workspace.views('U0PEDRO')).modals[0], 'the form');
    const blocks = JSON.stringify(modal.blocks);
    for (const field of ['brief', 'audience', 'language', 'slides', 'tone', 'call_to_action']) {
      expect(blocks).toContain(`"action_id":"${field}"`);
    }
    const before = await jobs();
    const wrong = await on.workspace.submit('U0PEDRO', modal.id, {
      brief: { brief: '   ' },
      slides: { slides: '7' },
    });
    expect(JSON.stringify(wrong)).toContain('Name the topic of the carousel');
    expect(await jobs()).toBe(before);

    const values = {
      brief: { brief: 'Passivação <!here>\nem duas linhas' },
      audience: { audience: 'compradores' },
      language: { language: 'pt' },
      slides: { slides: '6' },
      tone: { tone: 'técnico' },
      call_to_action: { call_to_action: 'Peça a lista' },
    };
    await on.workspace.submit('U0PEDRO', modal.id, values);
    await expect.poll(jobs).toBe(before + 1);
    await on.workspace.submit('U0PEDRO', modal.id, values);
    expect(await jobs()).toBe(before + 1);
    const job = await on.database.owner.query(
      "select brief, channel_id from content.jobs where requester_id = 'U0PEDRO'",
    );
    expect(job.rows).toEqual([
      {
        channel_id: CHANNEL,
        brief: {
          topic: 'Passivação @here\nem duas linhas',
          audience: 'compradores',
          language: 'pt',
          slides: 6,
          tone: 'técnico',
          call_to_action: 'Peça a lista',
        },
      },
    ]);
  });

  it('answers a mention privately and draws the Home tab', async () => {
    await on.workspace.say('U0MARINA', CHANNEL, '@greenlight olá');
    const hello = await waitFor(
      async () =>
        (await on.workspace.messages(CHANNEL, { userId: 'U0MARINA' })).find((m) =>
          JSON.stringify(m).includes('/carousel help'),
        ),
      'the answer',
    );
    expect(hello.ephemeral).toBe(true);
    await on.workspace.call('POST', 'home', { user_id: 'U0MARINA' });
    const home = await waitFor(async () => (await on.workspace.views('U0MARINA')).home, 'the Home tab');
    expect(JSON.stringify(home)).toContain('Agents draft. People decide.');
  });

  it('tells a person outside the channel in a direct message that the press decided nothing', async () => {
    await on.cancelOpenJobs();
    await on.workspace.command('U0MARINA', 'C0SALES', '/carousel', 'tema para vendas');
    await on.draft();
    const shows = (m: unknown, text: string) => JSON.stringify(m).includes(text);
    const brief = await waitFor(
      async () => (await on.workspace.messages('C0SALES')).find((m) => shows(m, 'para vendas')),
      'the brief',
    );
    const card = await waitFor(
      async () =>
        (await on.workspace.messages('C0SALES', { threadTs: brief.ts })).find((m) =>
          shows(m, 'review_approve'),
        ),
      'the card',
    );
    const value = /"value":"(\{.*?\})"/.exec(JSON.stringify(card.blocks))?.[1]?.replaceAll('\\"', '"');
    // As from a search result or a forwarded link: the stand-in's own page lets only members press.
    const payload = {
      type: 'block_actions',
      team: { id: 'T0GREENLIGHT' },
      user: { id: 'U0PEDRO', team_id: 'T0GREENLIGHT' },
      channel: { id: 'C0SALES' },
      message: { ts: card.ts, thread_ts: brief.ts },
      container: { type: 'message', message_ts: card.ts, channel_id: 'C0SALES' },
      trigger_id: 'trigger-outside',
      api_app_id: 'A0GREENLIGHT',
      actions: [{ type: 'button', action_id: 'review_approve', block_id: 'review', value, action_ts: '1.1' }],
    };
    const body = new URLSearchParams({ payload: JSON.stringify(payload) }).toString();
    expect((await on.deliver(body)).status).toBe(200);
    const told = await waitFor(
      async () => (await directTo('U0PEDRO')).find((m) => shows(m, 'Who may')),
      'the direct message',
    );
    expect(JSON.stringify(told)).toContain('<@U0LUCIA>');
  });

  it('answers a press on a button of an older version, and on one whose value cannot be read', async () => {
    const press = (actionId: string, value: string) =>
      on.deliver(
        new URLSearchParams({
          payload: JSON.stringify({
            type: 'block_actions',
            team: { id: 'T0GREENLIGHT' },
            user: { id: 'U0MARINA', team_id: 'T0GREENLIGHT' },
            channel: { id: CHANNEL },
            trigger_id: 'trigger-old',
            api_app_id: 'A0GREENLIGHT',
            actions: [{ type: 'button', action_id: actionId, block_id: 'b', value, action_ts: '1.1' }],
          }),
        }).toString(),
      );
    const told = (text: string) =>
      waitFor(
        async () =>
          (await on.workspace.messages(CHANNEL, { userId: 'U0MARINA' })).find(
            (m) => m.ephemeral && JSON.stringify(m).includes(text),
          ),
        text,
      );
    expect((await press('publish_now', 'x')).status).toBe(200);
    await told('older message');
    expect((await press('review_approve', 'not json')).status).toBe(200);
    await told('the reference');
  });
});
