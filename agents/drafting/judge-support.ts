import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Language, Passage } from '../../ports/content.ts';
import { type SupportTask, supportVerdicts } from '../../ports/model-tasks.ts';
import type { AskModel } from '../models/ask-model.ts';
import { clip } from '../text/clip.ts';
import { plainLine } from '../text/plain-line.ts';
import { type Claim, claimKey } from './claim.ts';
import { passagesFor } from './passages-for.ts';
import { quoteSupportPrompt } from './prompts/quote-support.ts';
import { idOf, supportAnswerFor } from './support-answer.ts';

/** What a sentence came to, as a thread keeps it by `claimKey`. */
export const judged = z.object({ verdict: z.enum(supportVerdicts), reason: z.string() });
export type Judged = z.infer<typeof judged>;

/** Claims of one call: those of most decks. A small model that judges more at once skips some. */
const MOST_CLAIMS = 30;
/** Characters of what one call is shown, about 8,000 tokens. */
const MOST_SHOWN = 32_000;
const LONGEST_REASON = 240;

/** What no source of a team says, planted among the claims of each call. */
const planted: Record<Language, string> = {
  pt: 'A torre Eiffel, em Lisboa, foi pintada de verde por elefantes.',
  en: 'The Eiffel Tower, in Lisbon, was painted green by elephants.',
};

/**
 * Asks a model whether the quotes of each claim carry it. Every claim gets a verdict, or this throws: a judgement that could
 * not be had is none. Calls that were paid are answered from the ledger, so a job that goes on pays for the rest alone.
 *
 * @returns By `claimKey`.
 * @throws {JobFailure} As `AskModel`.
 */
export async function judgeSupport(
  askModel: AskModel,
  claims: readonly Claim<unknown>[],
  passages: readonly Passage[],
  { language, ...run }: { language: Language; node: string; round: number; signal?: AbortSignal | undefined },
): Promise<Record<string, Judged>> {
  const byId = new Map(passages.map((p) => [p.id, p]));
  const unlike = [...new Map(claims.map((claim) => [claimKey(claim, byId), claim]))];
  const verdicts: Record<string, Judged> = {};
  for (const batch of inBatches(unlike, byId)) {
    const { task, keys } = taskOf(batch, byId, language);
    const ids = task.claims.map(({ id }) => id);
    const schema = supportAnswerFor(
      ids,
      ids.filter((id) => !keys.has(id)),
    );
    const { answer } = await askModel(task, schema, {
      ...run,
      system: quoteSupportPrompt,
    });
    for (const { claim, reason, verdict } of answer.verdicts) {
      const key = keys.get(idOf(claim));
      if (key !== undefined) verdicts[key] = { verdict, reason: clip(plainLine(reason), LONGEST_REASON) };
    }
  }
  return verdicts;
}

type Keyed = [key: string, claim: Claim<unknown>];

function inBatches(claims: readonly Keyed[], passages: ReadonlyMap<string, Passage>): Keyed[][] {
  const batches: Keyed[][] = [];
  for (const one of claims) {
    const last = batches.at(-1);
    const fits = last && last.length < MOST_CLAIMS && shownIn([...last, one], passages) <= MOST_SHOWN;
    if (fits) last.push(one);
    else batches.push([one]);
  }
  return batches;
}

function shownIn(batch: readonly Keyed[], passages: ReadonlyMap<string, Passage>): number {
  const claims = batch.map(([, c]) => [c.sentence, c.context, ...c.evidence.map((e) => e.quote)].join(''));
  const ids = new Set(batch.flatMap(([, c]) => c.evidence.map((e) => e.passage_id)));
  return [...claims, ...[...ids].map((id) => passages.get(id)?.text ?? '')].join('').length;
}

/** The planted claim has quotes of the others and a place that its neighbours' text decides, so that no text can name it. */
function taskOf(batch: readonly Keyed[], byId: ReadonlyMap<string, Passage>, language: Language) {
  const digest = createHash('sha256')
    .update(batch.map(([key]) => key).join())
    .digest();
  const at = digest.readUInt32BE() % (batch.length + 1);
  // SAFETY: a batch has a claim.
  const lender = (batch[digest.readUInt32BE(4) % batch.length] as Keyed)[1];
  const control = { ...lender, sentence: planted[language], context: '' };
  const asked = batch.map(([key, claim]): { key: string | null; claim: Claim<unknown> } => ({ key, claim }));
  const all = asked
    .toSpliced(at, 0, { key: null, claim: control })
    .map((one, n) => ({ ...one, id: `c${n + 1}` }));
  const ids = new Set(batch.flatMap(([, { evidence }]) => evidence.map((e) => e.passage_id)));
  const task: SupportTask = {
    task: 'quote_support',
    language,
    passages: passagesFor([...ids].flatMap((id) => byId.get(id) ?? [])),
    claims: all.map(({ id, claim: { sentence, context, evidence } }) => ({
      id,
      context,
      sentence,
      quotes: evidence,
    })),
  };
  return { task, keys: new Map(all.flatMap(({ id, key }) => (key === null ? [] : [[id, key] as const]))) };
}
