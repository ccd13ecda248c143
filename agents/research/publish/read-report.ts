import type { Nodes, RootContent } from 'mdast';
import type { Evidence, Language } from '../../../ports/content.ts';
import { cleanText, oneLine } from '../../drafting/parts/clean-text.ts';
import { readPart } from '../../drafting/parts/read-part.ts';
import { safeLink } from '../../drafting/parts/safe-link.ts';
import { dayOf } from '../../text/day-of.ts';
import { plainLine } from '../../text/plain-line.ts';
import { OFFLINE } from '../../web/search/web-search.ts';
import type { ReportForPublishing } from './report.ts';
import { counted, wording } from './wording.ts';

export interface ReadQuote {
  before: string;
  quote: string;
  after: string;
}

export interface ReadSource {
  number: number;
  title: string;
  /** Empty: no address that a link may lead to. */
  url: string;
  /** Where it is from and when it was read. */
  detail: string;
  quotes: ReadQuote[];
}

/** A report as its files show it: no text is left that could break out of a file, each citation has its source's number. */
export interface ReadReport {
  title: string;
  question: string;
  summary: RootContent[];
  findings: { heading: string; question: string; blocks: RootContent[] }[];
  contradictions: RootContent[][];
  uncertain: RootContent[][];
  notFound: { question: string; tried: string }[];
  sources: ReadSource[];
  method: string;
  searches: { round: number; query: string; provider: string; outcome: string }[];
  unread: string[];
  disclaimers: string[];
  /** `5 answers · 7 sources · 18 claims with a quote`. */
  about: string;
}

/** Pure. */
export function readReport(report: ReportForPublishing): ReadReport {
  const { language, findings, sources, searches } = report;
  const words = wording[language];
  const quotes = new Map<number, Map<string, ReadQuote>>();
  const around = aroundQuotes(report);
  const cite = (evidence: Evidence): number => {
    const number = numberOf(report, evidence);
    const quote = oneLine(evidence.quote);
    const known = quotes.get(number) ?? new Map<string, ReadQuote>();
    quotes.set(number, known.set(quote, around.get(keyOf(evidence)) ?? { before: '', quote, after: '' }));
    return number;
  };
  const remark = ({ text, evidence }: { text: string; evidence: Evidence[] }) => {
    const marks = evidence.map((_, at) => `[^${at + 1}]`).join('');
    return withKnownMarks(readPart({ markdown: `${text}${marks}`, evidence }, cite));
  };
  const questions = new Map(report.questions.map(({ id, text }) => [id, oneLine(text)]));
  const read = {
    summary: withKnownMarks(readPart(report.summary, cite)),
    findings: findings.map((finding) => ({
      heading: oneLine(finding.heading),
      question: askedApart(finding.heading, questions.get(finding.question_id) ?? ''),
      blocks: withKnownMarks(readPart(finding, cite)),
    })),
    contradictions: report.contradictions.map(remark),
    uncertain: report.uncertain.map(remark),
  };
  const rounds = Math.max(1, ...searches.map(({ round }) => round));
  const claims = report.claims.length;
  return {
    ...read,
    title: oneLine(report.title),
    question: oneLine(report.question),
    notFound: report.not_found.map(({ question, tried }) => ({
      question: oneLine(question),
      tried: tried.map((one) => `“${oneLine(one)}”`).join(', '),
    })),
    sources: sources.map((source) => ({
      number: source.number,
      title: oneLine(source.title),
      url: safeLink(source.url ?? '') ?? '',
      detail: detailOf(source, language),
      quotes: [...(quotes.get(source.number)?.values() ?? [])],
    })),
    method: `${[counted(rounds, 'rounds', language), counted(searches.length, 'searches', language), counted(sources.length, 'sources', language)].join(', ')}.`,
    searches: searches.map((search) => ({
      round: search.round,
      query: oneLine(search.query),
      provider: nameOf(search.provider, language),
      outcome:
        search.fault === null
          ? `${words.found(search.results, search.read)}${search.cut > 0 ? words.cut(search.cut) : ''}`
          : words.noAnswer,
    })),
    unread: report.unread.flatMap(({ url }) => safeLink(url) ?? []),
    disclaimers: report.disclaimers.map(cleanText),
    about: [
      counted(findings.length, 'answers', language),
      counted(sources.length, 'sources', language),
      ...(claims > 0 ? [counted(claims, 'claims', language)] : []),
    ].join(' · '),
  };
}

/** The question of a finding, unless its heading is the question. */
const askedApart = (heading: string, question: string): string =>
  oneLine(heading) === question.replace(/\?+$/, '') ? '' : question;

/** 0: of a passage whose document is not among the sources; `withKnownMarks` shows it. */
function numberOf({ documents, sources }: ReportForPublishing, { passage_id }: Evidence): number {
  const document = Object.hasOwn(documents, passage_id) ? documents[passage_id] : undefined;
  return sources.find(({ document_id }) => document_id === document)?.number ?? 0;
}

/** A citation of what is no source of the report must not become a link that leads nowhere. */
function withKnownMarks<Node extends Nodes>(nodes: readonly Node[]): Node[] {
  return nodes.map((node) => {
    if (node.type === 'footnoteReference' && node.identifier === '0') {
      // SAFETY: a mark stands in running text, where text may.
      return { type: 'text', value: '[?]' } as Node;
    }
    // SAFETY: children are replaced by their own kind.
    return 'children' in node ? ({ ...node, children: withKnownMarks(node.children) } as Node) : node;
  });
}

const keyOf = ({ passage_id, quote }: Evidence) => JSON.stringify([passage_id, quote]);

function aroundQuotes({ claims }: ReportForPublishing): Map<string, ReadQuote> {
  return new Map(
    claims.flatMap(({ evidence }) =>
      evidence.map((one) => [
        keyOf(one),
        { before: plainLines(one.before), quote: oneLine(one.quote), after: plainLines(one.after) },
      ]),
    ),
  );
}

/** A snapshot keeps the signs of headings and lists, which say nothing between two sentences. */
const plainLines = (text: string) =>
  text
    .split('\n')
    .map((line) => plainLine(line))
    .join(' ')
    .trim();

function detailOf(
  { url, fetched_at, shortened }: ReportForPublishing['sources'][number],
  language: Language,
): string {
  const words = wording[language];
  const host = URL.parse(url ?? '')?.hostname ?? '';
  const read = fetched_at === null ? [] : [`${words.read} ${dayOf(fetched_at, language)}`];
  const from = host === '' ? [words.teamDocument] : [host, ...read];
  return [...from, ...(shortened ? [words.shortened] : [])].join(' · ');
}

function nameOf(provider: string, language: Language): string {
  if (provider === 'knowledge') return wording[language].knowledge;
  if (provider === 'given') return wording[language].given;
  if (provider === OFFLINE) return wording[language].offlineSearch;
  return provider.charAt(0).toUpperCase() + provider.slice(1);
}
