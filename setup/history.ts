import type { Client } from 'pg';
import { ExpectedError } from '../platform/errors.ts';
import { connectOwner } from './connect-owner.ts';
import { questions } from './questions.ts';
import { type SetupOptions, withAnswers } from './with-answers.ts';

const accepted = 'accepted: show, keep DAYS, keep forever';

/** Says how long what ended jobs left is kept, and sets it. */
export function changeHistory(options: SetupOptions, words: string[]): Promise<boolean> {
  return withAnswers(options, async (answers, say) => {
    const [verb = 'show', ...more] = words;
    if (!(verb === 'show' && more.length === 0) && !(verb === 'keep' && more.length === 1))
      throw new ExpectedError('bad_command', `Cannot do "history ${words.join(' ')}"; ${accepted}`);
    const owner = await connectOwner(
      await answers.need(questions.databaseUrl),
      answers.known.SETUP_DATABASE_CA,
    );
    try {
      if (verb === 'keep') await keep(owner, say, more[0] ?? '');
      else await show(owner, say);
    } finally {
      await owner.end().catch(() => {});
    }
  });
}

async function keep(owner: Client, say: (line: string) => void, days: string): Promise<void> {
  const count = days === 'forever' ? null : Number(days);
  if (count !== null && !(/^\d+$/.test(days) && count >= 90 && count <= 3650))
    throw new ExpectedError(
      'bad_days',
      `Cannot keep the history for "${days}" days; accepted: 90 to 3650, or forever`,
    );
  await owner.query('select content.keep_history_for($1)', [count]);
  if (count === null) return say('done     History: kept for good; what was removed before stays so');
  const due = await over(owner);
  say(
    `done     History: kept for ${count} days after the end; ${due} of its jobs are over that and go within hours, for good`,
  );
  say('         -> Until a bot runs nothing is removed, and "history keep forever" stops it.');
}

async function show(owner: Client, say: (line: string) => void): Promise<void> {
  const { rows } = await owner.query<{ days: number | null }>('select content.history_days() as days');
  const days = rows[0]?.days ?? null;
  const jobs = await owner.query<{ count: string; since: string | null; open: string }>(
    `select count(*) filter (where ended_at is not null) as count, count(*) filter (where ended_at is null) as open,
       to_char(min(ended_at) at time zone 'UTC', 'YYYY-MM-DD') as since from content.jobs`,
  );
  const kept = await owner.query<{ approvals: string; calls: string; usd: string }>(
    `select (select count(*) from content.kept_approvals) as approvals, coalesce(sum(calls), 0) as calls, coalesce(round(sum(usd), 2), 0) as usd
     from content.kept_spending`,
  );
  const { count = '0', since = null, open = '0' } = jobs.rows[0] ?? {};
  say(days === null ? 'What ended is kept for good.' : `What ended is kept for ${days} days after its end.`);
  say(`${count} ended jobs are stored${since === null ? '' : `, the oldest of ${since}`}; ${open} are open.`);
  const { approvals = '0', calls = '0', usd = '0' } = kept.rows[0] ?? {};
  say(`Of removed ones: ${approvals} approvals by hash, and ${calls} calls of models for ${usd} USD by day.`);
  if (days === null) return;
  const due = Number(await over(owner));
  if (due > 0)
    say(`${due} are over that time: they go within hours, or something that is kept rests on them.`);
}

async function over(owner: Client): Promise<string> {
  const { rows } = await owner.query<{ count: string }>(
    'select count(*) as count from content.jobs where ended_at < platform.now() - make_interval(days => content.history_days())',
  );
  return rows[0]?.count ?? '0';
}
