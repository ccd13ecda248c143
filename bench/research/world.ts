import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startAgents } from '../../agents/start.ts';
import { systemClock, systemRandom } from '../../platform/clock.ts';
import { createHint } from '../../platform/hint.ts';
import { silentLog } from '../../platform/log.ts';
import type { ResearchBrief, ResearchDraft } from '../../ports/content.ts';
import { seedContent } from '../../sandbox/demo/seed/seed.ts';
import { startSupabase } from '../../sandbox/supabase/start.ts';
import { startWeb } from '../../sandbox/web/start.ts';
import { startWriter } from '../../sandbox/writer/start.ts';
import { bothParts, installTeam, REQUESTER, TEAM } from '../../testing/agents/jobs.ts';
import { plainRenderers } from '../../testing/agents/renderers.ts';

/** What a question came to: a report, or the code of the failure that ended it. */
export interface Outcome {
  draft: ResearchDraft | null;
  code: string | null;
  calls: number;
  tokens: number;
  planSeconds: number;
  reportSeconds: number;
}

/** The agents' part on a database with the seeded knowledge, the offline writer, and the stand-in web with its search. */
export async function startResearchWorld() {
  const folder = mkdtempSync(join(tmpdir(), 'greenlight-bench-'));
  const supabase = await startSupabase({ dataFolder: folder, log: silentLog });
  await installTeam(supabase);
  await seedContent(supabase.owner, { teamId: TEAM, people: [] });
  const [writer, web] = await Promise.all([startWriter(), startWeb()]);
  const { bot } = await bothParts(supabase);
  const { url, publishableKey, fetch } = supabase;
  const agents = await startAgents(
    {
      database: { url, publishableKey, token: await supabase.token('greenlight_agent'), fetch },
      model: { apiKey: 'none', baseUrl: writer.url, model: writer.model, timeoutMs: 60_000 },
      search: web.search.settings('searxng'),
      concurrency: 1,
      web,
    },
    {
      log: silentLog,
      clock: systemClock,
      random: systemRandom,
      hints: { jobs: createHint(), outbox: createHint() },
    },
    plainRenderers,
  );
  let asked = 0;
  const row = async <T>(sql: string, id: string): Promise<T> =>
    (await supabase.owner.query(sql, [id])).rows[0] as T;
  async function until(id: string, ...statuses: string[]): Promise<string> {
    for (;;) {
      const { status } = await row<{ status: string }>('select status from content.jobs where id = $1', id);
      if (statuses.includes(status)) return status;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
  return {
    /** Asks, agrees to the questions, and waits for the report. */
    async research(brief: Partial<ResearchBrief> & { topic: string }): Promise<Outcome> {
      asked += 1;
      const started = performance.now();
      const seconds = () => Math.round((performance.now() - started) / 10) / 100;
      const { job_id: id } = await bot.enqueueJob({
        team_id: TEAM,
        type: 'research',
        brief: { language: null, urls: [], rounds: null, audience: null, ...brief },
        requester_id: REQUESTER,
        channel_id: 'C0MARKETING',
        command: `/research ${brief.topic}`,
        idempotency_key: `bench-${asked}`,
        response_url: null,
      });
      await supabase.owner.query('update content.jobs set thread_ts = $2 where id = $1', [
        id,
        `${asked}.0001`,
      ]);
      const planned = await until(id, 'awaiting_input', 'failed');
      const planSeconds = seconds();
      if (planned === 'awaiting_input') {
        const question = await row<{ number: number; hash: string }>(
          'select number, hash from content.questions where job_id = $1',
          id,
        );
        const pressed = { job_id: id, ...question, person_id: REQUESTER, note: null };
        await bot.answerQuestion({ ...pressed, answer: 'go_on' });
        await until(id, 'awaiting_review', 'failed');
      }
      const { content = null } =
        (await row<{ content: ResearchDraft } | undefined>(
          'select content from content.drafts where job_id = $1',
          id,
        )) ?? {};
      const job = await row<{ error: { code: string } | null }>(
        'select error from content.jobs where id = $1',
        id,
      );
      const paid = await row<{ calls: string; tokens: string }>(
        `select count(*) as calls, coalesce(sum(input_tokens + output_tokens), 0) as tokens
         from content.usage_ledger where job_id = $1 and state = 'settled' and node <> 'web_search'`,
        id,
      );
      return {
        draft: content,
        code: job.error?.code ?? null,
        calls: Number(paid.calls),
        tokens: Number(paid.tokens),
        planSeconds,
        reportSeconds: seconds(),
      };
    },
    async stop() {
      await agents.stop(2000);
      await Promise.all([writer.stop(), web.stop()]);
      await supabase.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
