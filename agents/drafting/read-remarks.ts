import type { Finding, HouseRule } from '../../ports/content.ts';
import type { DraftMaterial } from '../../ports/model-tasks.ts';
import { clip } from '../text/clip.ts';
import { plainLine } from '../text/plain-line.ts';
import { type Findable, findWords } from './parts/find-words.ts';
import { findingAt } from './say-finding.ts';
import type { Findings } from './settle-findings.ts';
import { namesOf } from './topic/topic-coverage.ts';

/** What a model remarks on a draft, with the place that it names; `rule`: which house rule it breaks. */
interface Remark<Place> {
  place: Place | null;
  rule: string | null;
  quote: string;
  message: string;
}
/** A text of a draft where words are looked for; `place` null: one without a place of its own. */
export type Placed<Place> = Findable & { place: Place | null };

/**
 * What a model's remarks come to. Pure.
 *
 * What breaks a rule that blocks has to be repaired; the rest is for the approver to weigh. A remark whose words stand
 * nowhere is dropped: the model made them up. Not so where a rule blocks: a model that copies badly may still be right,
 * and a check that fails must say no. Nor where a rule is there and no words are given, for something that is missing has
 * none.
 *
 * @param most More is noise; what blocks is kept first.
 */
export function readRemarks<Place>(
  remarks: readonly Remark<Place>[],
  texts: readonly Placed<Place>[],
  { rules, most }: { rules: readonly HouseRule[]; most: number },
): Findings<Finding<Place | null>> {
  const found = remarks.flatMap(({ place, rule, quote, message }) => {
    const stands = (text: Findable) => findWords(quote, text);
    const named = place === null ? undefined : texts.find((t) => t.place === place);
    const at = named && stands(named) ? named : texts.find(stands);
    const broken = rules.find((r) => isNamed(r, rule));
    const isHard = broken?.severity === 'block';
    const words = bare(quote);
    if (!at && !isHard && !(broken && words === '')) return [];
    const params = { remark: plainLine(message), quote: plainLine(clip(words, 120)) };
    const finding = findingAt((at ?? named)?.place ?? null, broken ? 'house_rule' : 'editor', params);
    return [{ isHard, finding }];
  });
  const kept = found.toSorted((a, b) => Number(b.isHard) - Number(a.isHard)).slice(0, most);
  const of = (isHard: boolean) => kept.filter((f) => f.isHard === isHard).map((f) => f.finding);
  return { findings: of(true), warnings: of(false) };
}

/** What a draft should be about, as its findings name it. Pure. */
export const subjectOf = ({
  subjects,
  brief,
}: Pick<DraftMaterial, 'subjects'> & { brief: { topic: string } }): string =>
  namesOf(subjects) || `"${brief.topic}"`;

/** Models name a rule by its id, now and then in capitals, or by its words. */
function isNamed({ id, pattern }: HouseRule, name: string | null): boolean {
  const wanted = name?.trim().toLowerCase();
  return wanted !== undefined && (id.toLowerCase() === wanted || pattern.toLowerCase() === wanted);
}

const bare = (quote: string): string => quote.replace(/\s*\[\^\d+\]|\*\*|__/g, '').trim();
