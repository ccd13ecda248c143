import type { Search } from './recall.ts';

interface Owner {
  query(sql: string, values?: unknown[]): Promise<{ rows: Record<string, unknown>[] }>;
}

const LIMIT = 5;

/** The product's. `told` false: the question's language is not said. */
export function productSearch(owner: Owner, team: string, told = true): Search {
  return async ({ question, language }) => {
    const { rows } = await owner.query(
      `select p ->> 'text' as text from jsonb_array_elements(content.search_knowledge($1, $2, $3, ${LIMIT}, null, null) -> 'passages') p`,
      [team, question, told ? language : null],
    );
    return rows.map((row) => String(row.text));
  };
}

const configuration = { pt: 'portuguese', en: 'english' } as const;

/**
 * What Postgres brings: the configuration of the question's language and `ts_rank`, over the same passages, indexed.
 *
 * @param words `every`: each word of the question has to occur, as `websearch_to_tsquery` reads it; `any`: one of them.
 */
export async function plainFullText(owner: Owner, team: string, words: 'every' | 'any'): Promise<Search> {
  await owner.query(`create table if not exists public.plain_passages as
    select p.id, d.team_id, p.text, to_tsvector('portuguese', p.title || ' ' || p.text) as pt,
      to_tsvector('english', p.title || ' ' || p.text) as en
    from content.passages p join content.documents d on d.id = p.document_id;
    create index if not exists plain_pt on public.plain_passages using gin (pt);
    create index if not exists plain_en on public.plain_passages using gin (en)`);
  const every = 'websearch_to_tsquery($3::regconfig, $2)';
  const query = words === 'every' ? every : `replace(${every}::text, ' & ', ' | ')::tsquery`;
  return async ({ question, language }) => {
    const { rows } = await owner.query(
      `select p.text from public.plain_passages p where p.team_id = $1 and p.${language} @@ ${query}
       order by ts_rank(p.${language}, ${query}) desc, p.id limit ${LIMIT}`,
      [team, question, configuration[language]],
    );
    return rows.map((row) => String(row.text));
  };
}
