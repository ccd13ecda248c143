// `npm run evals`: the product's own graphs behind a model, judged by code. See docs/models.md.
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { parseArgs } from 'node:util';
import { evalBriefs } from '../bench/evals/briefs.ts';
import { evalsTable, faultLines, passes } from '../bench/evals/evals-table.ts';
import { runEvals } from '../bench/evals/run-evals.ts';
import { readConfig } from '../platform/config.ts';
import { startWriter } from '../sandbox/writer/start.ts';

const usage = `npm run evals [-- options]

Twelve briefs in Portuguese and English, carousels and articles with a reply each, on the seeded knowledge, judged by
code. Without a model: the offline writer, which costs nothing and shows that the evals themselves work.

  --model=NAME         the model that writes; the other settings come from the environment (OPENAI_…)
  --small-model=NAME   the model that understands, titles and judges
  --base-url=URL       any OpenAI-compatible endpoint
  --only=TEXT          briefs whose name holds this: ${evalBriefs.map(({ name }) => name).join(', ')}
  --parallel=N         briefs at the same time (default: 2)
  --max-usd=N          all of them together, as far as prices are known (default: 5)
  --drafts=FOLDER      writes each draft there as JSON, to be read by people
  --out=FILE           writes the result there as JSON

Exit code 0 when each draft has what it must have and each reply changed what it named and nothing else.
`;

const { values } = parseArgs({
  options: {
    model: { type: 'string' },
    'small-model': { type: 'string' },
    'base-url': { type: 'string' },
    only: { type: 'string', default: '' },
    parallel: { type: 'string', default: '2' },
    'max-usd': { type: 'string', default: '5' },
    drafts: { type: 'string' },
    out: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});
if (values.help) {
  process.stdout.write(usage);
  process.exit(0);
}
const number = (name: 'parallel' | 'max-usd', min: number) => {
  const given = Number(values[name]);
  if (!(given >= min)) throw new Error(`--${name}=${values[name]}: expected a number of at least ${min}`);
  return given;
};
const briefs = evalBriefs.filter(({ name }) => name.includes(values.only));
if (briefs.length === 0)
  throw new Error(`No brief "${values.only}"; accepted: ${evalBriefs.map(({ name }) => name).join(', ')}`);

const isOffline = !values.model && !values['base-url'] && !process.env.OPENAI_API_KEY;
if (values.model && !process.env.OPENAI_API_KEY && !values['base-url'] && !process.env.OPENAI_BASE_URL)
  throw new Error(
    `Cannot ask "${values.model}" without a key: set OPENAI_API_KEY, or --base-url for a server that asks for none`,
  );
const writer = isOffline ? await startWriter() : null;
const settings = readConfig({
  ...process.env,
  MODE: 'sandbox',
  // A server of one's own asks for none.
  OPENAI_API_KEY: process.env.OPENAI_API_KEY ?? 'none',
  ...(writer ? { OPENAI_MODEL: writer.model, OPENAI_BASE_URL: writer.url } : {}),
  ...(values.model ? { OPENAI_MODEL: values.model } : {}),
  ...(values['small-model'] ? { OPENAI_SMALL_MODEL: values['small-model'] } : {}),
  ...(values['base-url'] ? { OPENAI_BASE_URL: values['base-url'] } : {}),
}).model;
if (!settings) throw new Error('Cannot run evals without a model');
const began = performance.now();
try {
  const results = await runEvals({
    model: settings,
    briefs,
    parallel: number('parallel', 1),
    maxUsd: number('max-usd', 0),
    done(result) {
      const minutes = (performance.now() - began) / 60_000;
      console.log(`${passes(result) ? 'ok  ' : 'no  '} ${result.brief.name} (${minutes.toFixed(1)} min)`);
      if (values.drafts) write(`${values.drafts}/${result.brief.name}.json`, result.draft);
    },
  });
  const models = [...new Set(results.flatMap((result) => result.models))].join(', ');
  console.log(`\n${models || settings.model} at ${settings.baseUrl ?? 'OpenAI'}\n\n${evalsTable(results)}\n`);
  for (const line of results.flatMap(faultLines)) console.log(line);
  if (values.out) {
    const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim();
    write(values.out, {
      commit,
      models,
      base_url: settings.baseUrl,
      results: results.map(({ draft: _, ...r }) => r),
    });
  }
  process.exitCode = results.every(passes) ? 0 : 1;
} finally {
  await writer?.stop();
}

function write(file: string, value: unknown): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(value, null, 2)}\n`);
}
