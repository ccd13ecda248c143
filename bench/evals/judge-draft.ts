import { articleTexts } from '../../agents/blog/checks/article-texts.ts';
import { checkConsistency } from '../../agents/blog/checks/check-consistency.ts';
import { checkLengths } from '../../agents/blog/checks/check-lengths.ts';
import { checkQuotes } from '../../agents/blog/checks/check-quotes.ts';
import { type Facts, typed as typedOf } from '../../agents/blog/checks/facts.ts';
import { partText, titleTexts } from '../../agents/blog/checks/part-text.ts';
import { statementsOfArticle } from '../../agents/blog/statements-of.ts';
import { allTexts } from '../../agents/carousel/checks/all-texts.ts';
import { checkHouseRules } from '../../agents/carousel/checks/check-house-rules.ts';
import { checkPost } from '../../agents/carousel/checks/check-post.ts';
import { checkShape } from '../../agents/carousel/checks/check-shape.ts';
import { deckTexts } from '../../agents/carousel/checks/deck-texts.ts';
import { statementsOfDeck } from '../../agents/carousel/statements-of.ts';
import { checkClaims } from '../../agents/drafting/evidence/check-claims.ts';
import { checkHouseRules as checkArticleRules } from '../../agents/drafting/parts/check-house-rules.ts';
import { checkRepetition } from '../../agents/drafting/parts/check-repetition.ts';
import { rulesFor } from '../../agents/drafting/rules-for.ts';
import { sayFinding } from '../../agents/drafting/say-finding.ts';
import { aiSounding, type DraftText } from '../../agents/text/ai-sounding.ts';
import { detectLanguage } from '../../agents/text/detect-language.ts';
import {
  type BlogBrief,
  type BlogDraft,
  type CarouselBrief,
  type CarouselDraft,
  type DraftContent,
  draftContent,
  type HouseRule,
  isWritten,
  type Language,
  type PartFinding,
  type Passage,
  type SlideFinding,
} from '../../ports/content.ts';
import { deck as deckShape } from '../../ports/model-tasks.ts';

/** What a draft is judged by, in the order of the table. */
export const aspects = [
  'schema',
  'quotes',
  'numbers',
  'rules',
  'language',
  'length',
  'structure',
  'sound',
] as const;
export type Aspect = (typeof aspects)[number];
/** What is wrong, in words; an aspect without a fault passes. */
export type Faults = Record<Aspect, string[]>;

/** What the evals write. */
type Written = Extract<DraftContent, { kind: 'carousel' | 'blog' }>;

export interface Against {
  brief: BlogBrief | CarouselBrief;
  language: Language;
  /** Every passage of the knowledge. */
  passages: readonly Passage[];
  rules: readonly HouseRule[];
  /** What was said in the thread. */
  notes: readonly string[];
  /** Slides that a carousel was to have. */
  slides: number;
}

/**
 * Judges a stored draft by code, with the checks that the product itself holds drafts to, on the text that people would
 * get: what its repairs did not mend shows here. Pure.
 */
export function judgeDraft(draft: unknown, against: Against): Faults {
  const read = draftContent.safeParse(draft);
  if (!read.success) return { ...none(), schema: [read.error.message] };
  if (read.data.kind !== 'carousel' && read.data.kind !== 'blog')
    return { ...none(), schema: [`a ${read.data.kind} was not asked for`] };
  const faults =
    read.data.kind === 'carousel' ? judgeDeck(read.data, against) : judgeArticle(read.data, against);
  const found = detectLanguage(textsOf(read.data).join('\n'));
  if (found !== against.language) faults.language.push(`the text is ${found ?? 'neither pt nor en'}`);
  for (const found of read.data.blocking ?? [])
    faults.schema.push(`closed: ${found.code}: ${sayFinding(found)}`);
  return faults;
}

const soundOf = <Place>(draft: readonly DraftText<Place>[], language: Language): string[] =>
  aiSounding(draft, language).map(
    ({ place, params }) => `${place ?? 'post'}: ${params.tells.join(', ')}: "${params.sentence}"`,
  );

/** Figures and dates that no source has; the rest is of quotes and of what stands in them. */
const isOfNumber = ({ code }: { code: string }): boolean =>
  ['number_not_found', 'unit_not_found', 'date_not_found'].includes(code);

function judgeDeck(
  draft: CarouselDraft,
  { brief, passages, rules, language, notes, slides }: Against,
): Faults {
  const read = deckShape.safeParse(draft);
  if (!read.success) return { ...none(), schema: [read.error.message] };
  const typed = [brief.topic, brief.audience, brief.call_to_action, ...notes].filter(Boolean).join('\n');
  const told = (findings: SlideFinding[]) =>
    findings.map(
      (found) => `${found.place === null ? 'post' : `slide ${found.place}`}: ${sayFinding(found)}`,
    );
  const shape = checkShape(read.data, slides);
  const isLength = ({ code }: { code: string }) => ['too_many_words', 'long_cover_title'].includes(code);
  const house = checkHouseRules(read.data, rulesFor(rules, language));
  const { found } = checkClaims(statementsOfDeck(read.data), { language, passages, own: [typed], notes });
  return {
    ...none(),
    quotes: told(found.filter((one) => !isOfNumber(one))),
    numbers: told(found.filter(isOfNumber)),
    rules: told(house.findings),
    length: told([...shape.filter(isLength), ...checkPost(read.data.post)]),
    structure: told(shape.filter((finding) => !isLength(finding))),
    sound: soundOf(deckTexts(read.data), language),
  };
}

function judgeArticle(draft: BlogDraft, { brief, passages, rules, language, notes }: Against): Faults {
  const facts: Facts = {
    brief: brief as BlogBrief,
    notes,
    language,
    passages,
    rules: rulesFor(rules, language),
    quoteRules: rules,
    scope: null,
  };
  const told = (findings: PartFinding[]) =>
    findings.map((found) => `${found.place ?? 'article'}: ${sayFinding(found)}`);
  const sections = draft.parts.filter(({ id }) => id !== 'introduction' && id !== 'conclusion');
  const structure = [
    ...(draft.parts[0]?.id === 'introduction' ? [] : ['it does not begin with an introduction']),
    ...(draft.parts.at(-1)?.id === 'conclusion' ? [] : ['it does not end with a conclusion']),
    ...(sections.length >= 2 ? [] : [`it has ${sections.length} sections`]),
    ...sections.filter(({ heading }) => heading === '').map(({ id }) => `${id} has no heading`),
  ];
  const lengths = checkLengths(draft, facts);
  const own = [typedOf(facts)];
  const { found } = checkClaims(statementsOfArticle(draft), { language, passages, own, notes });
  return {
    ...none(),
    quotes: told([...found.filter((one) => !isOfNumber(one)), ...checkQuotes(draft)]),
    numbers: told(found.filter(isOfNumber)),
    rules: told(checkArticleRules({ titles: titleTexts(draft), parts: draft.parts }, facts).findings),
    // A thin article is the knowledge's fault: the product warns of it.
    length: told(lengths.findings),
    structure: [
      ...structure,
      ...told(checkRepetition(draft, facts)),
      ...told(checkConsistency(draft, facts).findings),
    ],
    sound: soundOf(articleTexts(draft), language),
  };
}

const none = (): Faults => Object.fromEntries(aspects.map((aspect) => [aspect, []])) as unknown as Faults;

function textsOf(draft: Written): string[] {
  if (draft.kind === 'carousel') {
    const read = deckShape.safeParse(draft);
    return read.success ? allTexts(read.data).map(({ text }) => text) : [];
  }
  return [
    ...titleTexts(draft).map(({ text }) => text),
    ...draft.parts.flatMap((part) => [part.heading, partText(part)]),
  ];
}

/** What a reply changed although it did not name it, or did not change although it did. Pure. */
export function judgeReply(
  before: DraftContent,
  after: DraftContent | null,
  wanted: readonly string[],
): string[] {
  if (after === null) return ['no second version'];
  const [old, now] = [partsOf(before), partsOf(after)];
  const changed = [...new Set([...old.keys(), ...now.keys()])].filter(
    (part) => old.get(part) !== now.get(part),
  );
  return [
    ...changed.filter((part) => !wanted.includes(part)).map((part) => `${part} changed as well`),
    ...wanted.filter((part) => !changed.includes(part)).map((part) => `${part} did not change`),
  ];
}

/** The post lists the slides: that a line follows its slide's new title is no change of the post. */
const contentsByNumber = ({ post, slides }: CarouselDraft): string =>
  slides.reduce((body, { title }, at) => body.replace(`→ ${title}\n`, `→ ${at + 1}\n`), `${post.body}\n`);

function partsOf(draft: DraftContent): Map<string, string> {
  if (draft.kind === 'carousel')
    return new Map([
      ...draft.slides.map((slide, at): [string, string] => [String(at + 1), JSON.stringify(slide)]),
      ['post', JSON.stringify({ ...draft.post, body: contentsByNumber(draft) })],
      ['title', draft.title],
    ]);
  if (!isWritten(draft)) return new Map([['title', draft.title]]);
  const parts = draft.kind === 'blog' ? draft.parts : [draft.summary, ...draft.findings];
  return new Map([
    ...parts.map((part): [string, string] => [part.id, JSON.stringify(part)]),
    ['title', draft.title],
  ]);
}
