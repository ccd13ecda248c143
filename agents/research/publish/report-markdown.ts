import type { BlockContent, PhrasingContent, RootContent } from 'mdast';
import { stringify } from 'yaml';
import { markdownWriter } from '../../drafting/parts/markdown-writer.ts';
import { localeOf } from '../../text/day-of.ts';
import { type ReadReport, type ReadSource, readReport } from './read-report.ts';
import type { PublishOptions, ReportForPublishing } from './report.ts';
import { wording } from './wording.ts';

/** The whole report as GitHub-flavoured Markdown with front matter; a source is a footnote with the words quoted from it. */
export function reportMarkdown(report: ReportForPublishing, { draft }: PublishOptions): string {
  const read = readReport(report);
  const words = wording[report.language];
  const children: RootContent[] = [
    ...(draft ? [draftNotice(report)] : []),
    heading(1, read.title),
    paragraph(strong(words.question), text(` ${read.question}`)),
    heading(2, words.summary),
    ...read.summary,
    ...read.findings.flatMap((finding) => [heading(2, finding.heading), ...finding.blocks]),
    ...remarks(words.contradictions, read.contradictions),
    ...remarks(words.uncertain, read.uncertain),
    ...section(
      words.not_found,
      read.notFound.map(({ question, tried }) => [
        paragraph(strong(question), text(tried === '' ? '' : ` ${words.tried} ${tried}`)),
      ]),
    ),
    heading(2, words.method),
    paragraph(text(read.method)),
    ...(read.searches.length > 0
      ? [
          bullets(
            read.searches.map(({ round, query, provider, outcome }) => [
              paragraph(text(`${words.round} ${round}, ${provider}: “${query}” (${outcome})`)),
            ]),
          ),
        ]
      : []),
    ...section(
      words.unread,
      read.unread.map((url) => [paragraph(named(url, url))]),
    ),
    ...(read.disclaimers.length > 0 ? [{ type: 'thematicBreak' } as const] : []),
    ...read.disclaimers.map((one) => paragraph(text(one))),
    ...read.sources.map(footnote),
  ];
  return `${frontMatter(report, read, draft)}\n${markdownWriter.stringify({ type: 'root', children })}`;
}

function frontMatter(report: ReportForPublishing, read: ReadReport, draft: boolean): string {
  const data = {
    title: read.title,
    question: read.question,
    lang: localeOf[report.language],
    author: report.author,
    draft,
    version: report.version,
    written_by: report.model,
    offline_writer: report.offline,
    sources: read.sources.map(({ title, url }) => ({ title, ...(url === '' ? {} : { url }) })),
  };
  const yaml = stringify(data, { defaultStringType: 'QUOTE_DOUBLE', defaultKeyType: 'PLAIN', lineWidth: 0 });
  return `---\n${yaml}---\n`;
}

function draftNotice({ language, version, offline }: ReportForPublishing): RootContent {
  const words = wording[language];
  const rest = ` ${words.draftLine}${offline ? ` ${words.offline}` : ''}`;
  return {
    type: 'blockquote',
    children: [paragraph(strong(`${words.draft.toUpperCase()} · ${words.version} ${version}.`), text(rest))],
  };
}

function footnote({ number, title, url, detail, quotes }: ReadSource): RootContent {
  return {
    type: 'footnoteDefinition',
    identifier: String(number),
    label: String(number),
    children: [
      paragraph(named(title, url), text(`, ${detail}.`)),
      ...(quotes.length > 0 ? [bullets(quotes.map(({ quote }) => [paragraph(text(`“${quote}”`))]))] : []),
    ],
  };
}

const text = (value: string): PhrasingContent => ({ type: 'text', value });
/** @param url Empty: none that a link may lead to. */
const named = (title: string, url: string): PhrasingContent =>
  url === '' ? text(title) : { type: 'link', url, children: [text(title)] };
const strong = (value: string): PhrasingContent => ({ type: 'strong', children: [text(value)] });
const paragraph = (...children: PhrasingContent[]) => ({ type: 'paragraph' as const, children });
const heading = (depth: 1 | 2, value: string): RootContent => ({
  type: 'heading',
  depth,
  children: [text(value)],
});

function bullets(items: BlockContent[][]) {
  const children = items.map((item) => ({ type: 'listItem' as const, children: item }));
  return { type: 'list' as const, ordered: false, spread: false, children };
}

function section(title: string, items: BlockContent[][]): RootContent[] {
  return items.length > 0 ? [heading(2, title), bullets(items)] : [];
}

// SAFETY: `readPart` gives blocks alone.
const remarks = (title: string, read: RootContent[][]) => section(title, read as BlockContent[][]);
