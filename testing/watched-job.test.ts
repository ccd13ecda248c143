import { afterAll, beforeAll, expect, it } from 'vitest';
import { startAgents } from '../agents/start.ts';
import { systemClock, systemRandom } from '../platform/clock.ts';
import { createHint } from '../platform/hint.ts';
import { createLog } from '../platform/log.ts';
import type { Part } from '../platform/part.ts';
import { openPrometheus } from '../platform/prometheus.ts';
import { COMMAND, type Span, spanIdOf, traceIdOf } from '../platform/traces.ts';
import { startWriter, type Writer } from '../sandbox/writer/start.ts';
import { installKnowledge } from './agents/jobs.ts';
import { plainRenderers } from './agents/renderers.ts';
import { useBot } from './bot/bot.ts';
import { waitFor } from './workspace.ts';

const lines: string[] = [];
const log = (part: string) => createLog('info', part, { write: (line) => void lines.push(line) });
const spans: Span[] = [];
const meters = openPrometheus();
const watched = { meters, traces: { end: (span: Span) => void spans.push(span) } };

const on = useBot({ log: log('bot'), watched });
let writer: Writer;
let agents: Part;
const TOPIC = '5 erros ao escolher um fornecedor de implantes';
beforeAll(async () => {
  await installKnowledge(on.database);
  writer = await startWriter();
  agents = await startAgents(
    {
      database: {
        url: on.database.url,
        publishableKey: on.database.publishableKey,
        token: await on.database.token('greenlight_agent'),
        fetch: on.database.fetch,
      },
      model: { apiKey: 'sk-planted-key', baseUrl: writer.url, model: writer.model, timeoutMs: 20_000 },
      concurrency: 1,
    },
    {
      log: log('agents'),
      clock: systemClock,
      random: systemRandom,
      hints: { jobs: createHint(), outbox: createHint() },
      ...watched,
    },
    plainRenderers,
  );
});
afterAll(async () => {
  await agents.stop(2000);
  await writer.stop();
});

it('a job is one trace from the command to its cards, a line for each step without a word of it, and counted', async () => {
  await on.workspace.command('U0MARINA', 'C0MARKETING', '/carousel', TOPIC);
  const seen = () => lines.map((line) => JSON.parse(line) as Record<string, unknown>);
  await waitFor(
    async () =>
      seen().some(({ msg, code }) => msg === 'card_shown' && ['card', 'outcome'].includes(String(code))),
    'the card of the draft',
  );
  const job = String(seen().find(({ msg }) => msg === 'job_enqueued')?.job_id);
  await waitFor(async () => spans.some(({ name }) => name.startsWith('run ')), 'the end of the run');

  const own = spans.filter(({ of }) => of === job);
  const keys = new Set(own.map(({ key }) => spanIdOf(job, key)));
  expect(own.find(({ key }) => key === COMMAND)?.name).toBe('command carousel');
  for (const { parent, name } of own)
    if (name !== 'command carousel') expect(keys.has(spanIdOf(job, parent ?? '')), name).toBe(true);
  const named = (start: string) => own.filter(({ name }) => name.startsWith(start));
  expect(named('run carousel').map(({ parent }) => parent)).toEqual([COMMAND]);
  expect(named('node ').length).toBeGreaterThan(2);
  const nodes = new Set(named('node ').map(({ key }) => key));
  expect(named('model ').length).toBeGreaterThan(0);
  for (const { parent } of named('model ')) expect(nodes.has(parent ?? '')).toBe(true);
  expect(named('show ').map(({ name }) => name)).toEqual(expect.arrayContaining(['show brief', 'show card']));

  const ids = { job_id: job, team_id: 'T0GREENLIGHT', trace_id: traceIdOf(job) };
  for (const event of ['node_ended', 'model_called', 'card_shown'])
    expect(
      seen().filter(({ msg }) => msg === event),
      event,
    ).toContainEqual(expect.objectContaining(ids));
  expect(seen().find(({ msg }) => msg === 'model_called')).toMatchObject({
    input_tokens: expect.any(Number),
    output_tokens: expect.any(Number),
    usd: expect.any(Number),
    ms: expect.any(Number),
  });
  const all = lines.join('');
  for (const planted of ['5 erros', 'fornecedor', 'sk-planted', 'Marina', 'xoxb-', 'eyJ'])
    expect(all.includes(planted), planted).toBe(false);
  expect(JSON.stringify(spans)).not.toMatch(/planted|5 erros|Marina/i);

  const text = await meters.text();
  expect(text).not.toMatch(/planted|5 erros|U0MARINA|T0GREENLIGHT/i);
  expect(text).toMatch(/^greenlight_model_calls_total\{model="[\w.-]+",outcome="ok"\} [1-9]/m);
  expect(text).toMatch(/^greenlight_job_claim_wait_seconds_count\{type="carousel"\} 1$/m);
  expect(text).toMatch(/^greenlight_slack_calls_total\{method="chat.postMessage",outcome="ok"\} [1-9]/m);
  expect(text).toMatch(/^greenlight_outbox_waiting\{system="content"\} \d/m);
  expect(text).toMatch(/^greenlight_jobs\{type="carousel",status="\w+"\} 1$/m);
  for (const part of ['bot', 'agents']) expect(text).toContain(`greenlight_figures_read{part="${part}"} 1`);
});
