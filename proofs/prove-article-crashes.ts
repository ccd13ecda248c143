import { setTimeout as sleep } from 'node:timers/promises';
import {
  type App,
  startApp,
  temporaryData,
  until,
  type Workspace,
  workspace,
} from '../testing/product/app.ts';
import { ARTICLE, agentSays, fileOf, openOutline, partsOf } from '../testing/product/article.ts';
import { type HeldModel, type ModelCall, startHeldModel } from '../testing/product/held-model.ts';
import {
  faultsOf,
  LUCIA,
  MARINA,
  openThread,
  press,
  startJob,
  type Thread,
  textOf,
} from '../testing/product/thread.ts';

interface ArticleCrashProof {
  articles: number;
  kills: { node: number; group: number };
  /** Where it was killed. */
  points: string[];
  /** Model calls of an article that was left alone; each killed one made exactly these and the repeats below. */
  calls_of_an_article: number;
  /** Calls asked again because their answer was not heard when the product died. */
  repeated_unheard: number;
  /** Longest from a start after a kill to the next wanted message, seconds. */
  slowest_recovery_s: number;
  faults: string[];
}

/** With a page to read, so that its storing is killed as well. */
const BRIEF = `${ARTICLE} http://shopfloor.sandbox.test/bar-stock`;

/** A job that dies five times in a stage is given up, with Retry: an article is killed at each fourth point. */
const EVERY = 4;

/** So long after its answer a call counts as heard: the receipt is on its way to the database until then. */
const HEARD_MS = 300;

type Fits = (call: ModelCall) => boolean;
const task =
  (name: string, more: (asked: Record<string, unknown>) => boolean = () => true): Fits =>
  (call) =>
    call.task === name && more(call.asked);
const isNew = (part: string) => task('blog_part', (asked) => asked.part === part && asked.current === null);

/** Where a call to the model is under way: the kill comes while its answer is awaited. */
const duringCalls: Partial<Record<Point, Fits>> = {
  'write-outline': task('blog_outline'),
  'write-section': isNew('section'),
  'write-introduction': isNew('introduction'),
  'write-conclusion': isNew('conclusion'),
  'write-titles': task('blog_titles'),
  judge: task('blog_judgement'),
  'judge-quotes': task('quote_support'),
  understand: task('thread_understanding'),
  revise: task('blog_part', (asked) => asked.current !== null),
};
/** Where the thread has to say from which step it goes on. */
const midStep: readonly Point[] = [
  'write-section',
  'write-introduction',
  'write-titles',
  'judge',
  'judge-quotes',
  'revise',
];

/** Nodes of the graph in their order, and what people do between them. */
const articlePoints = [
  'read-pages',
  'write-outline',
  'confirm-outline',
  'go-on',
  'write-section',
  'write-introduction',
  'write-conclusion',
  'write-titles',
  'judge',
  'judge-quotes',
  'preview',
  'await-review',
  'reply',
  'understand',
  'revise',
  'preview-again',
  'approve',
  'upload',
] as const;
type Point = (typeof articlePoints)[number];

/**
 * Kills the product at each node of an article's graph, node alone and the whole process group, and holds what came of
 * it against an article that was left alone: the same calls, the same text, each message and file once.
 *
 * @param articles Each is killed at another quarter of the points; eight see every point with both kinds.
 * @param offset Quarter to begin with.
 */
export async function proveArticleCrashes(options: {
  articles: number;
  offset: number;
  log(line: string): void;
}): Promise<ArticleCrashProof> {
  const data = temporaryData();
  const model = await startHeldModel();
  const proof: ArticleCrashProof = {
    articles: 0,
    kills: { node: 0, group: 0 },
    points: [],
    calls_of_an_article: 0,
    repeated_unheard: 0,
    slowest_recovery_s: 0,
    faults: [],
  };
  const start = () => startApp({ dataFolder: data.path, env: model.env });
  let app: App = await start();
  const slack = workspace(() => app.url);
  const restart = async (kind: 'node' | 'group') => {
    await app.kill(kind);
    proof.kills[kind] += 1;
    const unheard = model.calls.filter(
      (call) => call.answeredAt === null || performance.now() - call.answeredAt < HEARD_MS,
    );
    return {
      unheard,
      again: async () => {
        app = await start();
      },
    };
  };

  try {
    const left = await writeArticle({ slack, model, kill: null, proof });
    proof.faults.push(...left.faults);
    proof.calls_of_an_article = left.calls.length;
    for (let n = 0; n < options.articles; n += 1) {
      const kill = (point: Point) => {
        const index = articlePoints.indexOf(point);
        if (index % EVERY !== (options.offset + n) % EVERY) return null;
        // The other kind when the same points come round again.
        return (Math.floor(index / EVERY) + Math.floor(n / EVERY)) % 2 === 0
          ? ('node' as const)
          : ('group' as const);
      };
      const killed = await writeArticle({
        slack,
        model,
        kill: { at: kill, restart, log: options.log },
        proof,
      });
      proof.faults.push(...differences(left, killed));
      proof.repeated_unheard += killed.calls.length - new Set(killed.calls.map((call) => call.shape)).size;
      proof.articles += 1;
      proof.points.push(...articlePoints.filter((point) => kill(point) && !proof.points.includes(point)));
    }
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    proof.faults.push(
      `${said}\n${await lastWords(slack).catch(() => 'It does not answer.')}\n${app.errors().slice(-2000)}`,
    );
  } finally {
    await app.stop();
    await model.stop();
    data.remove();
  }
  return proof;
}

/** What the newest thread said last, for a reader who looks for the reason. */
async function lastWords(slack: Workspace): Promise<string> {
  const channel = await slack.channel('marketing');
  const root = (await slack.messages(LUCIA, channel)).filter((m) => !m.ephemeral).at(-1);
  const messages = root ? await slack.messages(LUCIA, channel, root.ts) : [];
  return messages
    .slice(-3)
    .map((m) => textOf(m).slice(0, 600))
    .join('\n');
}

interface Written {
  calls: ModelCall[];
  /** Calls that were under way, or not surely heard, at a kill. */
  unheard: ModelCall[];
  markdown: string;
  faults: string[];
}
interface Killing {
  at(point: Point): 'node' | 'group' | null;
  restart(kind: 'node' | 'group'): Promise<{ unheard: ModelCall[]; again(): Promise<void> }>;
  log(line: string): void;
}

/** One article from the command over a reply to final files, killed on the way where `kill` says so. */
async function writeArticle(of: {
  slack: Workspace;
  model: HeldModel;
  kill: Killing | null;
  proof: ArticleCrashProof;
}): Promise<Written> {
  const { slack, model, kill, proof } = of;
  const first = model.calls.length;
  const unheard: ModelCall[] = [];
  const faults: string[] = [];
  let thread: Thread | undefined;
  let died = performance.now();

  const armed = new Set<{ has: boolean; again(): void }>();
  const arm = (fits: Fits) => {
    const one = {
      held: model.hold(fits),
      has: false,
      watch() {
        one.has = false;
        void one.held.arrived.then(() => {
          one.has = true;
        });
      },
      /** What waited died with the product: its repeat has to wait as well. */
      again() {
        one.held.release();
        one.held = model.hold(fits);
        one.watch();
      },
    };
    one.watch();
    armed.add(one);
    return one;
  };

  /** Kills now, and starts again. */
  const die = async (point: Point) => {
    const kind = kill?.at(point);
    if (!kill || !kind) return;
    const { unheard: lost, again } = await kill.restart(kind);
    unheard.push(...lost.filter((call) => model.calls.indexOf(call) >= first && !unheard.includes(call)));
    for (const one of armed) if (one.has) one.again();
    await again();
    died = performance.now();
    kill.log(`kill of ${kind} at ${point}`);
  };
  /** Has the next call of `point` wait; answers what kills while it is under way, and lets its repeat through. */
  const prepare = (point: Point) => {
    const fits = duringCalls[point];
    if (!kill?.at(point) || !fits) return async () => {};
    const one = arm(fits);
    return async () => {
      await arrival(one, point);
      // Branches beside it get their answers and their receipts.
      await sleep(HEARD_MS + 100);
      await die(point);
      await arrival(one, point);
      if (midStep.includes(point)) await goesOn(point);
      armed.delete(one);
      one.held.release();
    };
  };
  const arrival = (one: { has: boolean }, point: Point) =>
    until(`the call of ${point}`, async () => one.has, 60);
  const goesOn = (point: Point) =>
    until(`the step to go on from, after ${point}`, async () =>
      (await thread?.messages())?.find((m) => /Going on from step \d/.test(textOf(m))),
    );
  const wanted = async <T>(found: Promise<T>): Promise<T> => {
    const value = await found;
    const took = Math.round((performance.now() - died) / 100) / 10;
    if (kill) proof.slowest_recovery_s = Math.max(proof.slowest_recovery_s, took);
    return value;
  };

  const outlining = prepare('write-outline');
  const started = await startJob(slack, '/blog', BRIEF);
  thread = openThread(slack, started.channel, started.root);
  const found = thread;
  await die('read-pages');
  await outlining();
  await wanted(openOutline(thread, 1, 60));
  await die('confirm-outline');
  const writing = articlePoints.slice(4, 9).map(prepare);
  await press(slack, thread, await openOutline(thread, 1, 60), MARINA, /^go on$/i);
  await die('go-on');
  for (const next of writing) await next();
  await sleep(HEARD_MS + 100);
  await die('preview');
  const card = await wanted(thread.card(1, 60));
  await die('await-review');
  await thread.card(1, 60);

  const replying = [prepare('understand'), prepare('revise')];
  await slack.say(MARINA, thread.channel, 'shorter introduction', thread.root);
  await die('reply');
  for (const next of replying) await next();
  await wanted(agentSays(thread, /I understood/, card.ts));
  await sleep(HEARD_MS + 100);
  await die('preview-again');
  const second = await wanted(thread.card(2, 60));
  await press(slack, thread, second, LUCIA, /^approve$/i);
  await die('approve');
  await sleep(60);
  await die('upload');
  await wanted(until('the final files', async () => (await found.finals()).length >= 2, 60));
  await agentSays(thread, /final files are in this thread/, second.ts);
  faults.push(...(await faultsOf(thread)));
  const markdown = await fileOf(slack, thread, 'final', '.md');
  return { calls: model.calls.slice(first), unheard, markdown, faults };
}

/** What a killed article has that the one that was left alone has not, or the other way round. */
function differences(left: Written, killed: Written): string[] {
  const faults = [...killed.faults];
  const [alone, survived] = [left, killed].map(({ markdown }) => JSON.stringify([...partsOf(markdown)]));
  if (alone !== survived) faults.push('the killed article says something else than the one left alone');
  const known = new Set(left.calls.map((call) => call.shape));
  for (const call of killed.calls)
    if (!known.has(call.shape)) faults.push(`${call.task} was asked otherwise after a kill`);
  for (const shape of new Set(killed.calls.map((call) => call.shape))) {
    const times = killed.calls.filter((call) => call.shape === shape);
    const lost = killed.unheard.filter((call) => call.shape === shape).length;
    if (times.length > 1 + lost)
      faults.push(`${times[0]?.task} was asked ${times.length} times, and only ${lost} answers were lost`);
  }
  return faults;
}
