import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import {
  type CheckedClaim,
  type Finding,
  type FindingCode,
  foundWithoutPlace,
} from '../../../ports/content.ts';
import { findingAt } from '../say-finding.ts';
import { rootsIn } from '../topic/subject.ts';
import { type CheckedStatement, checkStatement, type Evidence } from './check-statement.ts';
import type { Statement } from './statement.ts';

/** Checks of a sentence and its quotes, as files and reports name them. */
export const evidenceChecks = [
  'addresses',
  'quotes',
  'numbers',
  'units',
  'dates',
  'names',
  'negation',
  'comparison',
  'subject',
  'instructions',
  'citations',
] as const;

/** What these checks find: a person may accept it with a reason, and no other way leads past it. */
const evidenceCodes = new Set<FindingCode>([
  'address_not_read',
  'check_failed',
  'comparison_differs',
  'date_not_found',
  'name_not_found',
  'needs_citation',
  'negation_differs',
  'no_quote',
  'not_judged',
  'not_supported',
  'number_not_found',
  'quote_not_found',
  'quote_unrelated',
  'quoted_instruction',
  'shown_quote_not_found',
  'unit_not_found',
  'unknown_mark',
  'unknown_passage',
]);
export const isOfEvidence = (code: FindingCode): boolean => evidenceCodes.has(code);

/** A claim in which an earlier check of the thread found a fault. */
export const faultyClaim = z.object({ text: z.string(), evidence: z.array(z.string()) });
export type FaultyClaim = z.infer<typeof faultyClaim>;

export interface CheckedEvidence<Place> {
  /** In reading order: what cites, and what should. */
  claims: CheckedClaim[];
  /** The faults, each once for a place. */
  found: Finding<Place>[];
}

/**
 * Holds each sentence of a draft against the stored texts that it cites, without a model. It fails closed: a sentence
 * whose check throws is unverified. Pure.
 *
 * @param before What earlier checks of the thread found fault with: a claim of these counts as repaired once it has a quote
 *   that it did not have then, and no fault.
 */
export function checkEvidence<Place extends number | string | null>(
  statements: readonly Statement<Place>[],
  against: Evidence,
  before: readonly FaultyClaim[] = [],
): CheckedEvidence<Place> {
  const claims: CheckedClaim[] = [];
  const found: Finding<Place>[] = [];
  for (const statement of statements) {
    const { evidence, faults, given } = failingClosed(statement, against);
    for (const fault of faults) {
      const finding = { ...fault, place: statement.place } as Finding<Place>;
      if (!found.some((other) => isDeepStrictEqual(other, finding))) found.push(finding);
    }
    if (statement.evidence.length === 0 && faults.length === 0) continue;
    const isMended =
      faults.length === 0 && before.some((faulty) => mends(statement.sentence, evidence, faulty));
    claims.push({
      id: `c${claims.length + 1}`,
      place: statement.place,
      text: statement.sentence,
      evidence,
      status: faults.length > 0 ? 'unverified' : isMended ? 'repaired' : 'verified',
      faults: faults.map(({ place: _, ...fault }) => foundWithoutPlace.parse(fault)),
      support: null,
      ...(given.length > 0 ? { given } : {}),
    });
  }
  return { claims, found };
}

function failingClosed(statement: Statement<unknown>, against: Evidence): CheckedStatement {
  try {
    return checkStatement(statement, against);
  } catch {
    // What was wrong is a fault of this code and told by its test; of the claim nothing is known.
    return { evidence: [], faults: [findingAt(null, 'check_failed', {})], given: [] };
  }
}

/** Share of words that two forms of a sentence have in common. */
const SAME_SENTENCE = 0.6;

/** Whether this is the sentence that was at fault, with a quote that it did not have then. */
function mends(sentence: string, evidence: CheckedClaim['evidence'], faulty: FaultyClaim): boolean {
  if (evidence.every(({ id }) => faulty.evidence.includes(id))) return false;
  const [now, then] = [rootsIn(sentence), rootsIn(faulty.text)];
  const both = [...now].filter((root) => then.has(root)).length;
  return both >= SAME_SENTENCE * Math.max(now.size, then.size);
}

/** Faulty claims that a thread remembers: those of a long article and its versions. */
const MOST_FAULTY = 200;

/** What the next check is to know of this one and those before. Pure. */
export function faultyOf(claims: readonly CheckedClaim[], before: readonly FaultyClaim[]): FaultyClaim[] {
  const now = claims
    .filter(({ status }) => status === 'unverified')
    .map(({ text, evidence }) => ({ text, evidence: evidence.flatMap(({ id }) => (id === '' ? [] : [id])) }));
  const known = before.filter((one) => !now.some((other) => isDeepStrictEqual(one, other)));
  return [...known, ...now].slice(-MOST_FAULTY);
}
