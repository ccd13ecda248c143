import { beforeAll, describe, expect, it } from 'vitest';
import { useInstallation } from '../testing/setup/installation.ts';

const installation = useInstallation();

describe('npm run setup -- history', () => {
  beforeAll(async () => {
    await installation.setup();
    await installation.query(
      `insert into content.jobs (type, brief, team_id, requester_id, channel_id, idempotency_key)
       select 'carousel', '{}', t.team_id, 'U0LUCIA', 'C1', 'history ' || n from platform.teams t, generate_series(1, 3) n`,
    );
    await installation.query(
      `update content.jobs set status = 'cancelled', ended_at = '2025-05-17T12:00:00Z' where idempotency_key <> 'history 3'`,
    );
  });

  it('keeps for good until the owner says otherwise, and says what is stored', async () => {
    expect((await installation.history([])).lines).toEqual([
      'What ended is kept for good.',
      '2 ended jobs are stored, the oldest of 2025-05-17; 1 are open.',
      'Of removed ones: 0 approvals by hash, and 0 calls of models for 0 USD by day.',
    ]);
  });

  it('sets days, tells how many jobs that concerns before any goes, and takes it back', async () => {
    const { ok, lines } = await installation.history(['keep', '180']);
    expect(ok).toBe(true);
    expect(lines[0]).toBe(
      'done     History: kept for 180 days after the end; 2 of its jobs are over that and go within hours, for good',
    );
    const shown = (await installation.history(['show'])).lines;
    expect(shown[0]).toBe('What ended is kept for 180 days after its end.');
    expect(shown.at(-1)).toMatch(/^2 are over that time/);
    await installation.query('select content.remove_ended_jobs(10)');
    expect((await installation.history(['show'])).lines[1]).toBe('0 ended jobs are stored; 1 are open.');
    expect((await installation.history(['keep', 'forever'])).ok).toBe(true);
    expect((await installation.history([])).lines[0]).toBe('What ended is kept for good.');
  });

  it.each([
    [['keep', '30'], /accepted: 90 to 3650, or forever/],
    [['keep', '1e3'], /accepted: 90 to 3650, or forever/],
    [['keep'], /accepted: show, keep DAYS, keep forever/],
    [['burn'], /accepted: show/],
  ])('refuses %j', async (words, message) => {
    const { ok, lines } = await installation.history(words);
    expect(ok).toBe(false);
    expect(lines.join('\n')).toMatch(message);
  });
});
