import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { useDatabase } from '../testing/database/database.ts';
import { hasBrowser, useTab } from '../testing/page/tab.ts';
import { realtimeSchema } from '../testing/readers/realtime.ts';
import { startProject } from '../testing/readers/start-project.ts';
import { connectParts, installTeam, type Parts, startJob, TEAM } from '../testing/supabase/content.ts';

const ANA = '00000000-0000-4000-8000-00000000000a';
const EVE = '00000000-0000-4000-8000-00000000000e';

describe.skipIf(!hasBrowser)('docs/readers-example.html', () => {
  const database = useDatabase();
  const { tab, faults, leave } = useTab({ width: 1000, height: 700 });
  let parts: Parts;
  let project: Awaited<ReturnType<typeof startProject>>;
  const history = () => tab().locator('#content_history');
  const signIn = async (email: string, password: string) => {
    await tab().getByPlaceholder('E-mail').fill(email);
    await tab().getByPlaceholder('Password').fill(password);
    await tab().getByRole('button', { name: 'Sign in' }).click();
  };

  beforeAll(async () => {
    await installTeam(database);
    parts = await connectParts(database);
    await database.owner.query(realtimeSchema);
    await database.owner.query('select readers.add_reader($1)', [
      JSON.stringify({ user_id: ANA, team_id: TEAM, person_id: 'ana' }),
    ]);
    await database.owner.query(`select platform.install_team('{"team_id":"T2","name":"Bering"}');
      insert into content.content_history (job_id, team_id, type, requester_id, prompt, brief, status, created_at)
      values ('other', 'T2', 'blog', 'zoe', 'of another team', '{}', 'running', now()),
             ('marks', '${TEAM}', 'blog', 'bia', '<img src=x onerror="document.title=1">', '{}', 'running', now())`);
    project = await startProject(database, 'docs/readers-example.html', {
      'ana@alba.example': { id: ANA, password: 'right' },
      'eve@alba.example': { id: EVE, password: 'right' },
    });
  });
  beforeEach(async () => {
    await tab().goto(project.origin);
  });
  afterAll(async () => {
    await leave(project.origin);
    await project.stop();
  });

  test('shows the own team as text, and what changes as it happens', async () => {
    await signIn('ana@alba.example', 'right');
    await tab().getByText('Changes are shown as they happen.').waitFor();
    await history().getByText('<img src=x').waitFor();
    await history().getByRole('cell', { name: 'bia', exact: true }).waitFor();
    expect(await tab().title()).toBe('What the team made');
    await startJob(parts, 'ana', false);
    await history().getByRole('cell', { name: 'carousel', exact: true }).waitFor();
    expect(await tab().content()).not.toContain('of another team');
    expect(faults).toEqual([]);
  });

  test('shows nothing to a sign-in that was not let in, and says what to do', async () => {
    await signIn('eve@alba.example', 'right');
    await tab().getByText('This sign-in reads nothing: npm run setup -- readers add').waitFor();
    expect(await history().locator('tr').count()).toBe(0);
  });

  test('says that a password is wrong', async () => {
    await signIn('ana@alba.example', 'wrong');
    await tab().getByText('Cannot sign in: Invalid login credentials').waitFor();
  });
});
