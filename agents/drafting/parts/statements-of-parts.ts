import type { ArticlePart } from '../../../ports/content.ts';
import { type Claim, everySentence } from '../claim.ts';
import type { Statement } from '../evidence/statement.ts';
import { partText } from './plain-text.ts';

/** Characters of what stands before a sentence. */
const CONTEXT = 300;

/** The cited sentences of a draft of parts, each with the quotes behind its marks. Pure. */
export function claimsOfParts(parts: readonly ArticlePart[]): Claim<string>[] {
  return parts.flatMap((part) =>
    sentencesOf(part).flatMap(({ sentence, context, evidence }) =>
      evidence.length > 0 && sentence !== '' ? [{ place: part.id, sentence, context, evidence }] : [],
    ),
  );
}

/**
 * All that a draft of parts says, in reading order, with what each sentence may rest on: a part on its own quotes; titles
 * and parts that sum up on any. What a draft counts of itself ("3 steps", "5 sections") needs no source. Pure.
 *
 * @param titles Texts beside the parts, by the name that findings give them.
 * @param sumsUp Whether a part sums up the others.
 * @param mayCiteNothing Whether a part may do without any citation.
 */
export function statementsOfParts(
  { parts, titles }: { parts: readonly ArticlePart[]; titles: readonly { part: string; text: string }[] },
  { sumsUp, mayCiteNothing }: { sumsUp(id: string): boolean; mayCiteNothing(id: string): boolean },
): Statement<string>[] {
  const sections = String(parts.filter(({ id }) => !sumsUp(id)).length);
  const everywhere = {
    reach: parts.flatMap((part) => part.evidence),
    counts: [...parts.flatMap(counts), sections],
    of: 'article' as const,
  };
  const onTitles = titles.map(
    ({ part, text }): Statement<string> => ({
      place: part,
      sentence: text,
      context: '',
      evidence: [],
      role: 'summary',
      ...everywhere,
    }),
  );
  return [
    ...onTitles,
    ...parts.flatMap((part) => {
      const isSummary = sumsUp(part.id);
      const own = { reach: part.evidence, counts: counts(part), of: 'section' as const };
      return statementsOf(part, {
        about: isSummary ? everywhere : own,
        role: isSummary ? 'summary' : 'sentence',
        mayCiteNothing: mayCiteNothing(part.id),
      });
    }),
  ];
}

function statementsOf(
  part: ArticlePart,
  {
    about,
    role,
    mayCiteNothing,
  }: {
    about: Pick<Statement<string>, 'reach' | 'counts' | 'of'>;
    role: 'summary' | 'sentence';
    mayCiteNothing: boolean;
  },
): Statement<string>[] {
  const { id: place, heading, markdown } = part;
  const marks = [...markdown.matchAll(/\[\^([^\]\s]{1,20})\]/g)].map((m) => m[1] ?? '');
  const subheadings = new Set([...markdown.matchAll(/^#{3,6} +(.+?) *$/gm)].map((m) => m[1]));
  const ofPart: Partial<Statement<string>> = {
    ...(marks.length === 0 && !mayCiteNothing ? { citesNothing: 'section' as const } : {}),
    // Those that are no number stand in no sentence that could be told.
    ...unknownOf(
      marks.filter((mark) => !/^\d{1,3}$/.test(mark)),
      part,
    ),
  };
  const said = sentencesOf(part);
  const groups = coveredBy(part);
  const cited = new Set(said.flatMap(({ evidence }) => evidence));
  const besides = part.evidence.filter((one) => !cited.has(one));
  const isTold = heading !== '' || Object.keys(ofPart).length > 0;
  return [
    ...(isTold
      ? [
          {
            place,
            sentence: heading,
            context: '',
            evidence: [],
            role: 'heading' as const,
            ...about,
            ...ofPart,
          },
        ]
      : []),
    ...said
      .filter(({ sentence }) => sentence !== '')
      .map(({ sentence, context, evidence, marks: own, block }) => ({
        place,
        sentence,
        context,
        evidence,
        role: subheadings.has(sentence) ? ('heading' as const) : role,
        ...about,
        ...(evidence.length === 0 ? { covered: groups.get(block) ?? [] } : {}),
        ...unknownOf(own, part),
      })),
    ...(besides.length > 0
      ? [{ place, sentence: heading, context: '', evidence: [], role: 'heading' as const, ...about, besides }]
      : []),
  ];
}

function unknownOf(marks: readonly string[], { evidence }: ArticlePart): Pick<Statement<string>, 'unknown'> {
  const unknown = [...new Set(marks)].filter((mark) => !/^\d+$/.test(mark) || !evidence[Number(mark) - 1]);
  return unknown.length > 0 ? { unknown: { marks: unknown, entries: evidence.length } } : {};
}

interface Said {
  sentence: string;
  context: string;
  evidence: ArticlePart['evidence'];
  marks: string[];
  /** Its line, as people read it. */
  block: string;
}

function sentencesOf({ heading, markdown, evidence }: ArticlePart): Said[] {
  let before = heading;
  return marked(markdown).flatMap((block) =>
    everySentence(block).map((text) => {
      const marks = [...new Set([...text.matchAll(/⟦(\d+)⟧/g)].map((m) => m[1] ?? ''))];
      const sentence = text.replace(/\s*⟦\d+⟧/g, '').trim();
      const context = before;
      before = `${before}\n${sentence}`.slice(-CONTEXT);
      const quotes = marks.flatMap((mark) => evidence[Number(mark) - 1] ?? []);
      return { sentence, context, marks, evidence: quotes, block };
    }),
  );
}

const ITEM = /^\s*(?:[-*+]|\d{1,2}[.)])\s/;

/** By line, what its paragraph cites, or its list with the sentence that leads into it: one mark closes all of it. */
function coveredBy({ markdown, evidence }: ArticlePart): Map<string, ArticlePart['evidence']> {
  const groups: string[] = [];
  for (const block of markdown.split(/\n\s*\n/)) {
    const before = groups.at(-1);
    const leadsIn = before !== undefined && /:\s*(?:\[\^\d+\]\s*)*$/.test(before);
    const goesOn = before !== undefined && ITEM.test(block) && ITEM.test(before.split('\n').at(-1) ?? '');
    if (leadsIn || goesOn) groups[groups.length - 1] = `${before}\n\n${block}`;
    else groups.push(block);
  }
  return new Map(
    groups.flatMap((group) => {
      const cited = [...group.matchAll(/\[\^(\d{1,3})\]/g)].flatMap((m) => evidence[Number(m[1]) - 1] ?? []);
      return marked(group).map((line) => [line, cited] as const);
    }),
  );
}

/** The blocks of a part as people read them, with signs for the marks, each before the end of its sentence. */
function marked(markdown: string): string[] {
  const signs = markdown.replace(/[⟦⟧]/g, ' ').replace(/\[\^(\d{1,3})\]/g, '⟦$1⟧');
  return partText({ markdown: signs, evidence: [] })
    .split('\n')
    .map((block) => block.replace(/([.!?…]+["”»’)]*)((?:\s*⟦\d+⟧)+)/g, (_, end, marks) => `${marks}${end}`));
}

/** How many entries the lists of a part have, as its text may say. */
function counts(part: ArticlePart): string[] {
  const items = (pattern: RegExp) =>
    part.markdown
      .split(/\n\s*\n/)
      .map((block) => block.match(pattern)?.length ?? 0)
      .filter((n) => n > 1)
      .map(String);
  const subheadings = part.markdown.match(/^#{3,6} /gm)?.length ?? 0;
  return [
    ...items(/^[ \t]*[-*+] /gm),
    ...items(/^[ \t]*\d{1,2}[.)] /gm),
    ...(subheadings > 1 ? [String(subheadings)] : []),
  ];
}
