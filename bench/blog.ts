import {
  type App,
  startApp,
  temporaryData,
  until,
  type Workspace,
  workspace,
} from '../testing/product/app.ts';
import { ARTICLE, ARTIGO, agentSays, openOutline } from '../testing/product/article.ts';
import { type ModelCall, startHeldModel } from '../testing/product/held-model.ts';
import { LUCIA, MARINA, openThread, press, startJob } from '../testing/product/thread.ts';

const ROUNDS = 3;
const cases = {
  pt: { brief: ARTIGO, refine: 'encurte a introdução' },
  en: { brief: ARTICLE, refine: 'shorter introduction' },
};

/**
 * What an article costs and how long each stage takes, in Portuguese and English: model calls and tokens as the offline
 * writer counts them, seconds as a person waits for them, with one refining reply. Medians of three articles.
 */
export async function benchBlog(): Promise<Record<string, Record<string, number>>> {
  const data = temporaryData();
  const model = await startHeldModel();
  let app: App | undefined;
  try {
    app = await startApp({ dataFolder: data.path, env: model.env });
    const slack = workspace(() => app?.url ?? '');
    const rounds: Record<string, Round[]> = { pt: [], en: [] };
    for (let n = 0; n < ROUNDS; n += 1)
      for (const [language, one] of Object.entries(cases))
        rounds[language]?.push(await oneArticle(slack, model.calls, one));
    return Object.fromEntries(Object.entries(rounds).map(([language, list]) => [language, medians(list)]));
  } finally {
    await app?.stop();
    await model.stop();
    data.remove();
  }
}

type Round = Record<string, number>;

async function oneArticle(
  slack: Workspace,
  calls: ModelCall[],
  { brief, refine }: { brief: string; refine: string },
): Promise<Round> {
  const asked = performance.now();
  const before = calls.length;
  const started = await startJob(slack, '/blog', brief);
  const thread = openThread(slack, started.channel, started.root);
  const outline = await openOutline(thread);
  const planned = performance.now();
  await press(slack, thread, outline, MARINA, /^go on$/i);
  const agreed = performance.now();
  await thread.card(1);
  const carded = performance.now();
  const draft = calls.slice(before);
  const at = (task: string) => draft.find((call) => call.task === task)?.at ?? Number.NaN;
  const judged = draft.findLast((call) => call.task === 'quote_support')?.answeredAt ?? Number.NaN;

  const said = await slack.say(MARINA, thread.channel, refine, thread.root);
  const replied = performance.now();
  await agentSays(thread, /I understood/, said);
  const understood = performance.now();
  const second = await thread.card(2);
  const refined = performance.now();
  const reply = calls.slice(before + draft.length);

  await press(slack, thread, second, LUCIA, /^approve$/i);
  const approved = performance.now();
  await until('the final files', async () => (await thread.finals()).length > 0);
  return {
    research_s: seconds(at('blog_outline') - asked),
    outline_s: seconds(planned - at('blog_outline')),
    write_s: seconds(at('blog_judgement') - agreed),
    review_s: seconds(judged - at('blog_judgement')),
    preview_and_card_s: seconds(carded - judged),
    command_to_plan_s: seconds(planned - asked),
    plan_to_card_s: seconds(carded - agreed),
    reply_to_understood_s: seconds(understood - replied),
    reply_to_card_s: seconds(refined - replied),
    approval_to_final_files_s: seconds(performance.now() - approved),
    ...countsOf('draft', draft),
    ...countsOf('reply', reply),
  };
}

function countsOf(name: string, calls: ModelCall[]): Round {
  return {
    [`${name}_calls`]: calls.length,
    [`${name}_input_tokens`]: calls.reduce((sum, call) => sum + call.tokens.input, 0),
    [`${name}_output_tokens`]: calls.reduce((sum, call) => sum + call.tokens.output, 0),
  };
}

function medians(rounds: Round[]): Round {
  const [first = {}] = rounds;
  return Object.fromEntries(
    Object.keys(first).map((key) => {
      const values = rounds.map((round) => round[key] ?? Number.NaN).sort((a, b) => a - b);
      return [key, values[Math.floor(values.length / 2)] ?? Number.NaN];
    }),
  );
}

const seconds = (ms: number) => Math.round(ms / 10) / 100;
