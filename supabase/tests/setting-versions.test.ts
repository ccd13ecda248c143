import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type HouseRule, type HouseRules, houseRules, ruleLength } from '../../ports/content.ts';
import { useDatabase } from '../../testing/database/database.ts';
import { connectParts, installTeam, type Parts, TEAM } from '../../testing/supabase/content.ts';
import { installOtherTeam, OTHER_TEAM } from '../../testing/supabase/documents.ts';

const database = useDatabase();
let parts: Parts;
beforeAll(async () => {
  parts = await connectParts(database);
  await installTeam(database);
  await installOtherTeam(database);
});
beforeEach(async () => {
  await database.owner.query('delete from content.house_rules');
  await database.owner.query('delete from content.brand_kits');
});

const rule = (id: string, more: Partial<HouseRule> = {}): HouseRule => ({
  id,
  kind: 'banned_word',
  pattern: `word ${id}`,
  severity: 'block',
  reason: 'because',
  ...more,
});
const rules = (...list: HouseRule[]) => ({ voice: 'Plain.', rules: list });
type Change = Parameters<Parts['bot']['changeHouseRules']>[0];
const change = (base_version: number, value: Omit<HouseRules, 'version'>, more: Partial<Change> = {}) =>
  parts.bot.changeHouseRules({
    team_id: TEAM,
    person_id: 'rui',
    base_version,
    rules: value,
    change: `change of ${base_version}`,
    ...more,
  });
type Restore = Parameters<Parts['bot']['restoreSetting']>[0];
const restore = (version: number, base_version: number, more: Partial<Restore> = {}) =>
  parts.bot.restoreSetting({
    team_id: TEAM,
    person_id: 'rui',
    setting: 'house_rules',
    version,
    base_version,
    ...more,
  });
const versions = (setting: 'house_rules' | 'brand_kit' = 'house_rules', limit = 50, team = TEAM) =>
  parts.bot.listSettingVersions(team, setting, limit);
const inForce = () => parts.bot.getHouseRules(TEAM);
const none = null as unknown as number;

describe('change_house_rules()', () => {
  it('adds a version that says who made it and what it was', async () => {
    expect(await change(0, rules(rule('a')))).toEqual({ outcome: 'changed', version: 1, changed_by: null });
    expect(await change(1, rules(rule('a'), rule('b')))).toMatchObject({ outcome: 'changed', version: 2 });
    expect(await inForce()).toEqual({ version: 2, ...rules(rule('a'), rule('b')) });
    expect(await parts.agent.getHouseRules(TEAM)).toEqual(await inForce());
    expect(await versions()).toMatchObject([
      { version: 2, changed_by: 'rui', change: 'change of 1' },
      { version: 1, changed_by: 'rui', change: 'change of 0' },
    ]);
    const { rows } = await database.owner.query('select rules from content.house_rules where version = 1');
    expect(rows).toEqual([{ rules: rules(rule('a')) }]);
  });

  it.each(['ana', 'leo', 'gil', 'nobody'])('is not for %s, who is no admin', async (person_id) => {
    await change(0, rules(rule('a')));
    expect(await change(1, rules(), { person_id })).toEqual({
      outcome: 'not_allowed',
      version: 1,
      changed_by: null,
    });
    expect(await versions()).toHaveLength(1);
  });

  it('is not for an admin who is a guest, nor for the admin of another team', async () => {
    await change(0, rules(rule('a')));
    expect((await change(1, rules(), { person_id: 'ana' })).outcome).toBe('not_allowed');
    const note = (is_guest: boolean) =>
      database.owner.query('select platform.note_person($1)', [
        JSON.stringify({ team_id: TEAM, user_id: 'rui', name: 'rui', is_guest }),
      ]);
    await note(true);
    const answer = await change(1, rules());
    await note(false);
    expect(answer.outcome).toBe('not_allowed');
    expect(await inForce()).toMatchObject({ version: 1 });
  });

  it.each([0, 2, -1, none])('from version %s of 1 is stale and says who was quicker', async (base) => {
    await change(0, rules(rule('a')));
    expect(await change(base, rules(rule('b')))).toEqual({ outcome: 'stale', version: 1, changed_by: 'rui' });
    expect(await inForce()).toEqual({ version: 1, ...rules(rule('a')) });
  });

  it('keeps three to ten samples of the voice with each version, or none, and those in force where a part knows none', async () => {
    const samples = ['Peça o lote.', 'Confira antes.', 'Anote depois. 🙂'];
    await change(0, { ...rules(rule('a')), samples });
    expect(await inForce()).toEqual({ version: 1, ...rules(rule('a')), samples });
    expect(houseRules.parse(await parts.agent.getHouseRules(TEAM)).samples).toEqual(samples);
    await change(1, rules(rule('b')));
    expect((await inForce()).samples).toEqual(samples);
    await change(2, { ...rules(rule('b')), samples: [] });
    expect(await inForce()).toEqual({ version: 3, ...rules(rule('b')) });
    await restore(1, 3);
    expect((await inForce()).samples).toEqual(samples);
    const longest = 'x'.repeat(ruleLength.sample);
    for (const bad of [
      ['a', 'b'],
      Array(11).fill('a'),
      ['a', 'b', ' '],
      ['a', 'b', `${longest}x`],
      ['a', 'b', 7 as never],
    ])
      await expect(change(4, { ...rules(), samples: bad })).rejects.toMatchObject({ code: 'bad_rules' });
    expect(await change(4, { ...rules(), samples: Array(10).fill(longest) })).toMatchObject({
      outcome: 'changed',
    });
  });

  it('from no version at all is stale, also where there is none', async () => {
    expect(await change(none, rules(rule('a')))).toEqual({ outcome: 'stale', version: 0, changed_by: null });
    expect(await versions()).toEqual([]);
  });

  it('that changes nothing adds no version', async () => {
    await change(0, rules(rule('a')));
    expect(await change(1, rules(rule('a')))).toEqual({ outcome: 'unchanged', version: 1, changed_by: null });
    expect(await versions()).toHaveLength(1);
  });

  it('of five admins at once lets one through; the others see its version', async () => {
    await change(0, rules(rule('a')));
    const answers = await Promise.all(['b', 'c', 'd', 'e', 'f'].map((id) => change(1, rules(rule(id)))));
    expect(answers.map((a) => a.outcome).sort()).toEqual(['changed', 'stale', 'stale', 'stale', 'stale']);
    for (const answer of answers) expect(answer.version).toBe(2);
    expect(await versions()).toHaveLength(2);
  });

  it('of one team is none of another', async () => {
    await change(0, rules(rule('a')));
    const theirs = { team_id: OTHER_TEAM, person_id: 'ana' };
    expect(await change(0, rules(rule('b')), theirs)).toMatchObject({ outcome: 'changed', version: 1 });
    expect((await inForce()).rules.map((r) => r.id)).toEqual(['a']);
    expect(await versions('house_rules', 50, OTHER_TEAM)).toMatchObject([{ version: 1, changed_by: 'ana' }]);
    expect(await versions('house_rules', 50, 'T9')).toEqual([]);
  });

  it('takes every kind, severity and language of the contract, at its limits', async () => {
    const long = rule('long', {
      pattern: 'p'.repeat(ruleLength.pattern),
      reason: 'r'.repeat(ruleLength.reason),
    });
    const list = [
      long,
      rule('w', { kind: 'banned_word', severity: 'warn', language: 'pt' }),
      rule('c', { kind: 'banned_claim', language: 'en' }),
      rule('d', { kind: 'required_disclaimer', language: null }),
      rule('g', { kind: 'guideline', reason: '' }),
      ...Array.from({ length: ruleLength.rules - 5 }, (_, n) => rule(`n${n}`)),
    ];
    const value = { voice: 'v'.repeat(ruleLength.voice), rules: list };
    expect(await change(0, value)).toMatchObject({ outcome: 'changed' });
    expect(await inForce()).toEqual({ version: 1, ...value });
  });

  const emoji = (length: number) => '😀'.repeat(length / 2);
  it.each([
    ['no rules', null],
    ['rules that are no list', { voice: '', rules: {} }],
    ['no voice', { rules: [] }],
    ['a voice that is no text', { voice: 5, rules: [] }],
    ['a voice that is too long', { voice: 'v'.repeat(2001), rules: [] }],
    ['a voice that is too long as JavaScript counts', { voice: emoji(2002), rules: [] }],
    ['201 rules', rules(...Array.from({ length: 201 }, (_, n) => rule(`n${n}`)))],
    ['a rule that is no object', { voice: '', rules: ['a'] }],
    ['a rule without an id', rules(rule(' '))],
    ['an id that is no text', { voice: '', rules: [{ ...rule('a'), id: 7 }] }],
    ['an id that is there twice', rules(rule('a'), rule('b'), rule('a', { pattern: 'other' }))],
    ['an unknown kind', { voice: '', rules: [{ ...rule('a'), kind: 'regexp' }] }],
    ['an unknown severity', { voice: '', rules: [{ ...rule('a'), severity: 'fatal' }] }],
    ['an unknown language', { voice: '', rules: [{ ...rule('a'), language: 'es' }] }],
    ['no pattern', rules(rule('a', { pattern: ' ' }))],
    ['a pattern that is no text', { voice: '', rules: [{ ...rule('a'), pattern: 5 }] }],
    ['a pattern that is too long', rules(rule('a', { pattern: 'p'.repeat(301) }))],
    ['a pattern that is too long as JavaScript counts', rules(rule('a', { pattern: emoji(302) }))],
    ['a pattern that is too long with its blanks', rules(rule('a', { pattern: `p${' '.repeat(300)}` }))],
    ['no reason', { voice: '', rules: [{ ...rule('a'), reason: null }] }],
    ['a reason that is too long', rules(rule('a', { reason: 'r'.repeat(301) }))],
    ['a reason that is too long as JavaScript counts', rules(rule('a', { reason: emoji(302) }))],
  ])('refuses %s, says so and changes nothing', async (_what, value) => {
    await change(0, rules(rule('a')));
    await expect(change(1, value as Omit<HouseRules, 'version'>)).rejects.toMatchObject({
      code: 'bad_rules',
    });
    expect(await inForce()).toEqual({ version: 1, ...rules(rule('a')) });
  });

  it('takes what the readers of the rules take, counted as they count', async () => {
    const value = { voice: emoji(2000), rules: [rule('a', { pattern: emoji(300), reason: emoji(300) })] };
    expect(await change(0, value)).toMatchObject({ outcome: 'changed' });
    expect(houseRules.safeParse(await inForce()).success).toBe(true);
  });

  it('names the rule that is at fault', async () => {
    await expect(change(0, rules(rule('a'), rule('odd', { pattern: '' })))).rejects.toThrow(
      'Cannot change the house rules: rule "odd": its pattern has 1 to 300 characters',
    );
  });
});

describe('restore_setting()', () => {
  it('makes an earlier version the newest one, and can itself be undone', async () => {
    await change(0, rules(rule('a')));
    await change(1, rules(rule('b')));
    expect(await restore(1, 2)).toEqual({ outcome: 'changed', version: 3, changed_by: null });
    expect(await inForce()).toEqual({ version: 3, ...rules(rule('a')) });
    expect(await restore(2, 3)).toMatchObject({ outcome: 'changed', version: 4 });
    expect(await inForce()).toEqual({ version: 4, ...rules(rule('b')) });
    expect(await restore(3, 4)).toMatchObject({ outcome: 'changed', version: 5 });
    expect((await versions()).map((v) => v.change)).toEqual([
      'back to version 3',
      'back to version 2',
      'back to version 1',
      'change of 1',
      'change of 0',
    ]);
  });

  it('brings a brand kit back as it was', async () => {
    const kit = (name: string) =>
      database.owner.query('select content.set_brand_kit($1, $2, $3)', [
        TEAM,
        'rui',
        JSON.stringify({ name, deep: { a: 1 } }),
      ]);
    await kit('Alba');
    await kit('Beta');
    const back = await restore(1, 2, { setting: 'brand_kit' });
    expect(back).toEqual({ outcome: 'changed', version: 3, changed_by: null });
    const { rows } = await database.owner.query(
      'select kit, changed_by from content.brand_kits where version = 3',
    );
    expect(rows).toEqual([{ kit: { name: 'Alba', deep: { a: 1 } }, changed_by: 'rui' }]);
    expect(await versions('brand_kit')).toMatchObject([
      { version: 3, change: 'back to version 1' },
      { version: 2, change: null },
      { version: 1, change: null },
    ]);
    expect(await versions()).toEqual([]);
  });

  it('to what is in force changes nothing', async () => {
    await change(0, rules(rule('a')));
    await change(1, rules(rule('b')));
    await restore(1, 2);
    expect(await restore(3, 3)).toMatchObject({ outcome: 'unchanged', version: 3 });
    expect(await restore(1, 3)).toMatchObject({ outcome: 'unchanged', version: 3 });
    expect(await versions()).toHaveLength(3);
  });

  it('is for admins alone, and tells others nothing of what versions there are', async () => {
    await change(0, rules(rule('a')));
    await change(1, rules(rule('b')));
    for (const person_id of ['ana', 'leo', 'gil', 'nobody']) {
      expect((await restore(1, 2, { person_id })).outcome, person_id).toBe('not_allowed');
      expect((await restore(9, 2, { person_id })).outcome, person_id).toBe('not_allowed');
    }
    expect(await versions()).toHaveLength(2);
  });

  it.each([1, 3, none])('from version %s of 2 is stale', async (base) => {
    await change(0, rules(rule('a')));
    await change(1, rules(rule('b')));
    expect(await restore(1, base)).toEqual({ outcome: 'stale', version: 2, changed_by: 'rui' });
    expect(await inForce()).toMatchObject({ version: 2 });
  });

  it.each([0, 3, none])('knows no version %s of 2', async (version) => {
    await change(0, rules(rule('a')));
    await change(1, rules(rule('b')));
    expect(await restore(version, 2)).toEqual({ outcome: 'unknown_version', version: 2, changed_by: null });
    expect(await inForce()).toMatchObject({ version: 2 });
  });

  it('knows no version of another team', async () => {
    await change(0, rules(rule('a')));
    await change(1, rules(rule('b')));
    const theirs = { team_id: OTHER_TEAM, person_id: 'ana' };
    expect(await restore(1, 0, theirs)).toEqual({ outcome: 'unknown_version', version: 0, changed_by: null });
    expect((await restore(1, 0, { team_id: OTHER_TEAM })).outcome).toBe('not_allowed');
    expect(await versions('house_rules', 50, OTHER_TEAM)).toEqual([]);
  });

  it('and change_house_rules() at once: one is done, the other sees it', async () => {
    await change(0, rules(rule('a')));
    await change(1, rules(rule('b')));
    const answers = await Promise.all([restore(1, 2), change(2, rules(rule('c')))]);
    expect(answers.map((a) => a.outcome).sort()).toEqual(['changed', 'stale']);
    expect(await versions()).toHaveLength(3);
  });

  it('refuses a setting that there is not', async () => {
    const setting = 'budget' as 'house_rules';
    await expect(restore(1, 1, { setting })).rejects.toMatchObject({ code: 'unknown_setting' });
    await expect(versions(setting)).rejects.toMatchObject({ code: 'unknown_setting' });
  });
});

describe('list_setting_versions()', () => {
  it('answers as many as asked for, newest first', async () => {
    for (let n = 0; n < 4; n += 1) await change(n, rules(rule(`r${n}`)));
    expect((await versions('house_rules', 2)).map((v) => v.version)).toEqual([4, 3]);
    expect(await versions('house_rules', 0)).toEqual([]);
    expect(await versions('house_rules', -1)).toEqual([]);
  });

  it('never answers more than 100, however many are asked for', async () => {
    await database.owner.query(
      `insert into content.house_rules (team_id, version, rules, changed_by) select $1, n, '{}', 'rui' from generate_series(1, 120) n`,
      [TEAM],
    );
    const listed = await versions('house_rules', 1_000_000);
    expect(listed).toHaveLength(100);
    expect(listed[0]?.version).toBe(120);
  });

  it('keeps what a change was to 500 characters, and the change itself', async () => {
    expect(await change(0, rules(rule('a')), { change: 'c'.repeat(600) })).toMatchObject({
      outcome: 'changed',
    });
    expect((await versions())[0]?.change).toBe('c'.repeat(500));
  });
});
