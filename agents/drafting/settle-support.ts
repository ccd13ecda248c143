import type { CheckedClaim, DraftSupport, Finding, Passage } from '../../ports/content.ts';
import type { AskModel } from '../models/ask-model.ts';
import { type Claim, claimKey, isByHand } from './claim.ts';
import { type Judged, judgeSupport } from './judge-support.ts';

/** Verdicts that a thread keeps: those of a long article and its last versions. */
const MOST_KEPT = 400;

export interface Support<Place> {
  /** By `claimKey`, the newest last: what was judged before, and now. */
  verdicts: Record<string, Judged>;
  counts: DraftSupport;
  /** Of each claim, in reading order. */
  each: { place: Place; sentence: string; support: NonNullable<CheckedClaim['support']> }[];
  /** In reading order. */
  found: Extract<Finding<Place>, { code: 'not_supported' | 'partly_supported' }>[];
}

/**
 * What a draft's claims come to. Only those are judged that no version before had with the same quotes; people's own
 * sentences are counted apart and not judged.
 *
 * @param askModel Null for a version that a person made: what has no verdict is by hand.
 * @throws {JobFailure} As `AskModel`: without its verdicts a draft is not shown.
 */
export async function settleSupport<Place>(
  askModel: AskModel | null,
  {
    claims,
    notes,
    passages,
    verdicts,
  }: {
    claims: readonly Claim<Place>[];
    notes: readonly string[];
    passages: readonly Passage[];
    verdicts: Readonly<Record<string, Judged>>;
  },
  run: Parameters<typeof judgeSupport>[3],
): Promise<Support<Place>> {
  const byId = new Map(passages.map((p) => [p.id, p]));
  const own = claims.filter(({ sentence }) => isByHand(sentence, notes));
  const judged = claims
    .filter((claim) => !own.includes(claim))
    .map((claim) => ({ claim, key: claimKey(claim, byId) }));
  const open = judged.filter(({ key }) => !Object.hasOwn(verdicts, key)).map(({ claim }) => claim);
  const all = { ...verdicts, ...(askModel && (await judgeSupport(askModel, open, passages, run))) };
  const told = judged.flatMap(({ claim, key }) => {
    const verdict = all[key];
    if (verdict) return [{ claim, ...verdict }];
    if (askModel) throw new Error(`Cannot count claim "${key}": it has no verdict`);
    return [];
  });
  const count = (verdict: Judged['verdict']) => told.filter((t) => t.verdict === verdict).length;
  return {
    verdicts: Object.fromEntries(Object.entries(all).slice(-MOST_KEPT)),
    counts: {
      claims: claims.length,
      supported: count('supported'),
      partly: count('partly'),
      not_supported: count('not'),
      by_hand: claims.length - told.length,
    },
    each: claims.map(({ place, sentence, ...claim }) => {
      const verdict = all[claimKey({ sentence, ...claim }, byId)]?.verdict;
      return { place, sentence, support: isByHand(sentence, notes) || !verdict ? 'by_hand' : verdict };
    }),
    found: told.flatMap(({ claim: { place, sentence }, verdict, reason }) =>
      verdict === 'supported'
        ? []
        : [
            {
              place,
              code: verdict === 'not' ? ('not_supported' as const) : ('partly_supported' as const),
              params: { sentence, reason },
            },
          ],
    ),
  };
}
