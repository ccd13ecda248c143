import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { silentLog } from '../platform/log.ts';
import { startSupabase } from '../sandbox/supabase/start.ts';
import { type ProfileName, profileNames } from '../testing/model-endpoint/profiles/profiles.ts';
import {
  type Call,
  type Endpoint,
  startModelEndpoint,
} from '../testing/model-endpoint/start-model-endpoint.ts';
import { writerAnswers } from '../testing/model-endpoint/writer-answers.ts';
import {
  type App,
  button,
  startApp,
  temporaryData,
  until,
  type Workspace,
  workspace,
} from '../testing/product/app.ts';
import { ARTICLE, openOutline } from '../testing/product/article.ts';
import {
  BRIEF,
  faultsOf,
  LUCIA,
  MARINA,
  openThread,
  press,
  startJob,
  type Thread,
  textOf,
} from '../testing/product/thread.ts';

interface ModelsProof {
  profiles: Record<string, ProfileProof>;
  faults: string[];
}
interface ProfileProof {
  /** Calls that were answered with 200, and those that the endpoint refused before it ran them. */
  answered: number;
  refused: number;
  kills: number;
  billed: { input: number; output: number; reasoning: number; cached: number };
  /** Settled in the ledger. Less than what was billed by the calls that a kill left unheard. */
  settled: { input: number; output: number };
  unheard: number;
  /** Of what was heard: by the endpoint's prices, and in the ledger by those that the product knows. */
  usd: { billed: number; settled: number };
}

/** So long after its answer a call counts as heard: the receipt is on its way to the database until then. */
const HEARD_MS = 300;
/** At these the product knows the price that the endpoint bills. */
const PRICED: ProfileName[] = ['openai', 'anthropic', 'openrouter'];
const preload = pathToFileURL(`${import.meta.dirname}/../testing/model-endpoint/reroute-preload.ts`).href;

/**
 * The whole product behind endpoints with the manners of eight makers, at the makers' own addresses: a carousel and an
 * article with a reply each, up to final files, with cut-offs, refusals, a change of what the endpoint takes and kills on
 * the way. The ledger is held against what the endpoint billed, to the token.
 */
export async function proveModels(options: {
  only: readonly ProfileName[];
  log(line: string): void;
}): Promise<ModelsProof> {
  const proof: ModelsProof = { profiles: {}, faults: [] };
  const waiting = [...options.only];
  const work = async () => {
    for (let name = waiting.shift(); name; name = waiting.shift()) {
      const began = performance.now();
      const { profile, faults } = await proveProfile(name);
      proof.profiles[name] = profile;
      proof.faults.push(...faults.map((fault) => `${name}: ${fault}`));
      const seconds = Math.round((performance.now() - began) / 1000);
      options.log(`${name}: ${seconds} s, ${JSON.stringify({ ...profile, faults })}`);
    }
  };
  // Each waits most of its time.
  await Promise.all([work(), work()]);
  return proof;
}
export const allProfiles = profileNames;

async function proveProfile(name: ProfileName): Promise<{ profile: ProfileProof; faults: string[] }> {
  const data = temporaryData();
  const writer = await writerAnswers();
  const endpoint = await startModelEndpoint({ profile: name, answer: writer.answer, taskOf: writer.taskOf });
  const { address } = endpoint.profile;
  const start = () =>
    startApp({
      dataFolder: data.path,
      env: {
        NODE_OPTIONS: `--import=${preload}`,
        MODEL_ROUTES: JSON.stringify({ [address]: endpoint.url }),
        OPENAI_API_KEY: 'k',
        OPENAI_MODEL: endpoint.model,
        OPENAI_SMALL_MODEL: endpoint.smallModel,
        ...(name === 'openai' ? {} : { OPENAI_BASE_URL: address }),
      },
    });
  let app: App = await start();
  const slack = workspace(() => app.url);
  const kills: number[] = [];
  const faults: string[] = [];
  const kill = async (what: 'node' | 'group') => {
    kills.push(performance.now());
    await app.kill(what);
    app = await start();
  };
  try {
    for (const thread of [await carousel(slack, endpoint, kill), await article(slack, endpoint, kill)])
      faults.push(...(await faultsOf(thread)));
    if (endpoint.pending() > 0) faults.push(`${endpoint.pending()} misbehaviours met no call`);
  } catch (error) {
    faults.push(`${error instanceof Error ? error.message : error}\n${app.errors().slice(-2000)}`);
  } finally {
    await app.stop();
  }
  try {
    const rows = await ledgerOf(data.path);
    const isHeard = (call: Call) =>
      call.answeredAt !== null &&
      !kills.some((at) => at > Number(call.answeredAt) - HEARD_MS && at < Number(call.answeredAt) + HEARD_MS);
    const { unsettled, wrong } = againstLedger(endpoint.calls, rows, isHeard);
    faults.push(...wrong, ...askedTwice(endpoint.calls, isHeard));
    const profile = summary(endpoint, rows, kills.length, unsettled);
    const { billed, settled } = profile.usd;
    if (PRICED.includes(name) && Math.abs(billed - settled) > 1e-5)
      faults.push(`billed ${billed} USD, settled ${settled}`);
    return { profile, faults };
  } finally {
    await endpoint.stop();
    await writer.stop();
    data.remove();
  }
}

type Kill = (what: 'node' | 'group') => Promise<void>;
const task = (name: string) => (call: Call) => call.task === name;

/** A deck that is cut off once, a reply in whose reading the product dies. */
async function carousel(slack: Workspace, endpoint: Endpoint, kill: Kill): Promise<Thread> {
  void endpoint.next('cut_off', task('carousel_deck'));
  const started = await startJob(slack, '/carousel', BRIEF);
  const thread = openThread(slack, started.channel, started.root);
  await thread.card(1);
  const reading = endpoint.hold(task('thread_understanding'));
  await slack.say(MARINA, thread.channel, 'slide 3: mais curto', thread.root);
  await reading.arrived;
  await kill('group');
  reading.release();
  await approve(slack, thread, 2);
  return thread;
}

/**
 * Too many calls for the outline, death in the middle of a section, an endpoint that takes no schema any more, an
 * account without credit until a person tries again, a refusal to read a reply, half an answer.
 */
async function article(slack: Workspace, endpoint: Endpoint, kill: Kill): Promise<Thread> {
  void endpoint.next('rate_limited_bare', task('blog_outline'));
  const started = await startJob(slack, '/blog', ARTICLE);
  const thread = openThread(slack, started.channel, started.root);
  const outline = await openOutline(thread);
  const writing = endpoint.hold(task('blog_part'));
  const stopped = endpoint.next('no_credit', task('blog_judgement'));
  await press(slack, thread, outline, MARINA, /^go on$/i);
  await writing.arrived;
  await kill('node');
  endpoint.becomes({ json_schema: 'refused' });
  writing.release();
  await stopped;
  const failed = await until('the button to try again', async () =>
    (await thread.messages()).find((message) => button(message, /^retry$|try again/i)),
  );
  await press(slack, thread, failed, MARINA, /^retry$|try again/i);
  await thread.card(1);
  const before = (await thread.messages()).length;
  const unread = endpoint.next('content_filter', task('thread_understanding'));
  await slack.say(MARINA, thread.channel, 'shorter introduction', thread.root);
  await unread;
  // The reply and the word that it could not be read.
  await until('the word about the refusal', async () => (await thread.messages()).length >= before + 2);
  void endpoint.next('half_an_answer', task('blog_part'));
  await slack.say(MARINA, thread.channel, 'make the introduction shorter', thread.root);
  await approve(slack, thread, 2);
  return thread;
}

async function approve(slack: Workspace, thread: Thread, version: number): Promise<void> {
  await press(slack, thread, await thread.card(version), LUCIA, /^approve$/i);
  await until('the final files', async () => (await thread.finals()).length > 0);
  await until('the word that they are there', async () =>
    (await thread.messages()).some((message) => /final files/i.test(textOf(message))),
  );
  await sleep(HEARD_MS);
}

interface LedgerRow {
  state: string;
  /** Settled at its reserve, or at what its endpoint reported without an answer. */
  unheard: boolean;
  input: number;
  output: number;
  usd: number;
}

async function ledgerOf(dataFolder: string): Promise<LedgerRow[]> {
  const supabase = await startSupabase({ dataFolder, log: silentLog });
  try {
    const { rows } = await supabase.owner.query(
      `select state, unheard, input_tokens as input, output_tokens as output, coalesce(usd, 0)::float8 as usd
       from content.usage_ledger`,
    );
    return rows as unknown as LedgerRow[];
  } finally {
    await supabase.stop();
  }
}

const isAnswer = (row: LedgerRow) => row.state === 'settled' && !row.unheard;
const bill = ({ input, output }: { input: number; output: number }) => `${input} + ${output}`;

/** What was billed and is not settled though it was heard, and what is settled and was not billed. */
function againstLedger(
  calls: readonly Call[],
  rows: readonly LedgerRow[],
  isHeard: (call: Call) => boolean,
): { unsettled: Call[]; wrong: string[] } {
  // The same question has the same bill: what was heard is looked for first.
  const left = calls
    .filter(({ usage }) => usage !== null)
    .sort((a, b) => Number(isHeard(b)) - Number(isHeard(a)));
  const wrong: string[] = [];
  for (const row of rows.filter(isAnswer)) {
    const at = left.findIndex(({ usage }) => usage && bill(usage) === bill(row));
    if (at < 0) wrong.push(`the ledger has ${bill(row)} tokens that no endpoint billed`);
    else left.splice(at, 1);
  }
  for (const call of left.filter(isHeard))
    wrong.push(
      `${call.task} was billed with ${call.usage && bill(call.usage)} tokens and is not in the ledger`,
    );
  const open = rows.filter((row) => row.state === 'settled' && row.unheard).length;
  if (open < left.length)
    wrong.push(`${left.length} calls were unheard, and only ${open} count with their reserve`);
  return { unsettled: left, wrong };
}

/** Questions that were asked again although their answer had been heard and was none to mend. */
function askedTwice(calls: readonly Call[], isHeard: (call: Call) => boolean): string[] {
  const good = calls.filter((call) => call.status === 200 && call.misbehaved === null && isHeard(call));
  const groups = Map.groupBy(good, ({ body }) => {
    const { messages, max_tokens, max_completion_tokens } = body;
    const text = JSON.stringify({ messages, cap: max_tokens ?? max_completion_tokens });
    return createHash('sha256').update(text).digest('hex');
  });
  return [...groups.values()]
    .filter((same) => same.length > 1)
    .map((same) => `${same[0]?.task} was asked ${same.length} times`);
}

function summary(
  endpoint: Endpoint,
  rows: readonly LedgerRow[],
  kills: number,
  unsettled: readonly Call[],
): ProfileProof {
  const { calls } = endpoint;
  const settled = rows.filter(isAnswer);
  const sum = <T>(list: readonly T[], of: (one: T) => number) =>
    list.reduce((total, one) => total + of(one), 0);
  const bills = endpoint.billed();
  const round = (usd: number) => Math.round(usd * 1e6) / 1e6;
  return {
    answered: calls.filter(({ status }) => status === 200).length,
    refused: calls.filter(({ status }) => status !== null && status >= 400).length,
    kills,
    billed: {
      input: sum(bills, (one) => one.input),
      output: sum(bills, (one) => one.output),
      reasoning: sum(bills, (one) => one.reasoning),
      cached: sum(bills, (one) => one.cached),
    },
    settled: { input: sum(settled, (one) => one.input), output: sum(settled, (one) => one.output) },
    unheard: unsettled.length,
    usd: {
      billed: round(endpoint.usd((call) => !unsettled.includes(call))),
      settled: round(sum(settled, (one) => one.usd)),
    },
  };
}
