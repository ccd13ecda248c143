import { z } from 'zod';
import { languages } from './language.ts';

/** What marks a text as a machine's, by the name under which it is told. */
export const tellNames = [
  'dash',
  'contrast',
  'panorama',
  'hook',
  'frame',
  'role',
  'question',
  'rider',
  'vocabulary',
  'connector',
  'closer',
  'authority',
  'triad',
  'bullet',
  'emoji',
  'fragments',
  'european',
  'typography',
  'title_case',
] as const;
export type TellName = (typeof tellNames)[number];

/** The texts of a drawn slide, as its writer knows them; which one of several is told by number. */
export const slideFields = [
  'title',
  'kicker',
  'subtitle',
  'body',
  'items',
  'steps',
  'steps title',
  'steps body',
  'numbers',
  'numbers value',
  'numbers label',
  'quote',
  'author',
  'role',
  'bars',
  'bars label',
  'bars value',
  'unit',
  'source',
  'left heading',
  'left items',
  'left letter',
  'right heading',
  'right items',
  'right letter',
  'action',
  'label',
  'number',
  'numeral',
  'brand name',
  'swipe cue',
  'page number',
] as const;
export type SlideField = (typeof slideFields)[number];

/** What a version lacks that was finished at a spending cap. */
export const leftOutParts = [
  'searches',
  'reading',
  'conflicts',
  'report',
  'corrections',
  'style',
  'judgement',
  'quotes',
] as const;
export type LeftOut = (typeof leftOutParts)[number];

const text = z.string();
const count = z.number().int();
const nothing = z.object({});
const rule = z.object({ pattern: text, reason: text });
const subject = z.object({ subject: text });
const tooLong = z.object({ characters: count, max: count });
const counted = z.object({ count, min: count, max: count });
const hashtags = z.object({ hashtags: z.array(text) });
const remark = z.object({
  /** In the language of the draft, as a model wrote it. */
  remark: text,
  /** The words that it is about; may be empty. */
  quote: text,
});
const claim = z.object({ sentence: text, reason: text });
/** `at`: which one of several, from 1; null: there is one, or all of them are meant. */
const field = z.object({ field: z.enum(slideFields), at: count.nullable() });

/** What checks and judgements of a draft find, by code, with what each is told with. */
export const findingParams = {
  // What it rests on
  no_quote: z.object({ of: z.enum(['slide', 'section']) }),
  unknown_mark: z.object({ mark: text, entries: count }),
  unknown_passage: z.object({ quote: text }),
  quote_not_found: z.object({ source: text, quote: text }),
  shown_quote_not_found: nothing,
  short_quote: z.object({ quote: text, min: count }),
  number_not_found: z.object({ number: text, of: z.enum(['slide', 'post', 'section', 'article']) }),
  /** An address that is of no page which this job has read. */
  address_not_read: z.object({ address: text }),
  /** Of a cited sentence: what neither its quotes nor the sentences around them hold. */
  unit_not_found: z.object({ unit: text }),
  date_not_found: z.object({ date: text }),
  name_not_found: z.object({ name: text }),
  /** The sentence denies what its quote states, or the other way round. */
  negation_differs: nothing,
  /** `said`: words of the sentence, as "more resistant"; `source`: what its quote says instead. */
  comparison_differs: z.object({ said: text, source: text }),
  /** A sentence and its quote have no word in common. */
  quote_unrelated: nothing,
  /** A check of the sentence could not be run: it counts as failed. */
  check_failed: nothing,
  /** Words of a page that tell a model what to do, quoted as if they were facts. */
  quoted_instruction: z.object({ quote: text }),
  /** A sentence that cites nothing, and what in it wants a citation. */
  needs_citation: z.object({ what: z.enum(['number', 'date', 'superlative', 'comparison']) }),
  /** `title`: of another source that was read and says `other` where the draft says `said`. */
  contradiction_hidden: z.object({ said: text, other: text, title: text }),
  /** One of the questions of a report. */
  question_unanswered: z.object({ question: text }),
  /** A document that was taken out of the knowledge base after it was quoted. */
  source_withdrawn: z.object({ title: text }),
  /** A claim that an approver has taken back. */
  claim_retracted: nothing,
  /** Finished at a cap: no model judged whether the claim's quotes carry it. */
  not_judged: nothing,
  /** Finished at a cap before anything was judged, with no claim that an approver could answer for. */
  nothing_judged: nothing,
  finished_early: z.object({ without: z.array(z.enum(leftOutParts)) }),
  /** A sentence whose quotes do not carry it, as a model judged: not at all, or in part. */
  not_supported: claim,
  partly_supported: claim,
  // House rules
  banned_word: rule,
  banned_claim: rule,
  banned_in_quote: rule.extend({ quote: text }),
  disclaimer_missing: rule,
  /** A model's remark that names a rule. */
  house_rule: remark,
  /** A model's remark that names none. */
  editor: remark,
  // What it is about
  off_topic: subject,
  whole_off_topic: subject,
  subject_missing: subject,
  few_on_topic: subject.extend({ count, of: count }),
  subject_not_named: subject,
  slide_topic: z.object({ was: text }),
  broken_promise: z.object({ promise: text, of: z.enum(['deck', 'article']) }),
  // How it is written
  /** One of the sentences that sound most like a machine's, and by what. */
  ai_sounding: z.object({ sentence: text, tells: z.array(z.enum(tellNames)) }),
  markup: z.object({
    what: z.enum(['address', 'link', 'tag', 'placeholder', 'markdown', 'open_markdown', 'control_character']),
    text,
  }),
  wrong_language: z.object({ looks_like: z.enum(languages), wanted: z.enum(languages) }),
  internal_words: z.object({ text }),
  too_many_emoji: z.object({ count, max: count }),
  // The shape of a deck
  no_title: z.object({ of: z.enum(['deck', 'article']) }),
  slide_count: counted,
  cover_position: nothing,
  cta_position: nothing,
  part_count: counted.extend({ layout: text, field: z.enum(slideFields) }),
  too_many_words: z.object({ words: count, max: count }),
  long_cover_title: z.object({ words: count, max: count }),
  long_field: field.extend({ characters: count, max: count, words: count }),
  empty_field: field.extend({ layout: text }),
  /** As text: what JSON has no number for is a fault as well. */
  bar_value: z.object({ label: text, value: text }),
  bars_all_zero: nothing,
  story_order: z.object({ steps: count, mistakes: count }),
  // Pictures of the team's own
  unknown_picture: nothing,
  picture_twice: z.object({ title: text }),
  picture_off_topic: z.object({ title: text }),
  picture_removed: z.object({ title: text }),
  // The post
  no_hook: nothing,
  no_body: nothing,
  long_hook: tooLong,
  long_post: tooLong,
  hashtag_count: counted,
  hashtag_form: hashtags,
  hashtag_poor: hashtags,
  // The drawn page
  /** `load`: times the room that it has at `floor` px; `each`: of several, the longest is told. */
  overflow: z.object({
    field: z.enum(slideFields),
    each: z.boolean(),
    load: z.number(),
    floor: count,
    characters: count,
    accepted: count,
  }),
  leaves_box: field,
  collision: field.extend({ other: field }),
  font_floor: field.extend({ size: z.number(), min: count }),
  contrast: field.extend({ color: text, on: z.array(text), ratio: z.number(), min: z.number() }),
  missing_glyph: field.extend({ characters: z.array(text) }),
  // The shape of an article
  long_title: z.object({ title: text, characters: count, max: count }),
  variant_count: z.object({ count, wanted: count }),
  meta_length: z.object({ characters: count, min: count, max: count }),
  keyword_count: counted,
  empty_part: nothing,
  no_heading: nothing,
  short_section: z.object({ words: count, min: count }),
  long_paragraph: z.object({ words: count, max: count }),
  length: z.object({ words: count, asked: count }),
  short_article: z.object({ words: count, usual: count }),
  /** `where` null: in the same part. */
  sentence_twice: z.object({ sentence: text, where: text.nullable() }),
  repetition: z.object({ where: text }),
  same_heading: z.object({ heading: text }),
  heading_misfit: z.object({ heading: text }),
  conclusion_new: z.object({ words: text }),
  keyword_missing: z.object({ keyword: text }),
  hard_to_read: z.object({ ease: count }),
} as const;

const kitColour = z.enum(['dark', 'dark_alt', 'paper', 'ink', 'accent', 'accent_alt', 'muted']);
export type KitColour = z.infer<typeof kitColour>;
const kitPair = z.object({ color: kitColour, on: kitColour, ratio: z.number(), min: z.number() });

/** What an admin should know of a brand kit before it is used, by code. */
export const kitWarningParams = {
  /** A text that cannot be read on its ground. */
  kit_contrast: kitPair,
  /** An area that can hardly be seen on its ground. */
  kit_unseen: kitPair,
  kit_glyphs: nothing,
  kit_unreadable: nothing,
  kit_room: nothing,
  kit_no_logo: nothing,
} as const;

type ParamsOf<Codes extends Record<string, z.ZodType>> = { [C in keyof Codes]: z.infer<Codes[C]> };
type FoundOf<Params> = { [C in keyof Params]: { code: C; params: Params[C] } }[keyof Params];
export type FindingParams = ParamsOf<typeof findingParams>;
export type KitWarningParams = ParamsOf<typeof kitWarningParams>;
export type FindingCode = keyof FindingParams;

/** Something found in a draft, and where. Words are made of it by each reader's own texts. */
export type Finding<Place> = FoundOf<FindingParams> & { place: Place };
export type KitWarning = FoundOf<KitWarningParams>;

/** Words for every code of `Params`, for one kind of reader. */
export type WordsFor<Params> = { [C in keyof Params]: (params: Params[C]) => string };

function oneOf(codes: Record<string, z.ZodType>, more: z.ZodRawShape) {
  const shapes = Object.entries(codes).map(([code, params]) =>
    z.object({ code: z.literal(code), params, ...more }),
  );
  // SAFETY: the vocabularies above are not empty.
  return z.discriminatedUnion('code', shapes as [(typeof shapes)[0], ...typeof shapes]);
}

/** Place: a slide, from 1; null: the post or the deck as a whole. */
// SAFETY: `oneOf` makes one shape for each code of the type.
export const slideFinding = oneOf(findingParams, { place: count.nullable() }) as unknown as z.ZodType<
  Finding<number | null>
>;
export type SlideFinding = z.infer<typeof slideFinding>;

/** Place: a part's id, or `title`, `title_variants`, `meta_description`, `keywords`; null: the article as a whole. */
// SAFETY: as above.
export const partFinding = oneOf(findingParams, { place: text.nullable() }) as unknown as z.ZodType<
  Finding<string | null>
>;
export type PartFinding = z.infer<typeof partFinding>;

// SAFETY: as above.
export const kitWarning = oneOf(kitWarningParams, {}) as unknown as z.ZodType<KitWarning>;

/** What was found at a place that is known already. */
// SAFETY: as above.
export const foundWithoutPlace = oneOf(findingParams, {}) as unknown as z.ZodType<FoundOf<FindingParams>>;

/** A sentence that sounds like a machine's, before its place is known to be a slide or a part. */
export const aiSounding = z.object({
  code: z.literal('ai_sounding'),
  params: findingParams.ai_sounding,
});
export type AiSounding = z.infer<typeof aiSounding>;

/**
 * What became of a draft's claims: sentences with a quote that stands word for word in its source, which code has
 * checked. Whether the quote carries the sentence was judged by a model.
 */
export const draftSupport = z.object({
  claims: z.number().int(),
  supported: z.number().int(),
  partly: z.number().int(),
  not_supported: z.number().int(),
  /** People's own sentences, word for word: not judged. */
  by_hand: z.number().int(),
});
export type DraftSupport = z.infer<typeof draftSupport>;
