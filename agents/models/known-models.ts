/** One model as its maker lists it. */
export interface KnownModel {
  name: string;
  /** USD per million tokens, standard tier. */
  input: number;
  /** Input that the endpoint had cached; absent: as `input`. */
  cachedInput?: number;
  /** Input that is written to the cache; absent: as `input`. */
  cacheWrite?: number;
  output: number;
  /** A prompt of more tokens than `above` costs so many times as much, as a whole. */
  longPrompt?: { above: number; input: number; output: number };
  /** Lowest reasoning effort that is accepted; null: the model takes none (nor a verbosity). */
  lowestEffort: 'none' | 'low' | null;
  /** Days of the maker's clock, `YYYY-MM-DD`. */
  released?: string;
  shutdown?: string;
  replacement?: string;
  source: Source;
}

/** Where an entry comes from, and the day on which it was read. */
interface Source {
  page: string;
  read: string;
}

const longPrompt = { above: 272_000, input: 2, output: 1.5 };
const of = (page: string, read = '2026-11-29'): Source => ({ page, read });
const dates = of("OpenAI's page of deprecations and openai 7.59.0 (2026-11-17)");
/** Prices of models that end: the tables of 2026-06 and 2026-03, as no newer ones name them. */
const older = of(
  'https://tokenmix.ai/blog/openai-api-cost-2026-gpt-5-5-5-4-nano-batch (2026-06-04), https://deploybase.ai/articles/openai-api-pricing-2026 (2026-03)',
  '2026-11-22',
);

/**
 * What the product knows of models without asking: prices, ends, efforts. Data, and the only place for it; a price that is set in the
 * environment comes first. A model that is missing works all the same, by a price that is set or by the caps in tokens.
 *
 * Check against the maker's pages when an entry is added: these are copies of them.
 */
export const knownModels: readonly KnownModel[] = [
  {
    name: 'gpt-6.2-sol',
    input: 2,
    cachedInput: 0.1,
    output: 10,
    longPrompt,
    lowestEffort: 'low',
    released: '2026-11-17',
    source: of('https://docs.laozhang.ai/en/announcements/gpt-6-2-2026-11.md (2026-11-18)'),
  },
  {
    name: 'gpt-6.2-astra',
    input: 8,
    cachedInput: 0.4,
    output: 40,
    longPrompt,
    lowestEffort: 'low',
    released: '2026-11-17',
    source: of('https://docs.laozhang.ai/en/announcements/gpt-6-2-2026-11.md (2026-11-18)'),
  },
  {
    name: 'gpt-6.1-terra',
    input: 1,
    cachedInput: 0.05,
    cacheWrite: 1.25,
    output: 5,
    longPrompt,
    lowestEffort: 'none',
    released: '2026-10-26',
    source: of('https://docs.litellm.ai/blog/gpt-6-1-terra (2026-10)'),
  },
  {
    name: 'gpt-6.1-sol',
    input: 2,
    cachedInput: 0.1,
    cacheWrite: 2.5,
    output: 10,
    longPrompt,
    lowestEffort: 'low',
    released: '2026-09-29',
    source: of('https://docs.apiyi.com/en/news/gpt-6-1-sol-launch.md (2026-09-29)'),
  },
  {
    name: 'gpt-6-luna',
    input: 0.1,
    cachedInput: 0.01,
    cacheWrite: 0.125,
    output: 0.5,
    longPrompt,
    lowestEffort: 'none',
    released: '2026-09-22',
    source: of('https://github.com/netbirdio/netbird/discussions/8664'),
  },
  {
    name: 'gpt-6-sol',
    input: 2,
    cachedInput: 0.2,
    cacheWrite: 2.5,
    output: 10,
    longPrompt,
    lowestEffort: 'none',
    released: '2026-09-22',
    source: of('https://github.com/merefield/codexometer/releases/tag/v0.18.4 (2026-09-22)'),
  },
  {
    name: 'gpt-6-astra',
    input: 10,
    cachedInput: 1,
    cacheWrite: 12.5,
    output: 50,
    longPrompt,
    lowestEffort: 'low',
    released: '2026-09-03',
    source: of('https://github.com/merefield/codexometer/releases/tag/v0.18.4 (2026-09-22)'),
  },
  {
    name: 'gpt-5.6-luna',
    input: 0.2,
    cachedInput: 0.02,
    cacheWrite: 0.25,
    output: 1.2,
    longPrompt,
    lowestEffort: 'none',
    released: '2026-07-09',
    source: of("a copy of OpenAI's page of models (2026-10)"),
  },
  {
    name: 'gpt-5.6-terra',
    input: 2,
    cachedInput: 0.2,
    cacheWrite: 2.5,
    output: 12,
    longPrompt,
    lowestEffort: 'none',
    released: '2026-07-09',
    source: of("a copy of OpenAI's page of models (2026-10)"),
  },
  {
    name: 'gpt-5.6-sol',
    input: 4,
    cachedInput: 0.4,
    cacheWrite: 5,
    output: 20,
    longPrompt,
    lowestEffort: 'none',
    released: '2026-07-09',
    source: of("a copy of OpenAI's page of models (2026-09-15)"),
  },
  { name: 'gpt-5.5', input: 5, output: 30, longPrompt, lowestEffort: 'none', source: older },
  { name: 'gpt-5.4', input: 2.5, output: 15, longPrompt, lowestEffort: 'none', source: older },
  { name: 'gpt-5.4-mini', input: 0.75, output: 4.5, lowestEffort: 'none', source: older },
  {
    name: 'gpt-5.4-nano',
    input: 0.2,
    output: 1.25,
    lowestEffort: 'none',
    shutdown: '2027-04-01',
    replacement: 'gpt-6-luna',
    source: older,
  },
  { name: 'gpt-5.2', input: 1.75, output: 14, lowestEffort: 'none', source: older },
  {
    name: 'gpt-5.1',
    input: 1.25,
    output: 10,
    lowestEffort: 'none',
    shutdown: '2027-04-01',
    replacement: 'gpt-6.1-sol',
    source: older,
  },
  ending('gpt-5', [1.25, 10], 'low', '2026-12-11', 'gpt-6.1-sol'),
  ending('gpt-5-mini', [0.25, 2], 'low', '2026-12-11', 'gpt-6.1-terra'),
  ending('gpt-5-nano', [0.05, 0.4], 'low', '2026-12-11', 'gpt-6-luna'),
  ending('o3', [2, 8], 'low', '2026-12-11', 'gpt-6.1-sol'),
  ending('gpt-4.1', [2, 8], null, '2027-01-14', 'gpt-6-luna'),
  ending('gpt-4.1-mini', [0.4, 1.6], null, '2027-01-14', 'gpt-6-luna'),
  ending('gpt-4o', [2.5, 10], null, '2027-01-14', 'gpt-6-luna'),
  ending('gpt-4o-mini', [0.15, 0.6], null, '2027-01-14', 'gpt-6-luna'),
  ending('gpt-4.1-nano', [0.1, 0.4], null, '2026-10-23', 'gpt-6-luna'),
  ending('o4-mini', [1.1, 4.4], 'low', '2026-10-23', 'gpt-6.1-terra'),
  {
    name: 'claude-haiku-5-5',
    input: 0.1,
    cachedInput: 0.01,
    output: 0.5,
    longPrompt: { above: 100_000, input: 5, output: 5 },
    lowestEffort: null,
    source: of('https://github.com/TheKrush/PromptFuel/releases/tag/v1.0.23 (2026-10-16)'),
  },
  {
    name: 'claude-sonnet-5-5',
    input: 2,
    cachedInput: 0.1,
    output: 10,
    lowestEffort: null,
    source: of('https://github.com/TheKrush/PromptFuel/releases/tag/v1.0.23 (2026-10-16)'),
  },
  {
    name: 'claude-opus-5-5',
    input: 4,
    output: 20,
    lowestEffort: null,
    source: of('https://github.com/TheKrush/PromptFuel/releases/tag/v1.0.23 (2026-10-16)'),
  },
  {
    // Half of it until 2026-12-31: what is settled until then is rather too much.
    name: 'gemini-3.8-flash',
    input: 1.5,
    cachedInput: 0.15,
    output: 7.5,
    lowestEffort: 'low',
    source: of('https://docs.apiyi.com/models/gemini-3-8-flash.md (2026-09)'),
  },
];

function ending(
  name: string,
  [input, output]: [number, number],
  lowestEffort: KnownModel['lowestEffort'],
  shutdown: string,
  replacement: string,
): KnownModel {
  const source = { page: `prices: ${older.page}; end: ${dates.page}`, read: dates.read };
  return { name, input, output, lowestEffort, shutdown, replacement, source };
}

/**
 * The entry of a model; a dated snapshot is its model (`gpt-5-mini-2025-08-07`), and a router's name the maker's
 * (`openai/gpt-6-luna`).
 */
export function knownModel(name: string): KnownModel | null {
  const plain = name.replace(/^[\w.-]+\//, '').replace(/-\d{4}-?\d{2}-?\d{2}$/, '');
  return knownModels.find((model) => model.name === plain) ?? null;
}
