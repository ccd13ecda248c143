import type { QuotedEvidence } from '../../../ports/content.ts';
import { type FoldedText, foldText } from '../../text/fold-text.ts';
import { sentences } from '../../text/sentences.ts';
import { exactQuote } from '../../text/verify-quote.ts';
import { type Snapshot, sha256Of } from './snapshot.ts';

/** Characters of a sentence beside a quote; a table has none that ends. */
const MOST_BESIDE = 400;
/** Characters on each side that count as the passage of a quote: a snapshot may be a book. */
const MOST_PASSAGE = 1500;

export interface FoundQuote {
  /** Its `quote` is what stands in the snapshot, in the snapshot's own signs. */
  evidence: QuotedEvidence;
  /** The whole sentences that the quote is taken from. */
  own: string;
  /** What is said around it, as far as a passage reaches. */
  passage: string;
}

/** Snapshots in which one check looks up quotes: each is folded and split once. */
export class Quotable {
  readonly #byId: Map<string, Snapshot>;
  readonly #folded = new Map<string, FoldedText>();

  readonly all: readonly Snapshot[];

  constructor(all: readonly Snapshot[]) {
    this.all = all;
    this.#byId = new Map(all.map((snapshot) => [snapshot.passage_id, snapshot]));
  }

  get(id: string): Snapshot | undefined {
    return this.#byId.get(id);
  }

  /** The first place where the quote stands word for word in that passage, typography aside; null: nowhere. */
  find(id: string, quote: string): FoundQuote | null {
    const snapshot = this.#byId.get(id);
    if (!snapshot) return null;
    let folded = this.#folded.get(id);
    if (!folded) {
      folded = foldText(snapshot.text);
      this.#folded.set(id, folded);
    }
    const at = exactQuote(quote, folded);
    return at && quoted(snapshot, at.start, at.end);
  }
}

function quoted(snapshot: Snapshot, start: number, end: number): FoundQuote {
  const { text, sha256, title, url, fetched_at, passage_id, document_id } = snapshot;
  const whole = snapshot.before + text + snapshot.after;
  const from = snapshot.before.length + start;
  const to = snapshot.before.length + end;
  const around = beside(whole, from, to);
  const offset = snapshot.start + codePoints(text.slice(0, start));
  const quote = text.slice(start, end);
  const until = offset + codePoints(quote);
  return {
    own: around.own,
    passage: text.slice(Math.max(0, start - MOST_PASSAGE), end + MOST_PASSAGE),
    evidence: {
      id: evidenceId(sha256, offset, until),
      passage_id,
      document_id,
      snapshot_sha256: sha256,
      title,
      url,
      fetched_at,
      quote,
      before: around.before,
      after: around.after,
      start: offset,
      end: until,
    },
  };
}

/** The same for the same quote of the same text, in every job and type of draft. */
export function evidenceId(sha256: string, start: number, end: number): string {
  return `e${sha256Of(`${sha256}:${start}-${end}`).slice(0, 16)}`;
}

/** As Postgres counts. */
export const codePoints = (text: string): number => {
  let count = 0;
  for (const _ of text) count++;
  return count;
};

/**
 * What stands beside a quote without a gap: the rest of its own sentence, and the sentence before and after that. Only
 * what is near is split: a snapshot may be a book.
 */
function beside(whole: string, from: number, to: number): { before: string; after: string; own: string } {
  const NEAR = 3 * MOST_BESIDE;
  const low = Math.max(0, from - NEAR);
  const near = whole.slice(low, to + NEAR);
  const all = sentences(near).map((s) => ({ start: s.start + low, end: s.end + low }));
  const first = all.findIndex((s) => s.end > from);
  const last = all.findLastIndex((s) => s.start < to);
  const ownStart = Math.min(from, all[first]?.start ?? from);
  const ownEnd = Math.max(to, all[last]?.end ?? to);
  const start = all[first - 1]?.start ?? ownStart;
  const end = (last >= 0 ? all[last + 1]?.end : undefined) ?? ownEnd;
  const before = whole.slice(start, from);
  const after = whole.slice(to, end);
  return {
    own: whole.slice(Math.max(ownStart, from - MOST_BESIDE), Math.min(ownEnd, to + MOST_BESIDE)),
    before: before.length > MOST_BESIDE ? before.slice(-MOST_BESIDE).replace(/^\S*\s/, '') : before,
    after: after.length > MOST_BESIDE ? after.slice(0, MOST_BESIDE).replace(/\s\S*$/, '') : after,
  };
}
