import type { CheckedClaim, Finding } from '../../../ports/content.ts';
import { sentences } from '../../text/sentences.ts';
import { rootsIn } from '../topic/subject.ts';
import { type Quantity, quantitiesIn } from './quantities.ts';
import type { Snapshot } from './snapshot.ts';

/** Share of words, without numbers, that two sentences have in common when they say the same of the same thing. */
const ALIKE = 0.7;
const MIN_SHARED = 4;

interface Told {
  snapshot: Snapshot;
  roots: Set<string>;
  quantities: Quantity[];
  text: string;
}

/**
 * Where the quote of a claim gives a number, and a sentence of another document, which says otherwise the same, gives
 * another one that the draft nowhere tells. It sees what is worded alike; what is put in other words it does not. Pure.
 *
 * @param text All that the draft says.
 */
export function hiddenContradictions<Place>(
  claims: readonly (Pick<CheckedClaim, 'evidence'> & { place: Place })[],
  snapshots: readonly Snapshot[],
  text: string,
): Extract<Finding<Place>, { code: 'contradiction_hidden' }>[] {
  const told = snapshots.flatMap(toldIn);
  const said = quantitiesIn(text);
  const isTold = (one: Quantity) => said.some((other) => isSame(one, other));
  return claims.flatMap(({ place, evidence }) =>
    evidence.flatMap(({ document_id, quote, start }) => {
      if (start < 0) return [];
      const roots = withoutNumbers(quote);
      const own = quantitiesIn(quote);
      for (const other of told) {
        if (other.snapshot.document_id === document_id || !isAlike(roots, other.roots)) continue;
        const clash = differing(own, other.quantities);
        if (!clash || isTold(clash.other)) continue;
        const params = { said: clash.own.written, other: clash.other.written, title: other.snapshot.title };
        return [{ place, code: 'contradiction_hidden' as const, params }];
      }
      return [];
    }),
  );
}

function toldIn(snapshot: Snapshot): Told[] {
  return sentences(snapshot.text).flatMap(({ text }) => {
    const quantities = quantitiesIn(text);
    return quantities.length === 0 ? [] : [{ snapshot, roots: withoutNumbers(text), quantities, text }];
  });
}

const withoutNumbers = (text: string): Set<string> =>
  new Set([...rootsIn(text)].filter((root) => !/\d/.test(root)));

function isAlike(a: Set<string>, b: Set<string>): boolean {
  const shared = [...a].filter((root) => b.has(root)).length;
  return shared >= MIN_SHARED && shared >= ALIKE * Math.min(a.size, b.size);
}

const isSame = (a: Quantity, b: Quantity): boolean => a.readings.some((r) => b.readings.includes(r));

/** The one number in which two sentences differ, of the same unit and at the same place in the row of numbers. */
function differing(
  own: readonly Quantity[],
  others: readonly Quantity[],
): { own: Quantity; other: Quantity } | null {
  if (own.length !== others.length) return null;
  const apart = own.flatMap((one, at) => {
    const other = others[at];
    return other && !isSame(one, other) ? [{ own: one, other }] : [];
  });
  const [first] = apart;
  return apart.length === 1 && first && first.own.unit?.kind === first.other.unit?.kind ? first : null;
}
