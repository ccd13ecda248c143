import { randomBytes } from 'node:crypto';
import { ExpectedError } from '../platform/errors.ts';
import { isOpenAi } from '../platform/model-settings.ts';
import { parts, unipileNames } from './parts.ts';
import { lacksPrice, type Question, questions } from './questions.ts';

/** Asks a person; null where there is none. */
export type Ask = ((question: Question, problem: string | null) => Promise<string>) | null;

/** What is known, and a way to learn the rest. Once answered, a question is not asked again. */
export interface Answers {
  readonly known: Readonly<Record<string, string>>;
  /** @throws {ExpectedError} `missing_answers` where no person can be asked. */
  need(question: Question): Promise<string>;
  /** Empty answers are accepted; undefined then, and where no person can be asked. */
  maybe(question: Question): Promise<string | undefined>;
  /** An answer that was made for the person. */
  keep(question: Question, value: string): void;
  /** What must not be shown. */
  secrets(): string[];
  /** Adds one that was made meanwhile. */
  keepSecret(value: string): void;
}

/** @param given Values by the names of `questions.ts`; empty ones count as absent. */
export function createAnswers(given: Record<string, string | undefined>, ask: Ask): Answers {
  const known: Record<string, string> = {};
  for (const [name, value] of Object.entries(given)) if (value?.trim()) known[name] = value.trim();
  const secretNames = Object.values(questions)
    .filter((q) => q.secret)
    .map((q) => q.name);
  const made: string[] = [];
  const asked = new Set<string>();

  const answer = async (question: Question, optional: boolean): Promise<string | undefined> => {
    const { name } = question;
    const value = known[name];
    let problem = value === undefined ? null : question.fault(value, known);
    if (value !== undefined && problem === null) return value;
    if (ask === null && problem !== null) {
      throw new ExpectedError('bad_answer', `Cannot use ${name}: ${problem}`, { hint: question.where });
    }
    if (ask === null || (optional && asked.has(name))) {
      if (optional) return undefined;
      throw missing([question]);
    }
    asked.add(name);
    for (;;) {
      const typed = (await ask(question, problem)).trim();
      if (typed === '' && optional) {
        // What was wrong is taken back.
        delete known[name];
        return undefined;
      }
      problem = typed === '' ? 'an answer is needed' : question.fault(typed, known);
      if (problem === null) {
        known[name] = typed;
        return typed;
      }
    }
  };
  return {
    known,
    need: async (question) => (await answer(question, false)) ?? '',
    maybe: (question) => answer(question, true),
    keep: ({ name }, value) => {
      known[name] = value;
    },
    secrets: () =>
      // The signing key may be given as the path of its file, which is none.
      [...made, ...secretNames.flatMap((name) => known[name] ?? [])].filter((value) => !isPath(value)),
    keepSecret: (value) => made.push(value),
  };
}

function isPath(value: string): boolean {
  return /^[./~]|^[A-Z]:/i.test(value) && !/\s/.test(value);
}

/**
 * Everything that is needed in any state of the database, so that a run without a person names all that is
 * missing at once.
 */
export async function gatherAnswers(answers: Answers, alone: boolean): Promise<void> {
  const { known } = answers;
  const always = [
    questions.supabaseUrl,
    questions.publishableKey,
    questions.databaseUrl,
    questions.slackBotToken,
    questions.modelKey,
    ...(isOpenAi(known.OPENAI_BASE_URL ?? null) ? [] : [questions.model]),
  ];
  if (alone) {
    const http = known.SLACK_APP_TOKEN ? [] : [questions.slackSigningSecret];
    const outreach = hasOutreach(known) ? outreachQuestions(known) : [];
    // What a first run needs later on is named with the rest, not one round after the other.
    const key = known[questions.privateKey.name] ? [] : [questions.jwtSecret];
    const first = isFirst(known) ? [...key, questions.admin] : [];
    const absent = [...always, ...http, ...outreach, ...first].filter((q) => !known[q.name]);
    if (absent.length > 0) throw missing(absent);
  }
  await answers.need(questions.supabaseUrl);
  await answers.need(questions.publishableKey);
  await answers.need(questions.databaseUrl);
  await answers.need(questions.slackBotToken);
  if (!known.SLACK_SIGNING_SECRET && !(await answers.maybe(questions.slackAppToken))) {
    await answers.need(questions.slackSigningSecret);
  }
  const newModel = !known.OPENAI_API_KEY;
  await answers.need(questions.modelKey);
  // A model that is configured already is not asked for again.
  if (newModel || known.OPENAI_BASE_URL) await answers.maybe(questions.modelUrl);
  // Only OpenAI has a model of the default's name.
  if (!isOpenAi(known.OPENAI_BASE_URL ?? null)) await answers.need(questions.model);
  else if (newModel || known.OPENAI_MODEL) await answers.maybe(questions.model);
  if (newModel || known.OPENAI_SMALL_MODEL) await answers.maybe(questions.smallModel);
  if (known.OPENAI_PRICE_INPUT || (newModel && lacksPrice(known))) {
    if ((await answers.maybe(questions.priceInput)) !== undefined) await answers.need(questions.priceOutput);
  }
  await gatherOutreach(answers);
  await makeSecrets(answers);
  if (!isFirst(known)) return;
  await answers.need(questions.admin);
  await answers.maybe(questions.approvers);
  // A secret that is given leaves no question open.
  if (known.SETUP_JWT_SECRET || (await answers.maybe(questions.privateKey)) !== undefined) return;
  await answers.need(questions.jwtSecret);
}

/** No part has a token yet, so that this is no later run over an installation that works. */
function isFirst(known: Readonly<Record<string, string>>): boolean {
  return parts.every((part) => !known[part.variable]);
}

function hasOutreach(known: Readonly<Record<string, string>>): boolean {
  return ['UNIPILE_API_VERSION', ...unipileNames].some((name) => known[name] !== undefined);
}

/** What each version of Unipile's API needs: v2 has one address for all, and a secret that Unipile makes. */
function outreachQuestions(known: Readonly<Record<string, string>>): Question[] {
  return known.UNIPILE_API_VERSION === 'v2'
    ? [questions.unipileKey, questions.unipileSigningSecret]
    : [questions.unipileDsn, questions.unipileKey];
}

/** A team that wants content alone leaves the first one empty. */
async function gatherOutreach(answers: Answers): Promise<void> {
  const { known } = answers;
  // Earlier releases knew no other.
  if (known.UNIPILE_API_VERSION === undefined && unipileNames.some((name) => known[name] !== undefined))
    answers.keep(questions.unipileVersion, 'v1');
  if (hasOutreach(known)) await answers.need(questions.unipileVersion);
  else if ((await answers.maybe(questions.unipileVersion)) === undefined) return;
  if (known.UNIPILE_API_VERSION === 'v2' && known.UNIPILE_DSN) await answers.maybe(questions.unipileDsn);
  for (const question of outreachQuestions(known)) await answers.need(question);
  if (known.UNIPILE_API_VERSION === 'v2') return;
  if ((await answers.maybe(questions.unipileWebhookSecret)) === undefined) {
    answers.keep(questions.unipileWebhookSecret, randomBytes(24).toString('hex'));
  }
}

/** What no other service has to know before: made here, and kept by the files of settings. */
async function makeSecrets(answers: Answers): Promise<void> {
  const { known } = answers;
  for (const question of [questions.metricsToken, questions.wakeSecret]) {
    if (known[question.name] === undefined) answers.keep(question, randomBytes(32).toString('hex'));
    else await answers.need(question);
  }
}

function missing(absent: Question[]): ExpectedError {
  return new ExpectedError(
    'missing_answers',
    `Cannot set up: ${absent.length} answer(s) are missing.\n${absent.map((q) => `  ${q.name}: ${q.ask}. ${q.where}`).join('\n')}`,
  );
}
