import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connectDatabase } from '../platform/db.ts';
import { silentLog } from '../platform/log.ts';
import { contentForAgent } from '../ports/content.ts';
import { seedContent } from '../sandbox/demo/seed/seed.ts';
import { startSupabase } from '../sandbox/supabase/start.ts';
import { type LabelledBrief, labelledBriefs } from './topics/briefs.ts';
import { judgeOutcome, sharesOf, verdicts } from './topics/judge-outcome.ts';
import { runBrief } from './topics/run-brief.ts';

const TEAM = 'T0GREENLIGHT';
const groups: Record<LabelledBrief['expect'], string> = {
  draft: 'the knowledge holds it',
  offer: 'only in the other language',
  missing: 'the knowledge lacks it',
  language: 'in a third language',
};

/**
 * What becomes of the labelled briefs on the seeded knowledge with the offline writer: whether drafts stay on topic, by
 * the labels' own patterns, or say what is missing. `offered`: documents of the other language were offered first.
 */
export async function benchTopics(): Promise<Record<string, Record<string, number>>> {
  const folder = mkdtempSync(join(tmpdir(), 'greenlight-bench-'));
  const supabase = await startSupabase({ dataFolder: folder, log: silentLog });
  try {
    await seedContent(supabase.owner, { teamId: TEAM, people: [] });
    const { url, publishableKey, fetch } = supabase;
    const token = await supabase.token('greenlight_agent');
    const content = contentForAgent(connectDatabase({ url, publishableKey, token, fetch })('content'));
    const rows: Record<string, Record<string, number>> = {};
    const count = (row: string, column: string) => {
      rows[row] ??= Object.fromEntries(['briefs', ...verdicts, 'offered'].map((name) => [name, 0]));
      const cells = rows[row];
      cells[column] = (cells[column] ?? 0) + 1;
    };
    for (const brief of labelledBriefs) {
      const outcome = await runBrief(brief, content, TEAM);
      const verdict = judgeOutcome(brief, outcome);
      for (const row of [groups[brief.expect], 'all']) {
        count(row, 'briefs');
        count(row, verdict);
        if (outcome.offered) count(row, 'offered');
      }
      if (process.env.TOPICS_VERBOSE) {
        const more =
          outcome.kind === 'draft'
            ? `${JSON.stringify(sharesOf(brief, outcome.draft))} ${outcome.draft.title}: ${outcome.draft.parts.map((p) => p.heading).join(' | ')}`
            : `${outcome.code} ${outcome.missing.join(', ')} ${outcome.said}`;
        console.log(`${verdict} [${brief.expect}] ${brief.type} "${brief.text}" ${more}`);
      }
    }
    return rows;
  } finally {
    await supabase.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}
