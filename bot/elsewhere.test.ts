import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { useBot } from '../testing/bot/bot.ts';
import { type SeenMessage, waitFor } from '../testing/workspace.ts';

const CHANNEL = 'C0MARKETING';

/** What Slack sends of people, workflows and workspaces that are not this team's. */
describe('what comes from elsewhere', () => {
  const on = useBot();
  let topics = 0;
  const control = (route: string, body: object) => on.workspace.call('POST', route, body);
  beforeEach(async () => {
    await on.cancelOpenJobs();
    await control('person', { user_id: 'U0ERIK', name: 'erik', team_id: 'T0AGENCY', is_stranger: true });
    await control('person', { user_id: 'W0ANNA', name: 'anna', team_id: 'T0SISTER' });
    for (const user_id of ['U0ERIK', 'W0ANNA'])
      await control('membership', { user_id, channel_id: CHANNEL, action: 'join' });
    await control('channel', { channel_id: CHANNEL, shared_with: ['T0AGENCY'] });
  });
  afterEach(() => control('enterprise', { enterprise: null }));

  const shows = (m: SeenMessage, text: string) => JSON.stringify([m.text, m.blocks]).includes(text);
  const thread = (threadTs: string, userId?: string) =>
    on.workspace.messages(CHANNEL, { threadTs, ...(userId ? { userId } : {}) });
  const inThread = (threadTs: string, text: string, userId?: string) =>
    waitFor(async () => (await thread(threadTs, userId)).find((m) => shows(m, text)), `"${text}"`);
  const begin = async (userId = 'U0MARINA') => {
    topics += 1;
    const topic = `de fora número ${topics} fim`;
    await on.workspace.command(userId, CHANNEL, '/carousel', topic);
    const brief = await waitFor(
      async () => (await on.workspace.messages(CHANNEL)).find((m) => shows(m, topic)),
      `the brief of ${topic}`,
    );
    return brief.ts;
  };
  const proposed = async () => {
    const threadTs = await begin();
    const job = await on.draft(5);
    return { threadTs, job, card: await inThread(threadTs, 'review_approve') };
  };
  const rows = async (sql: string, values: unknown[]) => (await on.database.owner.query(sql, values)).rows;
  const said = (ts: string) =>
    rows('select author_id, team_id from content.chat_history where slack_ts = $1', [ts]);

  it('lets a person of another company neither decide nor steer, and tells them so', async () => {
    const { threadTs, job, card } = await proposed();
    await on.workspace.click('U0ERIK', CHANNEL, card.ts, 'review_approve');
    await inThread(threadTs, 'Guests cannot decide', 'U0ERIK');
    expect(await rows('select 1 from content.reviews where job_id = $1', [job.id])).toEqual([]);
    await on.workspace.say('U0ERIK', CHANNEL, 'make the first slide red', threadTs);
    await inThread(threadTs, 'only the requester, approvers and admins change this carousel', 'U0ERIK');
    const home = await rows('select team_id from platform.people where user_id = $1', ['U0ERIK']);
    expect(home).toEqual([{ team_id: 'T0GREENLIGHT' }]);
  });

  it('hears a colleague’s reply that is also sent to the channel', async () => {
    const { threadTs } = await proposed();
    const { ts } = await control('message', {
      ...{ user_id: 'U0MARINA', channel_id: CHANNEL, thread_ts: threadTs },
      ...{ text: 'menos texto no slide 2', reply_broadcast: true },
    });
    await expect.poll(() => said(String(ts))).toEqual([{ author_id: 'U0MARINA', team_id: 'T0GREENLIGHT' }]);
  });

  it('takes no word of a workflow or another app for a person’s, with or without a user', async () => {
    const { threadTs } = await proposed();
    const before = (await thread(threadTs)).length;
    const post = (extra: object) =>
      control('app-message', { channel_id: CHANNEL, app: 'Weekly report', is_workflow: true, ...extra });
    const stamps = [
      (await post({ thread_ts: threadTs, text: '<@U0GREENLIGHT> shorter' })).ts,
      (await post({ thread_ts: threadTs, text: 'shorter', has_no_user: true })).ts,
      (await post({ text: '<@U0GREENLIGHT> carousel' })).ts,
    ];
    await on.workspace.idle();
    for (const ts of stamps) expect(await said(String(ts))).toEqual([]);
    expect(await thread(threadTs)).toHaveLength(before + 2);
  });

  it('follows the new name of a person, and is not troubled by that of a channel', async () => {
    await begin();
    const name = async () => {
      const [person] = await rows('select name from platform.people where user_id = $1', ['U0MARINA']);
      return person?.name;
    };
    await control('person', { user_id: 'U0MARINA', name: 'marina.lima', real_name: 'Marina Lima' });
    await expect.poll(name).toBe('marina.lima');
    await on.cancelOpenJobs();
    await control('channel', { channel_id: CHANNEL, name: 'comunicacao' });
    const threadTs = await begin();
    await on.draft(3);
    await inThread(threadTs, 'review_approve');
    await control('channel', { channel_id: CHANNEL, name: 'marketing' });
  });

  it('serves a colleague of the same organisation on Enterprise Grid, whose id begins with W', async () => {
    await control('enterprise', { enterprise: { id: 'E0ALBA', name: 'Alba Group' } });
    const threadTs = await begin('W0ANNA');
    await on.draft(5);
    const card = await inThread(threadTs, 'review_approve');
    const ts = await on.workspace.say('W0ANNA', CHANNEL, 'menos texto', threadTs);
    await expect.poll(() => said(ts)).toEqual([{ author_id: 'W0ANNA', team_id: 'T0GREENLIGHT' }]);
    await on.workspace.click('U0LUCIA', CHANNEL, card.ts, 'review_approve');
    await waitFor(async () => {
      const told = await thread(threadTs, 'U0LUCIA');
      return told.some((m) => shows(m, 'Approved by <@U0LUCIA>') || m.ephemeral);
    }, 'an answer to the press');
  });

  it('reads a file that is ready only after its message', async () => {
    const csv = 'name,profile\nAna Tardia,https://www.linkedin.com/in/ana-tardia-77';
    const file = { name: 'leads.csv', base64: Buffer.from(csv).toString('base64') };
    const { ts } = await control('message', {
      ...{ user_id: 'U0MARINA', channel_id: CHANNEL, text: 'a lista', files: [file], file_delay_ms: 1500 },
    });
    await control('shortcut', {
      ...{ user_id: 'U0MARINA', channel_id: CHANNEL, message_ts: ts, callback_id: 'import_leads' },
    });
    await inThread(String(ts), '1 new lead');
  });
});
