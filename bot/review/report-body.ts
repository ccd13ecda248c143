import type { KnownBlock, RichTextBlock, RichTextElement } from '@slack/types';
import type { ResearchDraft } from '../../ports/content.ts';
import { bulleted, clip, isWebAddress, said, small, words } from '../slack/blocks.ts';
import { type Citation, citationMark, type RichElement, richMarkdown } from '../slack/rich-markdown.ts';
import type { Texts } from '../texts/texts.ts';
import { partName } from './article-body.ts';
import { changeBlocks } from './change-blocks.ts';
import { reportCitations } from './report-citations.ts';

/** Characters of everything here: Slack takes about 13,000 in a message, and a card has more to say. */
const BODY_MAX = 6800;
const SUMMARY_MAX = 1200;
const CHANGES_MAX = 1000;
/** What the findings share is left over by the rest, and never less than this. */
const LEAST_FOR_FINDINGS = 1600;
const SHOWN = { findings: 8, remarks: 4, notFound: 4, tried: 3, leftOut: 6, sources: 12 } as const;

/** What a card shows of a report; the PDF holds the whole of it. */
export function reportBody(content: ResearchDraft, picture: KnownBlock | null, texts: Texts): KnownBlock[] {
  const t = texts.research.report;
  const names = texts.card.partNames;
  const cite = reportCitations(content);
  const above: KnownBlock[] = [
    ...(letters(content.question) === letters(content.title)
      ? []
      : [words({ text: `${t.question}: `, bold: true }, clip(content.question, 400))]),
    ...(picture ? [picture] : []),
    ...changeBlocks(
      content.changes,
      (part) => partName([content.summary, ...content.findings], part, texts),
      CHANGES_MAX,
      texts,
    ),
    said(`*${names.summary}*`),
    summary(content, cite, texts),
  ];
  const below: KnownBlock[] = [
    ...remarks(names.contradictions, content.contradictions, cite, texts),
    ...remarks(names.uncertain, content.uncertain, cite, texts),
    ...notFound(content, texts),
    ...leftOut(content, texts),
    ...sources(content, texts),
  ];
  const room = Math.max(LEAST_FOR_FINDINGS, BODY_MAX - lengthOf([...above, ...below]));
  return [...above, ...findings(content, cite, room, texts), ...below];
}

/** The title is often the question itself, with a capital. */
const letters = (text: string) =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

type Cite = ReturnType<typeof reportCitations>;

function summary({ summary: part }: ResearchDraft, cite: Cite, texts: Texts): KnownBlock {
  const { elements, cut } = richMarkdown(part.markdown, (n) => cite(part.evidence[n - 1]), SUMMARY_MAX);
  return rich([...elements, ...(cut ? [line(texts.research.report.inThePdf)] : [])]);
}

function findings(content: ResearchDraft, cite: Cite, room: number, texts: Texts): KnownBlock[] {
  const t = texts.research.report;
  const shown = content.findings.slice(0, SHOWN.findings);
  if (shown.length === 0) return [];
  const more = content.findings.length - shown.length;
  const each = Math.floor(room / shown.length);
  return [
    said(`*${t.findings}*`),
    rich(
      shown.flatMap((part, at) => {
        const heading = clip(part.heading.trim(), 150);
        const { elements, cut } = richMarkdown(
          part.markdown,
          (n) => cite(part.evidence[n - 1]),
          Math.max(120, each - heading.length),
        );
        return [
          line(`${at > 0 ? '\n' : ''}${at + 1}. ${heading}`, true),
          ...elements,
          ...(cut ? [line(t.inThePdf)] : []),
        ];
      }),
    ),
    ...(more > 0 ? [small(t.more(more))] : []),
  ];
}

function remarks(
  title: string,
  found: ResearchDraft['contradictions'],
  cite: Cite,
  texts: Texts,
): KnownBlock[] {
  if (found.length === 0) return [];
  const more = found.length - SHOWN.remarks;
  const items = found
    .slice(0, SHOWN.remarks)
    .map(({ text, evidence }): RichTextElement[] => [
      { type: 'text', text: clip(text.replaceAll(mark, '').trim(), 240) || '…' },
      ...numbers(evidence.map(cite)),
    ]);
  return [said(`*${title}*`), list(items), ...(more > 0 ? [small(texts.research.report.more(more))] : [])];
}

const mark = /\s*\[\^\d{1,3}\]/g;

/** Each source once. */
function numbers(citations: (Citation | null)[]): RichTextElement[] {
  const each = new Map(citations.flatMap((found) => (found ? [[found.number, found] as const] : [])));
  return [...each.values()]
    .sort((a, b) => a.number - b.number)
    .flatMap((citation) => [{ type: 'text' as const, text: ' ' }, citationMark(citation)]);
}

function notFound({ not_found: open }: ResearchDraft, texts: Texts): KnownBlock[] {
  if (open.length === 0) return [];
  const t = texts.research.report;
  const more = open.length - SHOWN.notFound;
  const lines = open.slice(0, SHOWN.notFound).map(({ question, tried }) => {
    const queries = tried.slice(0, SHOWN.tried).map((query) => `“${clip(query, 60)}”`);
    return `${clip(question, 200)}${queries.length > 0 ? ` (${t.tried(queries.join(', '))})` : ''}`;
  });
  return [
    said(`*${texts.card.partNames.not_found}*`),
    bulleted(lines),
    ...(more > 0 ? [small(t.more(more))] : []),
  ];
}

/** Addresses stay letters: what could not be read is nothing to click on. */
function leftOut({ unread, sources: read, searches }: ResearchDraft, texts: Texts): KnownBlock[] {
  const t = texts.research.report;
  const cut = searches.reduce((sum, search) => sum + search.cut, 0);
  const faults = new Map(
    searches.flatMap(({ provider, fault }) =>
      fault === null ? [] : [[`${provider} ${fault}`, { provider, fault }]],
    ),
  );
  const lines = [
    ...[...faults.values()].map(({ provider, fault }) =>
      clip(t.searchFault(placeName(provider, texts), texts.searchFault(fault)), 220),
    ),
    ...unread.map(({ url, code }) => `${clip(url, 100)}: ${clip(texts.unread(code), 120)}`),
    ...read.filter((source) => source.shortened).map(({ title }) => t.shortened(clip(title, 120))),
  ];
  const rest = lines.length - SHOWN.leftOut;
  const shown = [...lines.slice(0, SHOWN.leftOut), ...(cut > 0 ? [t.resultsCut(cut)] : [])];
  if (shown.length === 0) return [];
  return [said(`*${t.leftOut}*`), bulleted(shown), ...(rest > 0 ? [small(t.more(rest))] : [])];
}

/** What is searched, by name; what is not known is shown as it is called. */
export function placeName(provider: string, texts: Texts): string {
  const { places } = texts.research.questions;
  return (Object.hasOwn(places, provider) && places[provider]) || clip(provider, 60);
}

function sources({ sources: all }: ResearchDraft, texts: Texts): KnownBlock[] {
  if (all.length === 0) return [];
  const t = texts.research.report;
  const shown = [...all].sort((a, b) => a.number - b.number).slice(0, SHOWN.sources);
  const more = all.length - shown.length;
  const lines = shown.map(({ number, title, url }): RichElement => {
    const text = clip(title.trim(), 110) || '…';
    const named: RichTextElement =
      url !== null && isWebAddress(url) ? { type: 'link', url, text } : { type: 'text', text };
    return { type: 'rich_text_section', elements: [{ type: 'text', text: `[${number}] ` }, named] };
  });
  return [said(`*${t.sources}*`), rich(lines), ...(more > 0 ? [small(t.more(more))] : [])];
}

function line(text: string, bold = false): RichElement {
  return {
    type: 'rich_text_section',
    elements: [{ type: 'text', text, ...(bold ? { style: { bold } } : {}) }],
  };
}

function list(items: RichTextElement[][]): RichTextBlock {
  return rich([
    {
      type: 'rich_text_list',
      style: 'bullet',
      elements: items.map((elements) => ({ type: 'rich_text_section', elements })),
    },
  ]);
}

function rich(elements: RichElement[]): RichTextBlock {
  return { type: 'rich_text', elements: elements.length > 0 ? elements : [line('…')] };
}

/** As Slack counts it: the words of all blocks, and the alternative text of pictures. */
function lengthOf(blocks: KnownBlock[]): number {
  let sum = 0;
  JSON.stringify(blocks, (key, value: unknown) => {
    if ((key === 'text' || key === 'alt_text') && typeof value === 'string') sum += value.length;
    return value;
  });
  return sum;
}
