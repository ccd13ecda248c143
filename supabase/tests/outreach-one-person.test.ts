import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { useDatabase } from '../../testing/database/database.ts';
import { MONDAY, type Outreach, openOutreach, rule, TEAM } from '../../testing/supabase/outreach.ts';

const database = useDatabase();
let o: Outreach;
let n = 0;
beforeAll(async () => {
  o = await openOutreach(database);
});
beforeEach(async () => {
  await o.setClock(MONDAY);
});

const wide = {
  gap_min_minutes: 1,
  rules: [rule('send_message', 8, 8, null), rule('send_invite', 8, 8, 80), rule('view_profile', 8, 8, null)],
};
const newUrl = () => {
  n += 1;
  return `https://www.linkedin.com/in/one-person-${n}`;
};
type Made = Awaited<ReturnType<Outreach['account']>>;
const unknown = { result: 'unknown', error: { code: 'timeout', message: '', class: 'unknown' } } as const;

/** Two actions for one person under two addresses, which a read profile has shown to be one. */
async function twice(
  type: 'send_invite' | 'send_message' | 'view_profile',
  accounts: [Made, Made],
  texts: [string | null, string | null] = [null, null],
): Promise<[string, string]> {
  n += 1;
  const provider_id = `ACoAAtwice${n}`;
  const ids: string[] = [];
  for (const [i, account] of accounts.entries()) {
    const id = await o.ready(account.id, { type, url: newUrl(), text: texts[i] ?? null });
    await o.profile(account, id, { provider_id, connected: type === 'send_message' });
    ids.push(id);
  }
  for (const account of accounts) await o.governor.recordInboxRead(account.provider);
  return ids as [string, string];
}

describe('while a release of a kind has no known outcome, that kind waits for the person under every address', () => {
  test.each(['send_invite', 'send_message', 'view_profile'] as const)('%s', async (type) => {
    const account = await o.account(wide);
    const words: [string | null, string | null] =
      type === 'send_message' ? ['first', 'second'] : [null, null];
    const [first, second] = await twice(type, [account, account], words);
    const { releaseId } = await o.release(first, unknown);
    await o.advance(3);
    await o.governor.recordInboxRead(account.provider);
    expect(await o.claim(second)).toMatchObject({ outcome: 'held', blocked_by: 'earlier_unknown' });
    expect((await o.get(second)).status).toBe('scheduled');
    // Certainly nothing went: it is looked at again at once.
    await o.governor.recordLookup(releaseId, 'certainly_not_sent', {});
    const waits = await o.one('select aside from outreach.linkedin_automation where id = $1', [second]);
    expect(waits.aside).toBe(false);
    expect((await o.claim(second)).outcome).toBe('claimed');
  });

  test('messages from another account too, an answer as well; an invitation of another account is its own', async () => {
    const [one, two] = [await o.account(wide), await o.account(wide)];
    const [first, second] = await twice('send_message', [one, two], ['first', 'second']);
    await o.release(first, unknown);
    await o.advance(3);
    await o.governor.recordInboxRead(two.provider);
    expect(await o.claim(second)).toMatchObject({ outcome: 'held', blocked_by: 'earlier_unknown' });
    const [third, fourth] = await twice('send_invite', [one, two]);
    await o.release(third, unknown);
    await o.advance(3);
    expect((await o.claim(fourth)).outcome).toBe('claimed');
  });

  test('addresses that turn out to be one after the first went', async () => {
    const account = await o.account(wide);
    const [a, b] = [
      await o.ready(account.id, { type: 'send_invite', url: newUrl() }),
      await o.ready(account.id, { type: 'send_invite', url: newUrl() }),
    ];
    await o.profile(account, a, { provider_id: 'ACoAAlater1' });
    await o.release(a, unknown);
    await o.advance(3);
    await o.profile(account, b, { provider_id: 'ACoAAlater1' });
    expect(await o.claim(b)).toMatchObject({ outcome: 'held', blocked_by: 'earlier_unknown' });
  });

  test('claims of two accounts at the same moment: one message goes', async () => {
    for (let round = 0; round < 5; round += 1) {
      const [one, two] = [await o.account(wide), await o.account(wide)];
      const ids = await twice('send_message', [one, two], [`round ${round} a`, `round ${round} b`]);
      const answers = await Promise.all(ids.map((id) => o.claim(id)));
      expect(answers.map((a) => a.outcome).sort()).toEqual(['claimed', 'held']);
    }
  });

  test('claims while a read profile makes two leads one: never both, and nothing hangs', async () => {
    for (let round = 0; round < 5; round += 1) {
      const [one, two] = [await o.account(wide), await o.account(wide)];
      const a = await o.ready(one.id, { type: 'send_message', url: newUrl(), text: `a ${round}` });
      const b = await o.ready(two.id, { type: 'send_message', url: newUrl(), text: `b ${round}` });
      const provider_id = `ACoAArace${round}`;
      await o.profile(one, a, { provider_id, connected: true });
      await o.profile(two, b, { provider_id: `ACoAAother${round}`, connected: true });
      for (const account of [one, two]) await o.governor.recordInboxRead(account.provider);
      const first = await o.claim(a);
      const [second] = await Promise.all([
        o.profile(two, b, { provider_id, connected: true }).then(() => o.claim(b)),
        o.profile(one, a, { provider_id, connected: true }),
      ]);
      expect(first.outcome).toBe('claimed');
      expect(second).toMatchObject({ outcome: 'held', blocked_by: 'earlier_unknown' });
    }
  });
});

describe('no person gets the same words twice, however they are dressed', () => {
  const words = 'Olá Ana, vi sua palestra sobre titânio.';
  const dressed: [string, string][] = [
    ['a double space', 'Olá Ana,  vi sua palestra sobre titânio.'],
    ['capitals', words.toUpperCase()],
    ['without accents', 'Ola Ana, vi sua palestra sobre titanio.'],
    ['a soft hyphen', 'Olá Ana, vi sua pa\u00adlestra sobre titânio.'],
    ['tag letters', `${words}\u{e0061}\u{e0062}`],
    ['a joiner of width nought', 'Olá Ana, vi sua\u200d palestra sobre titânio.'],
    ['a variation selector', 'Olá\ufe01 Ana, vi sua palestra sobre titânio.'],
    ['marks that turn the direction', '\u2067Olá Ana, vi sua palestra sobre titânio.\u2069'],
    ['full width', 'Ｏlá Ana, vi sua palestra sobre titânio.'],
    ['line breaks', 'Olá Ana,\n\nvi sua palestra sobre titânio.'],
    ['other signs', 'Olá Ana! Vi sua palestra sobre titânio...'],
  ];

  test.each(dressed)('propose_action() and edit_action() refuse %s', async (_, text) => {
    const [one, two] = [await o.account(wide), await o.account(wide)];
    const url = newUrl();
    const first = await o.propose(one.id, { type: 'send_message', text: words, url });
    expect(first.outcome).toBe('proposed');
    for (const account of [one, two]) {
      expect(await o.propose(account.id, { type: 'send_message', text, url })).toMatchObject({
        outcome: 'refused',
        reason: 'duplicate',
        params: { action_id: first.action_id },
      });
    }
    const other = await o.propose(two.id, { type: 'send_message', text: 'Outras palavras', url });
    const { revision, hash } = await o.get(other.action_id ?? '');
    await expect(
      o.bot.editAction({ action_id: other.action_id ?? '', revision, hash, person_id: 'ana', text }),
    ).rejects.toMatchObject({ code: 'duplicate' });
  });

  test.each(dressed)(
    'claim_release() and decide_action() stop %s under an address that turned out to be the same person',
    async (_, text) => {
      const account = await o.account(wide);
      const a = await o.ready(account.id, { type: 'send_message', text: words, url: newUrl() });
      const b = await o.ready(account.id, { type: 'send_message', text, url: newUrl() });
      const c = (await o.propose(account.id, { type: 'send_message', text, url: newUrl() })).action_id ?? '';
      n += 1;
      for (const id of [a, b, c])
        await o.profile(account, id, { provider_id: `ACoAAwords${n}`, connected: true });
      await o.governor.recordInboxRead(account.provider);
      await o.release(a);
      expect(await o.decide(c)).toMatchObject({ outcome: 'not_allowed', reason: 'duplicate' });
      await o.advance(3);
      await o.governor.recordInboxRead(account.provider);
      expect(await o.claim(b)).toMatchObject({
        outcome: 'gone',
        blocked_by: 'same_words',
        action: { status: 'skipped' },
      });
    },
  );

  test('the note of an invitation counts; other words, and another person, go', async () => {
    const account = await o.account(wide);
    const url = newUrl();
    expect((await o.propose(account.id, { type: 'send_invite', text: words, url })).outcome).toBe('proposed');
    expect(await o.propose(account.id, { type: 'send_message', text: words, url })).toMatchObject({
      reason: 'duplicate',
    });
    expect(
      (await o.propose(account.id, { type: 'send_message', text: 'Outras palavras', url })).outcome,
    ).toBe('proposed');
    expect((await o.propose(account.id, { type: 'send_message', text: words, url: newUrl() })).outcome).toBe(
      'proposed',
    );
  });

  test('two proposals of the same words at the same moment: one is stored', async () => {
    const [one, two] = [await o.account(wide), await o.account(wide)];
    const url = newUrl();
    await o.propose(one.id, { url });
    const answers = await Promise.all(
      [one, two].map((account, i) =>
        o.propose(account.id, { type: 'send_message', text: i ? 'OI ANA' : 'Oi Ana', url }),
      ),
    );
    expect(answers.map((a) => a.outcome).sort()).toEqual(['proposed', 'refused']);
  });
});

describe('what an approver cannot see reaches no one', () => {
  test('it is taken out when proposed and when edited', async () => {
    const account = await o.account(wide);
    const { action_id } = await o.propose(account.id, {
      type: 'send_message',
      text: 'O\u00adlá \u202eAna\u{e0041}',
      name: 'A\u200bna',
    });
    const made = await o.get(action_id ?? '');
    expect([made.text, made.lead.name]).toEqual(['Olá Ana', 'Ana']);
    const { revision, hash } = made;
    const edited = await o.bot.editAction({
      action_id: made.id,
      revision,
      hash,
      person_id: 'ana',
      text: '\u2066Bom\ufe0f dia\u2069',
    });
    expect(edited.action?.text).toBe('Bom dia');
    expect(
      await o.propose(account.id, { type: 'send_message', text: '\u200b\u{e0041}\u3164' }),
    ).toMatchObject({ reason: 'empty' });
  });

  test('what was stored before is not approved, and not sent', async () => {
    const account = await o.account(wide);
    for (const approved of [false, true]) {
      const id = approved
        ? await o.ready(account.id, { type: 'send_message', text: 'Olá' })
        : ((await o.propose(account.id, { type: 'send_message', text: 'Olá' })).action_id ?? '');
      if (approved) await o.profile(account, id, { connected: true });
      await o.query(
        `with n as (update outreach.linkedin_automation set payload = jsonb_build_object('text', U&'Ol\\00ADá') where id = $1 returning *)
         select from n`,
        [id],
      );
      await o.query(
        `update outreach.linkedin_automation n set hash = outreach.action_hash(n), approved_hash = case when approved_hash is null then null else outreach.action_hash(n) end where id = $1`,
        [id],
      );
      if (approved)
        expect(await o.claim(id)).toMatchObject({
          outcome: 'held',
          blocked_by: 'approval',
          action: { status: 'pending_approval' },
        });
      expect(await o.decide(id)).toMatchObject({ outcome: 'not_allowed', reason: 'unseen' });
    }
  });
});

describe('a text with an unfilled placeholder', () => {
  test('is refused when proposed and when edited, with the placeholder', async () => {
    const account = await o.account(wide);
    for (const type of ['send_invite', 'send_message'] as const) {
      expect(await o.propose(account.id, { type, text: 'Olá {{firstName}}, tudo bem?' })).toMatchObject({
        outcome: 'refused',
        reason: 'placeholder',
        params: { found: '{{firstName}}' },
      });
    }
    const { action_id } = await o.propose(account.id, { type: 'send_message', text: 'Olá Ana' });
    const { revision, hash } = await o.get(action_id ?? '');
    await expect(
      o.bot.editAction({ action_id: action_id ?? '', revision, hash, person_id: 'ana', text: 'Olá [NOME]' }),
    ).rejects.toMatchObject({ code: 'placeholder', hint: expect.stringContaining('[NOME]') });
  });

  test('is not approved and not sent when it was stored before', async () => {
    const account = await o.account(wide);
    const id = await o.ready(account.id, { type: 'send_invite', text: 'Oi Ana' });
    await o.profile(account, id);
    await o.query(`update outreach.linkedin_automation set payload = '{"text": "Oi %NOME%"}' where id = $1`, [
      id,
    ]);
    await o.query(
      'update outreach.linkedin_automation n set hash = outreach.action_hash(n), approved_hash = outreach.action_hash(n) where id = $1',
      [id],
    );
    expect(await o.claim(id)).toMatchObject({
      outcome: 'held',
      blocked_by: 'approval',
      action: { status: 'pending_approval' },
    });
    expect(await o.decide(id)).toMatchObject({
      outcome: 'not_allowed',
      reason: 'placeholder',
      found: '%NOME%',
    });
    expect(await o.decide(id, 'leo', 'reject')).toMatchObject({ outcome: 'decided' });
  });
});

describe('what stops does not depend on the times that the provider gives', () => {
  test.each([
    '2099-01-01T00:00:00Z',
    'infinity',
    '1970-01-01T00:00:00Z',
    null,
    '',
    'yesterday evening',
    '2026-02-30T00:00:00Z',
  ])('a message of %j hides no later one', async (at) => {
    const account = await o.account(wide);
    const url = newUrl();
    await o.propose(account.id, { url });
    await o.inbound(account, { profile_url: url, at: at as string, message_id: `odd ${at} ${n}` });
    const answer = await o.ready(account.id, { type: 'send_message', url, text: 'Obrigado!' });
    await o.profile(account, answer, { connected: true });
    const [{ late }] = [
      await o.one(
        `select last_inbound_at > outreach.moment() as late from outreach.contacts where account_id = $1`,
        [account.id],
      ),
    ];
    expect(late).toBe(false);
    await o.inbound(account, { profile_url: url, at: '2026-11-23T12:59:00Z', text: 'Não me escreva mais' });
    expect(await o.get(answer)).toMatchObject({ status: 'skipped', blocked_by: 'replied' });
    // An answer to the newest one may go.
    const last = await o.ready(account.id, { type: 'send_message', url, text: 'Entendido.' });
    await o.advance(3);
    expect((await o.claim(last)).outcome).toBe('claimed');
  });

  test('a message from another account of the team counts by when it was learned', async () => {
    const [one, two] = [await o.account(wide), await o.account(wide)];
    const url = newUrl();
    await o.propose(one.id, { url });
    await o.inbound(one, { profile_url: url, at: '2026-11-23T12:30:00Z' });
    const answer = await o.ready(one.id, { type: 'send_message', url, text: 'Obrigado!' });
    await o.inbound(two, { profile_url: url, at: '2026-11-23T12:00:00Z' });
    expect(await o.get(answer)).toMatchObject({ status: 'skipped', blocked_by: 'replied' });
  });

  test.each(['2099-01-01T00:00:00Z', '1970-01-01T00:00:00Z', 'infinity'])(
    'a message that the owner wrote by hand, dated %s, counts today and ends in 7 days',
    async (at) => {
      const account = await o.account(wide);
      await o.inbound(account, { kind: 'echo', at });
      const used = async () =>
        (
          await o.one(
            `select outreach.used_since($1, 'send_message', outreach.moment() - interval '7 days') as used`,
            [account.id],
          )
        ).used;
      expect(await used()).toBe(1);
      await o.advance(7 * 24 * 60 + 1);
      expect(await used()).toBe(0);
    },
  );
});

describe('what a person answered is seen where it was decided', () => {
  const outbox = async () => {
    const all: Awaited<ReturnType<typeof o.bot.claimOutbox>> = [];
    for (
      let more = await o.bot.claimOutbox('bot', 100);
      more.length > 0;
      more = await o.bot.claimOutbox('bot', 100)
    ) {
      for (const item of more)
        await o.bot.settleOutbox({ ...item, ts: item.ts ?? `ts ${item.id}`, revision: item.revision });
      all.push(...more);
    }
    return all;
  };

  test('an acceptance and a reply stand on the card, under it, and in the figures, once', async () => {
    const account = await o.account(wide);
    const url = newUrl();
    const id = await o.ready(account.id, { type: 'send_invite', url });
    await o.profile(account, id);
    await o.release(id);
    const card = (await outbox()).find((i) => i.action?.id === id);
    const accepted = {
      kind: 'accepted',
      profile_url: url,
      key: `accepted ${n}`,
      message_id: null,
      text: null,
    } as const;
    await o.inbound(account, accepted);
    await o.inbound(account, accepted);
    await o.inbound(account, { profile_url: url, text: 'Pode mandar o catálogo?' });
    const items = await outbox();
    expect(items.filter((i) => i.action?.id === id)).toMatchObject([
      {
        ts: card?.ts ?? `ts ${card?.id}`,
        action: {
          answers: [
            { kind: 'accepted', text: null },
            { kind: 'message', text: 'Pode mandar o catálogo?' },
          ],
        },
      },
    ]);
    expect(items.filter((i) => i.event?.code === 'answered')).toMatchObject([
      {
        channel_id: 'C1',
        thread_ts: `ts ${card?.id}`,
        event: { params: { kind: 'accepted', action_id: id } },
      },
      {
        channel_id: 'C1',
        thread_ts: `ts ${card?.id}`,
        event: { params: { kind: 'message', text: 'Pode mandar o catálogo?' } },
      },
    ]);
    expect(await o.bot.status(account.id)).toMatchObject({ answers_14d: { accepted: 1, replied: 1 } });
    await o.inbound(account, { profile_url: url, text: 'E o preço?' });
    expect(await o.bot.status(account.id)).toMatchObject({ answers_14d: { accepted: 1, replied: 1 } });
  });

  test('a reply stands under the last message that reached the person, not under one that waited', async () => {
    const account = await o.account(wide);
    const url = newUrl();
    const sent = await o.ready(account.id, { type: 'send_message', url, text: 'Primeira' });
    await o.profile(account, sent, { connected: true });
    await o.release(sent);
    const waits =
      (await o.propose(account.id, { type: 'send_message', url, text: 'Segunda' })).action_id ?? '';
    await o.inbound(account, { profile_url: url, text: 'Não, obrigada' });
    expect((await o.get(sent)).answers).toMatchObject([{ kind: 'message', text: 'Não, obrigada' }]);
    expect(await o.get(waits)).toMatchObject({ status: 'skipped', answers: [] });
  });

  test('a connection that the account had before is no acceptance', async () => {
    const account = await o.account(wide);
    const url = newUrl();
    const id = await o.ready(account.id, { type: 'send_message', url, text: `Bom dia ${n}` });
    await o.profile(account, id, { connected: true });
    await o.inbound(account, {
      kind: 'accepted',
      profile_url: url,
      key: `old ${n}`,
      message_id: null,
      text: null,
    });
    expect((await o.get(id)).answers).toEqual([]);
    expect(await o.bot.status(account.id)).toMatchObject({ answers_14d: { accepted: 0, replied: 0 } });
  });

  test('what strangers write is shown nowhere', async () => {
    const account = await o.account(wide);
    await outbox();
    await o.inbound(account, { profile_url: 'https://www.linkedin.com/in/a-stranger', text: 'Oi' });
    // Of this account: what earlier tests left is due when their later clock is reached again.
    expect((await outbox()).filter((i) => i.account?.id === account.id)).toEqual([]);
    expect(await o.bot.status(account.id)).toMatchObject({ answers_14d: { accepted: 0, replied: 0 } });
  });

  test('a notice that asks for the terms, and cards that say so, are drawn anew once they are accepted', async () => {
    const account = await o.account(wide, { acknowledged: false });
    const id = await o.ready(account.id);
    expect((await o.claim(id)).blocked_by).toBe('terms_not_acknowledged');
    const found = (await o.bot.listAccounts(TEAM)).find((a) => a.id === account.id);
    if (!found) throw new Error('No account');
    await o.bot.saveConfig({
      account_id: account.id,
      person_id: 'rui',
      config: { ...found.config, gap_min_minutes: 20, gap_max_minutes: 70 },
      expected_version: found.config_version,
    });
    await outbox();
    await o.bot.acknowledgeTerms(account.id, 'rui');
    const drawn = await outbox();
    expect(
      drawn
        .filter((i) => i.account?.id === account.id)
        .map((i) => i.event?.code ?? i.action?.id)
        .sort(),
    ).toEqual([id, 'config_changed', 'terms_acknowledged'].sort());
    expect((await o.get(id)).blocked_by).not.toBe('terms_not_acknowledged');
  });
});

test('list_leads() offers people once, those without a message first, and none who is suppressed', async () => {
  const account = await o.account(wide);
  const add = (slug: string) =>
    o.one('select outreach.add_lead($1) as id', [
      JSON.stringify({
        team_id: TEAM,
        profile_url: `in/${slug}`,
        name: slug,
        title: 'Buyer',
        company: 'Acme',
      }),
    ]);
  for (const slug of ['list-a', 'list-b', 'list-c']) await add(slug);
  await o.propose(account.id, { url: 'in/list-a' });
  await o.bot.suppress({ team_id: TEAM, kind: 'person', value: 'in/list-c', person_id: 'ana', reason: '' });
  const all = await o.bot.listLeads(TEAM, 100);
  const names = all.map((l) => l.name).filter((name) => name?.startsWith('list-'));
  expect(names).toEqual(['list-b', 'list-a']);
  expect(all.find((l) => l.name === 'list-b')).toMatchObject({
    title: 'Buyer',
    company: 'Acme',
    profile_url: 'https://www.linkedin.com/in/list-b',
  });
  expect(await o.bot.listLeads(TEAM, 1)).toHaveLength(1);
});

describe('the end of a suppression', () => {
  const list = (person = 'rui', words = '') => o.bot.listSuppressions(TEAM, person, words, 100);
  const end = (id: number, change: object = {}) =>
    o.bot.endSuppression({ team_id: TEAM, person_id: 'rui', id, reason: 'asked to hear from us', ...change });

  test("is an admin's, with a reason that is kept, and what was stopped stays stopped", async () => {
    const account = await o.account();
    const url = 'https://www.linkedin.com/in/back-again';
    const id = await o.ready(account.id, { url, name: 'Bela Back' });
    await o.bot.suppress({ team_id: TEAM, kind: 'person', value: url, person_id: 'ana', reason: 'said no' });
    expect(await list('ana')).toBeNull();
    const found = await list('rui', 'bela');
    expect(found).toMatchObject({
      total: 1,
      suppressions: [{ kind: 'person', name: 'Bela Back', reason: 'said no' }],
    });
    const suppression = found?.suppressions[0]?.id ?? 0;

    expect(await end(suppression, { person_id: 'ana' })).toMatchObject({ outcome: 'not_allowed' });
    expect(await end(suppression, { reason: ' ok ' })).toMatchObject({
      outcome: 'refused',
      reason: 'bad_reason',
    });
    expect((await o.propose(account.id, { url })).reason).toBe('suppressed');
    expect(await end(suppression)).toMatchObject({ outcome: 'done' });
    expect(await end(suppression)).toMatchObject({ outcome: 'not_found' });

    expect(await o.get(id)).toMatchObject({ status: 'suppressed' });
    expect((await o.propose(account.id, { url })).outcome).toBe('proposed');
    expect(
      await o.one('select ended_by, end_reason, reason from outreach.ended_suppressions where id = $1', [
        suppression,
      ]),
    ).toEqual({ ended_by: 'rui', end_reason: 'asked to hear from us', reason: 'said no' });
    expect(
      await o.one(
        "select actor, from_state, to_state from outreach.audit where code = 'suppression_ended' and subject_id = $1",
        [String(suppression)],
      ),
    ).toEqual({ actor: 'rui', from_state: 'on', to_state: 'off' });
  });
});
