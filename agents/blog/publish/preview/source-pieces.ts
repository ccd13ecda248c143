import type { Language } from '../../../../ports/content.ts';
import { clipped } from '../../../text/clip.ts';
import { dayOf } from '../../../text/day-of.ts';
import type { Footnote } from '../footnotes.ts';
import { wording } from '../wording.ts';
import { span } from './inline-nodes.ts';
import { type Piece, textNode, textPiece } from './piece.ts';
import type { Setting } from './setting.ts';
import { sizes } from './type-sizes.ts';

const INDENT = 62;
/** Letters of an address: the file has it whole, as a link. */
const LONGEST_ADDRESS = 90;

/** What the article cites and where it stands, under a heading of its own. */
export async function sourcePieces(
  footnotes: readonly Footnote[],
  language: Language,
  setting: Setting,
): Promise<Piece[]> {
  if (footnotes.length === 0) return [];
  const { renderer, theme, scale } = setting;
  const look = { ...sizes.section, style: scale.title, color: theme.text };
  const heading = await textPiece(renderer, span(wording[language].sources, {}), look, { keepNext: true });
  const notes = await Promise.all(footnotes.map((note) => notePiece(note, language, setting)));
  return [heading, ...notes];
}

function notePiece(
  { number, quotes, place, source }: Footnote,
  language: Language,
  { renderer, theme, scale }: Setting,
): Promise<Piece> {
  const words = wording[language];
  const address = source?.url ? shortAddress(source.url) : '';
  const read =
    source?.url && source.fetched_at ? ` · ${words.read} ${dayOf(source.fetched_at, language)}` : '';
  const children = [
    ...span(quotes.length === 0 ? '' : `${quotes.map(words.quote).join(' ')}\n`, { color: theme.soft }),
    ...span(source?.title || words.noSource, { fontWeight: 600, color: theme.text }),
    ...span(place === '' ? '' : ` · ${words.place(place)}`, { color: theme.soft }),
    ...span(address === '' ? '' : ` · ${address}${read}`, { color: theme.muted }),
  ];
  const look = { ...sizes.note, style: scale.body, color: theme.soft };
  const sign = { ...look, style: scale.label, color: theme.accentText };
  const marker = { node: textNode(span(String(number), {}), INDENT, sign), x: 0, width: INDENT };
  return textPiece(renderer, children, look, { x: INDENT, marker });
}

function shortAddress(url: string): string {
  const bare = url.replace(/^https?:\/\/(www\.)?/, '').replace(/\/$/, '');
  return clipped(bare, LONGEST_ADDRESS);
}

/** Sentences that the house requires, set apart from the article. */
export async function disclaimerPieces(
  disclaimers: readonly string[],
  { renderer, theme, scale }: Setting,
): Promise<Piece[]> {
  const ground = { kind: 'bar', x: 0, color: theme.hairline } as const;
  const look = { ...sizes.disclaimer, style: scale.body, color: theme.muted, italic: true };
  return Promise.all(
    disclaimers.map((sentence, i) =>
      textPiece(renderer, span(sentence, {}), look, { x: 30, ground, above: i === 0 ? 52 : look.above }),
    ),
  );
}
