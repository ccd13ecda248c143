import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { silentLog } from '../platform/log.ts';
import { readKnowledge } from '../sandbox/demo/seed/read-knowledge.ts';
import { type EmbeddedSupabase, startSupabase } from '../sandbox/supabase/start.ts';
import { madeDocuments } from './retrieval/made-documents.ts';
import { measureRecall, questions } from './retrieval/recall.ts';
import { plainFullText, productSearch } from './retrieval/searches.ts';

/** Made documents beside the seeded ones, of about seven passages each. */
const corpora = { seeded: 0, larger: 600, largest: 2650 } as const;
const SEED = 7;
/** What a carousel asks for. */
const LIMIT = 16;

/**
 * Share of the labelled questions that are answered among the first five passages, by language and class, beside what
 * Postgres brings; and ms of a search, each question once.
 */
export async function benchRetrieval(): Promise<Record<string, Record<string, number>>> {
  const folder = mkdtempSync(join(tmpdir(), 'greenlight-bench-'));
  const { owner, stop } = await startSupabase({ dataFolder: folder, log: silentLog });
  try {
    const rows: Record<string, Record<string, number>> = {};
    const note = (row: string, column: string, value: number) => {
      rows[row] = { ...rows[row], [column]: value };
    };
    for (const team of Object.keys(corpora) as (keyof typeof corpora)[]) {
      note('passages', team, await fill(owner, team, corpora[team]));
    }
    for (const team of ['seeded', 'larger']) {
      const searches = {
        '': productSearch(owner, team),
        ', language untold': productSearch(owner, team, false),
        ', plain any word': await plainFullText(owner, team, 'any'),
        ', plain every word': await plainFullText(owner, team, 'every'),
      };
      for (const [name, search] of Object.entries(searches)) {
        const { recall } = await measureRecall(search);
        for (const [group, share] of Object.entries(recall)) note(group, `${team}${name}`, share);
      }
    }
    for (const team of Object.keys(corpora)) {
      const times = (await timeSearches(owner, team)).sort((a, b) => a - b);
      const at = (share: number) =>
        Math.round((times[Math.floor(times.length * share)] ?? Number.NaN) * 10) / 10;
      note('ms, median', team, at(0.5));
      note('ms, 95 of 100 below', team, at(0.95));
    }
    return { questions: { seeded: questions.length }, ...rows };
  } finally {
    await stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

type Owner = EmbeddedSupabase['owner'];

/** @returns How many passages the team has then. */
async function fill(owner: Owner, team: string, made: number): Promise<number> {
  await owner.query('select platform.install_team($1)', [JSON.stringify({ team_id: team, name: team })]);
  for (const { title, language, text } of [...readKnowledge(), ...madeDocuments(made, SEED)]) {
    await owner.query('select content.add_document($1)', [
      JSON.stringify({ team_id: team, person_id: 'seed', title, language, text }),
    ]);
  }
  await owner.query('analyze content.passages; analyze content.documents; analyze content.words');
  const { rows } = await owner.query(
    'select count(*) as n from content.passages p join content.documents d on d.id = p.document_id where d.team_id = $1',
    [team],
  );
  return Number(rows[0]?.n);
}

async function timeSearches(owner: Owner, team: string): Promise<number[]> {
  const times: number[] = [];
  for (const { question, language } of questions) {
    const before = performance.now();
    await owner.query(`select content.search_knowledge($1, $2, $3, ${LIMIT}, null, null)`, [
      team,
      question,
      language,
    ]);
    times.push(performance.now() - before);
  }
  return times;
}
