import type { Stage } from '../../../design/stage.ts';
import { plainText } from '../../../drafting/parts/plain-text.ts';
import { aboutLine } from '../about-line.ts';
import type { ArticleForPublishing } from '../article.ts';
import type { ReadArticle } from '../read-article.ts';
import { fitWords } from './fit-words.ts';
import { headline, tieShortWords } from './headline.ts';
import { OVERVIEW, SPLIT } from './overview-size.ts';

const EDGE = 84;
const LEFT = { x: EDGE, y: 214, width: SPLIT - 2 * EDGE } as const;

/** Title, first words, how long it is. */
export async function drawOverviewLead(
  { canvas, type, scale, theme }: Stage,
  article: ArticleForPublishing,
  read: ReadArticle,
): Promise<void> {
  canvas.fill({ x: EDGE, y: 176, width: 72, height: 8 }, { background: theme.accent, borderRadius: 4 });
  const foot = await type.fit(aboutLine(article), {
    style: scale.label,
    width: LEFT.width,
    height: 80,
    max: 30,
    min: 26,
  });
  const footTop = OVERVIEW.height - 70 - foot.height;
  const title = await fitWords(type, tieShortWords(read.title), {
    style: headline(scale),
    width: LEFT.width,
    height: 390,
    max: 84,
    min: 52,
  });
  const top = canvas.text(
    'title',
    title,
    { ...LEFT, height: title.height },
    { color: theme.text, on: theme.on },
  );
  const room = { ...LEFT, y: top + 38, height: footTop - 38 - (top + 38) };
  const lead = await fitWords(type, firstWords(read), {
    style: { ...scale.body, lineHeight: 1.42 },
    width: room.width,
    height: room.height,
    max: 37,
    min: 34,
  });
  canvas.text('body', lead, room, { color: theme.soft, on: theme.on });
  canvas.text(
    'subtitle',
    foot,
    { ...LEFT, y: footTop, height: foot.height },
    { color: theme.muted, on: theme.on },
  );
}

function firstWords({ parts, description }: ReadArticle): string {
  return plainText(parts[0]?.blocks ?? []).replaceAll(/\s+/g, ' ') || description;
}
