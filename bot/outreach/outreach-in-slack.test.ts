import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { connectDatabase } from '../../platform/db.ts';
import { outreachForGovernor } from '../../ports/outreach.ts';
import { useBot } from '../../testing/bot/bot.ts';
import { type SeenMessage, waitFor } from '../../testing/workspace.ts';

const CHANNEL = 'C0MARKETING';
const TEAM = 'T0GREENLIGHT';

describe('/outreach on a Slack stand-in and the real database', () => {
  const on = useBot();
  let accountId = '';
  let people = 0;

  beforeAll(async () => {
    const account = {
      team_id: TEAM,
      provider_account_id: 'unipile-1',
      name: 'Alba Implantes - Renata Prado',
      owner_id: 'U0RENATA',
      tier: 'premium',
      channel_id: CHANNEL,
    };
    const { rows } = await on.database.owner.query('select outreach.install_account($1) as id', [
      JSON.stringify(account),
    ]);
    accountId = String(rows[0]?.id);
  });
  beforeEach(async () => {
    await on.workspace.call('DELETE', 'faults');
  });

  const shows = (m: SeenMessage, text: string) => JSON.stringify([m.text, m.blocks]).includes(text);
  const seen = (text: string, userId = 'U0MARINA') =>
    waitFor(
      async () => (await on.workspace.messages(CHANNEL, { userId })).findLast((m) => shows(m, text)),
      `"${text}" for ${userId}`,
    );
  const outreach = (userId: string, text: string) => on.workspace.command(userId, CHANNEL, '/outreach', text);
  const form = (userId: string) =>
    waitFor(async () => (await on.workspace.views(userId)).modals[0], `a form for ${userId}`);
  const profile = () => {
    people += 1;
    return `https://www.linkedin.com/in/person-${people}`;
  };
  const propose = async (userId: string, note: string) => {
    const url = profile();
    const answer = await outreach(userId, `add invite ${url} "${note}"`);
    expect(JSON.stringify(answer.ack)).toContain('Proposed.');
    return { url, card: await seen(url) };
  };

  it('leads from a proposal over an edit to an approval of exactly those words', async () => {
    const note = 'Olá! *não* _é_ <!channel> <@U0PEDRO> & mais';
    const { url, card } = await propose('U0MARINA', note.replaceAll('&', '&amp;').replaceAll('<', '&lt;'));
    expect(JSON.stringify(card.blocks)).toContain(note);
    expect(JSON.stringify(card.blocks)).toContain('<@U0LUCIA>');

    await on.workspace.click('U0MARINA', CHANNEL, card.ts, 'outreach_approve');
    expect((await seen('four eyes')).ephemeral).toBe(true);
    await on.workspace.click('U0PEDRO', CHANNEL, card.ts, 'outreach_approve');
    expect((await seen('Your role may not', 'U0PEDRO')).ephemeral).toBe(true);

    const old = JSON.stringify(card.blocks);
    const value = /"value":"((?:[^"\\]|\\.)*)"/.exec(old)?.[1]?.replaceAll('\\"', '"') ?? '';
    await on.workspace.click('U0LUCIA', CHANNEL, card.ts, 'outreach_edit');
    const modal = await form('U0LUCIA');
    expect(JSON.stringify(modal)).toContain('new approval');
    await on.workspace.submit('U0LUCIA', modal.id, { text: { text: 'Olá, outro texto.' } });
    await seen('Olá, outro texto.');

    await on.workspace.click('U0THOMAS', CHANNEL, card.ts, 'outreach_approve', { value });
    expect((await seen('out of date', 'U0THOMAS')).ephemeral).toBe(true);
    await on.workspace.click('U0LUCIA', CHANNEL, card.ts, 'outreach_approve');
    expect((await seen('four eyes', 'U0LUCIA')).ephemeral).toBe(true);
    await Promise.all([
      on.workspace.click('U0THOMAS', CHANNEL, card.ts, 'outreach_approve'),
      on.workspace.click('U0THOMAS', CHANNEL, card.ts, 'outreach_approve'),
    ]);
    const approved = await seen('Approved by <@U0THOMAS>');
    expect(approved.ts).toBe(card.ts);
    expect(shows(approved, 'Waiting: ')).toBe(true);
    expect((await seen('Already decided', 'U0THOMAS')).ephemeral).toBe(true);
    const cards = (await on.workspace.messages(CHANNEL)).filter((m) => shows(m, url));
    expect(cards).toHaveLength(1);
  });

  it('proposes with the form, under whose fields it says what is wrong', async () => {
    await outreach('U0MARINA', 'add');
    const modal = await form('U0MARINA');
    const sent = (values: Record<string, unknown>) =>
      on.workspace.submit('U0MARINA', modal.id, {
        account: { account: accountId },
        type: { type: 'send_invite' },
        ...values,
      } as never);
    const company = await sent({ profile: { profile: 'https://www.linkedin.com/company/acme' } });
    expect(JSON.stringify(company)).toContain('company page');
    const long = await sent({ profile: { profile: profile() }, text: { text: 'x'.repeat(301) } });
    expect(JSON.stringify(long)).toContain('301 characters; up to 300');
    const visit = await sent({
      type: { type: 'view_profile' },
      profile: { profile: profile() },
      text: { text: 'Oi' },
    });
    expect(JSON.stringify(visit)).toContain('sends no words');
    const name = '<!channel> Helena <@U1>';
    await sent({ profile: { profile: profile() }, name: { name }, text: { text: 'Oi Helena' } });
    const card = await seen('Oi Helena');
    expect(JSON.stringify(card.blocks)).toContain(name);
    expect(card.text).toContain('&lt;!channel&gt;');
  });

  it('lists what waits; reschedules in the person own time and cancels', async () => {
    const { card } = await propose('U0MARINA', 'Fila');
    await on.workspace.click('U0LUCIA', CHANNEL, card.ts, 'outreach_approve');
    await seen('Approved by <@U0LUCIA>');
    await outreach('U0MARINA', 'queue');
    const list = await seen('Outreach queue');
    expect(list.ephemeral).toBe(true);

    await on.workspace.click('U0THOMAS', CHANNEL, card.ts, 'outreach_reschedule');
    const modal = await form('U0THOMAS');
    expect(JSON.stringify(modal)).toContain('Europe/Berlin');
    const past = await on.workspace.submit('U0THOMAS', modal.id, {
      date: { date: '2020-01-01' },
      time: { time: '10:00' },
    });
    expect(JSON.stringify(past)).toContain('past');
    const day = new Date(Date.now() + 20 * 86_400_000).toISOString().slice(0, 10);
    await on.workspace.submit('U0THOMAS', modal.id, { date: { date: day }, time: { time: '10:00' } });
    const told = await seen('goes out no earlier than', 'U0THOMAS');
    expect(told.text).toContain(`<!date^${Date.parse(`${day}T09:00:00Z`) / 1000}^`);

    await on.workspace.click('U0MARINA', CHANNEL, card.ts, 'outreach_cancel');
    await seen('Cancelled; nothing was sent.');
  });

  it('shows the limits to admins only, refuses what cannot work and posts what changed', async () => {
    await outreach('U0MARINA', 'config');
    const refused = await seen('Only admins may change');
    expect(refused.text).toContain('<@U0RENATA>');

    await outreach('U0RENATA', 'config');
    const modal = await form('U0RENATA');
    const values = Object.fromEntries(
      (modal.blocks as { block_id?: string; element?: Record<string, unknown> }[]).flatMap((b) => {
        const e = b.element;
        if (!b.block_id || !e) return [];
        const options = e.initial_options as { value: string }[] | undefined;
        const option = e.initial_option as { value: string } | undefined;
        const value =
          options?.map((o) => o.value) ?? option?.value ?? e.initial_time ?? e.initial_value ?? null;
        return [[b.block_id, { [b.block_id]: value }]];
      }),
    );
    const submit = (change: Record<string, unknown>) =>
      on.workspace.submit('U0RENATA', modal.id, {
        ...values,
        ...Object.fromEntries(Object.entries(change).map(([k, v]) => [k, { [k]: v }])),
      } as never);
    const tooMuch = await submit({
      'send_invite.daily_min': '30',
      'send_invite.daily_max': '30',
    });
    expect(JSON.stringify(tooMuch)).toMatch(
      /09:00-18:00 holds 540 minutes; with 20 minutes between actions at most 2\d fit, the minima sum to 40\./,
    );
    expect(JSON.stringify(await submit({ time_zone: 'Mars/Base' }))).toContain('no time zone that I know');
    const saved = await submit({
      'send_invite.daily_max': '40',
      gap_min_minutes: '25',
      working_days: ['1', '2'],
    });
    expect(saved.response).toEqual({});
    const notice = await seen('Limits changed by <@U0RENATA>');
    expect(shows(notice, 'Invitations a day at most: 15 → 40')).toBe(true);
    expect(shows(notice, 'Monday, Tuesday')).toBe(true);
    expect(shows(notice, 'but at most')).toBe(true);
    expect(shows(notice, 'outreach_terms')).toBe(true);
    await on.workspace.idle();
    const notices = (await on.workspace.messages(CHANNEL)).filter((m) => shows(m, 'Limits changed'));
    expect(notices).toHaveLength(1);
  });

  it('lets only the owner accept the rules of LinkedIn, and records it', async () => {
    await outreach('U0MARINA', 'status');
    const status = await seen('Outreach: Alba');
    expect(status.ephemeral).toBe(false);
    expect(JSON.stringify(status.blocks)).toContain('slack_file');
    expect(shows(status, 'Sending hours 09:00-18:00')).toBe(true);
    await on.workspace.click('U0MARINA', CHANNEL, status.ts, 'outreach_terms');
    await seen('Only the owner');
    await on.workspace.click('U0RENATA', CHANNEL, status.ts, 'outreach_terms');
    const modal = await form('U0RENATA');
    expect(JSON.stringify(modal)).toContain('User Agreement');
    await on.workspace.submit('U0RENATA', modal.id, { accept: { accept: ['accepted'] } });
    await seen('<@U0RENATA> accepted LinkedIn');
    const { rows } = await on.database.owner.query(
      'select terms_acknowledged_by from outreach.accounts where id = $1',
      [accountId],
    );
    expect(rows[0]?.terms_acknowledged_by).toBe('U0RENATA');
    // Neither the status nor the notice still asks for it, once both are drawn anew.
    await expect
      .poll(async () => (await on.workspace.messages(CHANNEL)).filter((m) => shows(m, 'outreach_terms')))
      .toEqual([]);
  });

  it('pauses for anyone but guests and resumes for admins, where the whole channel sees it', async () => {
    await outreach('U0GUEST', 'pause').catch(() => undefined);
    await outreach('U0PEDRO', 'pause férias <!channel>');
    const paused = await seen('<@U0PEDRO> paused outreach');
    expect(paused.ephemeral).toBe(false);
    expect(shows(paused, 'férias')).toBe(true);
    await outreach('U0PEDRO', 'pause');
    expect((await seen('paused already', 'U0PEDRO')).ephemeral).toBe(true);
    await outreach('U0PEDRO', 'resume');
    expect((await seen('Only admins can resume', 'U0PEDRO')).ephemeral).toBe(true);
    await outreach('U0RENATA', 'resume');
    await seen('<@U0RENATA> resumed outreach');
    await outreach('U0PEDRO', 'pause all incidente');
    await seen('<@U0PEDRO> stopped all outreach');
    await on.workspace.idle();
    const all = (await on.workspace.messages(CHANNEL)).filter((m) => shows(m, 'stopped all outreach'));
    expect(all).toHaveLength(1);
    await outreach('U0RENATA', 'resume all');
    await waitFor(async () => {
      const { rows } = await on.database.owner.query('select from outreach.stops');
      return rows.length === 0;
    }, 'the stop ended');
  });

  it('stops what waits for a person who must never be contacted again', async () => {
    const { url } = await propose('U0MARINA', 'Antes da supressão');
    await outreach('U0MARINA', `suppress person ${url}`);
    const ask = await seen('Never contact this person again?');
    await on.workspace.click('U0MARINA', CHANNEL, ask.ts, 'outreach_suppress');
    const done = await seen('<@U0MARINA> suppressed this person');
    expect(shows(done, '1 waiting action was stopped.')).toBe(true);
    await waitFor(async () => {
      const card = (await on.workspace.messages(CHANNEL)).find((m) => shows(m, url) && shows(m, 'Invite to'));
      return card && shows(card, 'must not be contacted') && !shows(card, 'outreach_approve');
    }, 'the card without buttons');
    const again = await outreach('U0MARINA', `add invite ${url}`);
    expect(JSON.stringify(again.ack)).toContain('suppressed');
  });

  it('shows an unknown outcome, then asks a person, who says how it ended', async () => {
    await on.database.owner.query(
      `update outreach.accounts set window_start = '00:00', window_end = '23:59', working_days = '{1,2,3,4,5,6,7}',
         holidays = null, resumed_at = null, last_dispatch_at = null, terms_acknowledged_at = now(), warm_up_days = 0,
         inbox_read_at = now()`,
    );
    const governor = outreachForGovernor(
      connectDatabase({
        url: on.database.url,
        publishableKey: on.database.publishableKey,
        token: await on.database.token('greenlight_governor'),
        fetch: on.database.fetch,
      })('outreach'),
    );
    const { url, card } = await propose('U0MARINA', 'Resultado incerto');
    await on.workspace.click('U0LUCIA', CHANNEL, card.ts, 'outreach_approve');
    const { rows } = await on.database.owner.query(
      `select n.id from outreach.linkedin_automation n join outreach.leads l on l.id = n.lead_id where l.profile_url = $1`,
      [url],
    );
    const actionId = String(rows[0]?.id);
    await seen('Approved by <@U0LUCIA>');
    const now = new Date().toISOString();
    await governor.planActions([
      { action_id: actionId, revision: 1, scheduled_for: now, jitter_applied_minutes: 0 },
    ]);
    const claim = await waitFor(async () => {
      const answer = await governor.claimRelease(actionId, 'test');
      return answer.outcome === 'claimed' && answer;
    }, `a release of ${actionId}`);
    await seen('It is being sent now.');
    await governor.recordRelease({
      release_id: claim.release_id ?? 0,
      fence: claim.fence ?? 0,
      result: 'unknown',
      provider: {},
      error: { code: 'timeout', message: 'no answer', class: 'unknown' },
      signal: 'none',
    });
    const checking = await seen('checking. It is not sent again.');
    expect(shows(checking, 'outreach_was_sent')).toBe(false);
    await governor.recordLookup(claim.release_id ?? 0, 'not_seen', {});
    await governor.recordLookup(claim.release_id ?? 0, 'not_seen', {});
    const asked = await seen('check on LinkedIn what happened');
    expect(asked.ts).toBe(card.ts);
    await on.workspace.click('U0PEDRO', CHANNEL, card.ts, 'outreach_was_sent');
    expect((await seen('Your role may not', 'U0PEDRO')).ephemeral).toBe(true);
    await on.workspace.click('U0LUCIA', CHANNEL, card.ts, 'outreach_was_sent');
    const done = await seen('as <@U0LUCIA> says');
    expect(done.ts).toBe(card.ts);
    expect(shows(done, 'Resultado incerto')).toBe(true);
  });

  it('decides on the Home tab, where admins also see the day', async () => {
    const { url } = await propose('U0MARINA', 'Para a Home');
    const home = async (userId: string) =>
      waitFor(async () => {
        await on.workspace.call('POST', 'home', { user_id: userId });
        return (await on.workspace.views(userId)).home;
      }, `the Home tab of ${userId}`);
    const renatas = await home('U0RENATA');
    expect(JSON.stringify(renatas)).toContain('Outreach today');
    expect(JSON.stringify(renatas)).toContain('Para a Home');
    expect(JSON.stringify(await home('U0MARINA'))).not.toContain('Para a Home');
    const blocks = renatas.blocks as {
      block_id: string;
      elements?: { value?: string; action_id: string }[];
    }[];
    const card = (await on.workspace.messages(CHANNEL)).find((m) => shows(m, url));
    const row = blocks.find((b) =>
      b.elements?.some((e) => e.value && JSON.stringify(card?.blocks).includes(JSON.stringify(e.value))),
    );
    await on.workspace.clickInView('U0RENATA', String(renatas.id), 'outreach_approve', {
      block_id: row?.block_id,
    });
    await seen('Approved by <@U0RENATA>');
    await waitFor(async () => {
      const now = (await on.workspace.views('U0RENATA')).home;
      return now && !JSON.stringify(now).includes('Para a Home');
    }, 'the Home tab without it');
  });
});
