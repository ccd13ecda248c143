import type { KnownBlock, RichTextBlock } from '@slack/types';
import type { ResearchPlan } from '../../ports/content.ts';
import { placeName } from '../review/report-body.ts';
import { clip, heading, mention, safeText, said, small, words } from '../slack/blocks.ts';
import type { Texts } from '../texts/texts.ts';

const SHOWN_QUESTIONS = 12;
const SHOWN_PAGES = 10;
/** Of its list, by which the form to change it finds what it is filled with. */
const QUESTIONS = 'research_questions';

/** What a report is going to answer, where it is looked up and what that may cost, for people to agree to or to change. */
export function researchPlanBlocks(
  plan: ResearchPlan,
  version: number,
  requesterId: string,
  texts: Texts,
): KnownBlock[] {
  const t = texts.research.questions;
  const places = plan.providers.slice(0, 8).map((name) => placeName(name, texts));
  const rows: [string, string][] = [
    [t.searched, new Intl.ListFormat(texts.locale).format(places)],
    [
      t.pages,
      plan.urls
        .slice(0, SHOWN_PAGES)
        .map((url) => `\n• ${clip(url, 190)}`)
        .join(''),
    ],
    [t.rounds, t.roundsUpTo(plan.rounds)],
    [t.language, texts.form.languages[plan.language]],
    [t.estimate, estimate(plan, texts)],
  ];
  return [
    heading(t.heading(version)),
    said(t.pleaseAgree(mention(requesterId))),
    numbered(plan.questions.map(({ text }) => text)),
    words(
      ...rows
        .filter(([, value]) => value !== '')
        .flatMap(([label, value]) => [{ text: `${label}: `, bold: true }, `${value}\n`]),
    ),
    small(plan.offline ? texts.card.offline : texts.card.aiMade(safeText(plan.model, 80))),
  ];
}

function numbered(questions: string[]): RichTextBlock {
  const shown = questions.slice(0, SHOWN_QUESTIONS);
  return {
    type: 'rich_text',
    block_id: QUESTIONS,
    elements: [
      {
        type: 'rich_text_list',
        style: 'ordered',
        elements: (shown.length > 0 ? shown : ['…']).map((text) => ({
          type: 'rich_text_section',
          elements: [{ type: 'text', text: clip(text, 400).trim() || '…' }],
        })),
      },
    ],
  };
}

/** "about 14 calls, at most 0.22 USD". What a call may cost is rounded up to a cent. */
function estimate({ estimate: { calls, usd, tokens }, offline }: ResearchPlan, texts: Texts): string {
  const t = texts.research.questions;
  const count = (n: number) => n.toLocaleString(texts.locale);
  if (offline) return t.free(count(calls));
  if (usd === null) return t.unpriced(count(calls), count(tokens));
  const cents = Math.max(0.01, Math.ceil(usd * 100) / 100);
  return t.atMost(
    count(calls),
    cents.toLocaleString(texts.locale, { minimumFractionDigits: 2, maximumFractionDigits: 2 }),
  );
}

const shownList = (block: unknown): unknown[] => {
  const { block_id, elements } = (block ?? {}) as { block_id?: unknown; elements?: unknown };
  return block_id === QUESTIONS && Array.isArray(elements) ? elements : [];
};

/** The questions that a message shows; empty: it shows none. */
export function questionsShown(message: unknown): string[] {
  const { blocks } = (message ?? {}) as { blocks?: unknown };
  if (!Array.isArray(blocks)) return [];
  return blocks.flatMap(shownList).flatMap((list) => {
    const items = (list as { elements?: { elements?: { text?: unknown }[] }[] }).elements ?? [];
    return items.map((item) => (item.elements ?? []).map(({ text }) => String(text ?? '')).join(''));
  });
}
