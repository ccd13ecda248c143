import { beforeAll, describe, expect, it } from 'vitest';
import { useInstallation } from '../testing/setup/installation.ts';

const installation = useInstallation();
const ID = '00000000-0000-4000-8000-00000000000a';
const EMAIL = 'lucia@alba.example';

describe('npm run setup -- readers', () => {
  beforeAll(async () => {
    await installation.setup();
    // Of Supabase Auth, what is asked of it here.
    await installation.query('create schema auth; create table auth.users (id uuid primary key, email text)');
    await installation.query('insert into auth.users values ($1, $2)', [ID, EMAIL]);
  });

  it('lets a sign-in read as a person of the team, by its address or its id', async () => {
    const { ok, lines } = await installation.readers(['add', 'Lucia@alba.example', 'U0LUCIA']);
    expect(lines[0]).toMatch(/^done {5}Reader: Lucia@alba\.example reads as .+ \(U0LUCIA\)$/);
    expect(ok).toBe(true);
    expect((await installation.readers(['add', ID, 'U0LUCIA'])).lines[0]).toMatch(/^already/);
    expect((await installation.readers(['list'])).lines).toEqual([
      expect.stringMatching(`^${ID} {2}.+ \\(U0LUCIA\\)$`),
    ]);
    const { rows } = await installation.query(
      `select has_table_privilege('authenticated', 'readers.content_history', 'select') as open`,
    );
    expect(rows).toEqual([{ open: true }]);
  });

  it('says what is missing: the exposed schema, and Realtime', async () => {
    installation.hide('readers');
    const { lines } = await installation.readers(['add', ID, 'U0LUCIA']);
    expect(lines.join('\n')).toMatch(/Add "readers" to .*Exposed schemas/);
    expect(lines.join('\n')).toMatch(/no Realtime/);
    installation.hide();
  });

  it.each([
    [['add', 'nobody@alba.example', 'U0LUCIA'], /Cannot find the sign-in "nobody@alba\.example"/],
    [['add', '00000000-0000-4000-8000-00000000000b', 'U0LUCIA'], /Cannot find the sign-in/],
    [['add', EMAIL, 'U0GUEST'], /a full member of the workspace is needed/],
    [['add', EMAIL, 'U0NONE'], /Slack says user_not_found/],
    [['add', EMAIL], /accepted: add SIGN-IN SLACK-ID, list, remove SIGN-IN, close/],
    [['open'], /accepted: add SIGN-IN SLACK-ID/],
  ])('refuses %j and changes nothing', async (words, message) => {
    const before = (await installation.query('select * from platform.readers')).rows;
    const { ok, lines } = await installation.readers(words);
    expect(ok).toBe(false);
    expect(lines.join('\n')).toMatch(message);
    expect((await installation.query('select * from platform.readers')).rows).toEqual(before);
  });

  it('marks in the list who is no full member any more', async () => {
    await installation.query(`update platform.people set is_deactivated = true where user_id = 'U0LUCIA'`);
    expect((await installation.readers([])).lines.join('\n')).toMatch(
      /no full member any more and reads nothing/,
    );
  });

  it('removes one whom Auth has deleted, and says when there was none', async () => {
    await installation.query('delete from auth.users');
    expect((await installation.readers(['remove', ID])).lines).toEqual([
      expect.stringMatching(/^done .*reads nothing any more/),
    ]);
    expect((await installation.readers(['list'])).lines).toEqual(['No sign-in reads.']);
    expect((await installation.readers(['remove', EMAIL])).ok).toBe(false);
  });

  it('closes the views to all', async () => {
    await installation.query('insert into auth.users values ($1, $2)', [ID, EMAIL]);
    await installation.readers(['add', EMAIL, 'U0LUCIA']);
    expect((await installation.readers(['close'])).lines).toEqual([
      'done     Readers: shut to all; 1 read before',
    ]);
    const { rows } = await installation.query(
      `select has_schema_privilege('authenticated', 'readers', 'usage') as open`,
    );
    expect(rows).toEqual([{ open: false }]);
  });
});
