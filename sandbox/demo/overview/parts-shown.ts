import type { PartLine } from './serve-overview.ts';

interface Behind {
  parts: readonly string[];
  /** Null: the offline writer. */
  model: string | null;
  /** Null: the stored pages of this machine. */
  search: string | null;
}

const words: Record<string, string> = {
  bot: 'answers commands and clicks, posts drafts',
  agents: 'LangGraph agents that draft and check',
  governor: 'releases approved outreach, slowly',
};

/** What runs behind the page. Slack, Supabase and LinkedIn become real together, and then there is no page. */
export function partsShown({ parts, model, search }: Behind): PartLine[] {
  return [
    ...parts.map((name) => ({ name, what: words[name] ?? '', is_real: true })),
    { name: 'Postgres', what: 'a real one, started on this machine in place of Supabase', is_real: true },
    model === null
      ? { name: 'Model', what: 'offline writer: composes from the knowledge base alone', is_real: false }
      : { name: 'Model', what: model, is_real: true },
    search === null
      ? { name: 'Web search', what: 'stored pages on this machine', is_real: false }
      : { name: 'Web search', what: search, is_real: true },
    { name: 'Slack', what: 'this page, with Slack’s limits and errors', is_real: false },
    { name: 'LinkedIn', what: 'simulator that speaks Unipile’s HTTP', is_real: false },
  ];
}
