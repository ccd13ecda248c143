import type { LabelledBrief } from './briefs.ts';
import type { Outcome, ReadDraft } from './run-brief.ts';

/** `stopped`: no draft, by a check that says why. `pretends`: a draft that is not about what was asked. */
export const verdicts = ['on topic', 'says what is missing', 'stopped by a check', 'pretends'] as const;
type Verdict = (typeof verdicts)[number];

/** Of a draft's parts, by the label's own patterns and not by the product's: about it, and saying so in their words. */
const MIN = { about: 0.6, literal: 1 / 3 };

export function judgeOutcome(brief: LabelledBrief, outcome: Outcome): Verdict {
  if (outcome.kind === 'ended') {
    const tells = ['no_evidence', 'other_language', 'model_refused_request'].includes(outcome.code);
    return tells ? 'says what is missing' : 'stopped by a check';
  }
  return isOnTopic(brief, outcome.draft) ? 'on topic' : 'pretends';
}

export function sharesOf(brief: LabelledBrief, { parts }: ReadDraft): { about: number; literal: number } {
  const literal = parts.filter((p) => brief.about.some((about) => about.test(fold(p.text))));
  const about = parts.filter((p) =>
    brief.about.some((one) => one.test(fold([p.text, ...p.titles].join('\n')))),
  );
  const of = (list: unknown[]) => list.length / Math.max(1, parts.length);
  return { about: of(about), literal: of(literal) };
}

function isOnTopic(brief: LabelledBrief, draft: ReadDraft): boolean {
  const shares = sharesOf(brief, draft);
  const each = brief.about.every((about) =>
    draft.parts.some((p) => about.test(fold([p.text, ...p.titles].join('\n')))),
  );
  return each && shares.about >= MIN.about && shares.literal >= MIN.literal;
}

const fold = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
