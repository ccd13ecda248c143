import type {
  Finding,
  FindingCode,
  FindingParams,
  Language,
  SlideField,
  SlideFinding,
  WordsFor,
} from '../../ports/content.ts';

/** A finding with its params tied to its code. Pure. */
export function findingAt<Place, C extends FindingCode>(
  place: Place,
  code: C,
  params: FindingParams[C],
): Finding<Place> {
  // SAFETY: the arguments are the parts of one member of the union.
  return { code, params, place } as Finding<Place>;
}

/**
 * What the writer that repairs a finding is told: what is wrong, by how much, and what is accepted. Pure.
 *
 * People read their own words of it, which the bot makes.
 */
export function sayFinding({ code, params }: Finding<unknown>): string {
  // SAFETY: the type of a finding ties its params to its code.
  return (words[code] as (params: unknown) => string)(params);
}

/** As the task of a deck carries it. Pure. */
export function toRepair(finding: SlideFinding): {
  slide: number | null;
  code: FindingCode;
  message: string;
} {
  return { slide: finding.place, code: finding.code, message: sayFinding(finding) };
}

const languages: Record<Language, string> = { pt: 'Portuguese', en: 'English' };
const markup: Record<FindingParams['markup']['what'], string> = {
  address: 'an address; sources are linked by footnotes alone',
  link: 'a link, which cannot be clicked here',
  tag: 'a tag',
  placeholder: 'a placeholder',
  markdown: 'Markdown',
  open_markdown: 'Markdown that did not close',
  control_character: 'a control character',
};
const remarked = ({ remark, quote }: FindingParams['editor']) =>
  quote === '' ? remark : `${remark} ("${quote}")`;
const forbidden = ({ pattern, reason }: FindingParams['banned_word']) =>
  `The house rules forbid "${pattern}": ${reason}`;

/** As the writer calls it: `items 3`, `steps 2 title`. */
function named({ field, at }: { field: SlideField; at: number | null }): string {
  return at === null
    ? `"${field}"`
    : `"${field.replace(/(?:items|steps|numbers|bars|number)\b/, `$& ${at}`)}"`;
}

function grapheme(sign: string): string {
  const point = (sign.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
  return `"${sign}" (U+${point})`;
}

const words: WordsFor<FindingParams> = {
  no_quote: ({ of }) =>
    of === 'slide'
      ? 'The slide rests on no quote; add evidence from the passages or take it out.'
      : 'The section cites nothing; add evidence from the passages and its mark [^1].',
  unknown_mark: ({ mark, entries }) => `[^${mark}] stands for no entry of "evidence", which has ${entries}.`,
  unknown_passage: ({ quote }) =>
    `The quote "${quote}" names no passage that was given; use the ids of "passages".`,
  quote_not_found: ({ source, quote }) => `Not word for word in "${source}": "${quote}"`,
  shown_quote_not_found: () =>
    'The words shown as a quote are not word for word in a passage of the evidence.',
  short_quote: ({ quote, min }) => `The quote "${quote}" has fewer than ${min} words.`,
  number_not_found: ({ number, of }) =>
    ({
      slide: `The number "${number}" is in none of the slide's quotes and not in the brief.`,
      post: `The number "${number}" of the post is in no quote of the deck and not in the brief.`,
      section: `The number "${number}" is in none of the section's own quotes and not in the brief.`,
      article: `The number "${number}" is in no quote of the article and not in the brief.`,
    })[of],
  address_not_read: ({ address }) =>
    `The address "${address}" is of no page that was read; take it out, or give that of a source.`,
  unit_not_found: ({ unit }) =>
    `The quote of the sentence does not have "${unit}" with that number; say it with the unit of the source.`,
  date_not_found: ({ date }) =>
    `The date "${date}" is neither in the quote of its sentence nor beside it; say the date of the source.`,
  name_not_found: ({ name }) =>
    `The name "${name}" is neither in the quote of its sentence nor beside it; cite a passage that names it, or take it out.`,
  negation_differs: () =>
    'The sentence and its quote say opposite things: one of them denies what the other one states.',
  comparison_differs: ({ said, source }) =>
    `The sentence says "${said}" where its quote says "${source}": say it as the quote does.`,
  quote_unrelated: () =>
    'The sentence and its quote have no word in common: cite a passage that says it, or take it out.',
  check_failed: () => 'The sentence could not be checked: say it more plainly.',
  quoted_instruction: ({ quote }) =>
    `The quote "${quote}" is an instruction to a model and no fact: cite other words.`,
  needs_citation: ({ what }) =>
    `A sentence with a ${what} cites a passage that holds it: add evidence and its mark, or take the ${what} out.`,
  contradiction_hidden: ({ said, other, title }) =>
    `"${title}" says ${other} where the text says ${said}: tell both, each with its source.`,
  question_unanswered: ({ question }) =>
    `Nothing answers "${question}": answer it from the passages, or say that nothing was found.`,
  source_withdrawn: ({ title }) => `"${title}" was taken out of the knowledge base: cite another source.`,
  claim_retracted: () => 'An approver has taken this claim back: take it out.',
  not_judged: () => 'No one has judged whether its quotes carry the sentence.',
  nothing_judged: () => 'No one has judged the text.',
  finished_early: ({ without }) => `Finished at a spending cap, without: ${without.join(', ')}.`,
  not_supported: ({ sentence, reason }) =>
    `Its quote does not support "${sentence}" (${reason}) Say what the quote says, cite a passage that says it, or take it out.`,
  partly_supported: ({ sentence, reason }) => `Its quote supports "${sentence}" in part only (${reason})`,
  banned_word: forbidden,
  banned_claim: forbidden,
  banned_in_quote: ({ pattern, reason, quote }) =>
    `A quote holds what the house rules forbid as "${pattern}" (${reason}); cite other words than "${quote}"`,
  disclaimer_missing: ({ pattern, reason }) => `The house rules require "${pattern}": ${reason}`,
  house_rule: remarked,
  editor: remarked,
  off_topic: ({ subject }) =>
    `Says nothing about ${subject}, which the brief is about: write it about that, from the passages on it.`,
  whole_off_topic: ({ subject }) => `The draft as a whole is not about ${subject}, which the brief is about.`,
  subject_missing: ({ subject }) => `No slide is about ${subject}, which the brief is about.`,
  few_on_topic: ({ subject, count, of }) =>
    `Too few slides (${count} of ${of}) are about ${subject}, which the brief is about.`,
  subject_not_named: ({ subject }) => `Neither title nor cover names ${subject}, which the brief is about.`,
  slide_topic: ({ was }) =>
    `The slide was about "${was}" and is about something else now; change it as asked and keep its topic.`,
  broken_promise: ({ promise, of }) =>
    of === 'deck'
      ? `"${promise}" is promised, and the deck does not hold so many numbered ones: number them in slide titles ("1. ...") or in one list, or say no number.`
      : `"${promise}" is promised, and the article does not hold so many numbered ones: number them, or say no number.`,
  ai_sounding: ({ sentence }) => `Sounds like a machine wrote it: "${sentence}"`,
  markup: ({ what, text }) => `The text holds ${markup[what]}: "${text}"`,
  wrong_language: ({ looks_like, wanted }) =>
    `The text is written in ${languages[looks_like]}; write all of it in ${languages[wanted]}.`,
  internal_words: ({ text }) => `Readers do not know how this was made; say it without such words: "${text}"`,
  too_many_emoji: ({ count, max }) => `The slide has ${count} emoji; at most ${max} are wanted.`,
  no_title: ({ of }) => `The ${of} has no title.`,
  slide_count: ({ count, min, max }) =>
    `The deck has ${count} slides; ${min === max ? `exactly ${min}` : `${min} to ${max}`} are wanted.`,
  cover_position: () => 'The first slide, and no other, has the layout "cover".',
  cta_position: () => 'The last slide, and no other, has the layout "cta".',
  part_count: ({ layout, field, count, min, max }) =>
    `Layout "${layout}" has ${count} ${field}: it takes ${min} to ${max}.`,
  too_many_words: ({ words, max }) =>
    `The slide has ${words} words, title included: at most ${max}. Cut ${words - max} or move a point to another slide.`,
  long_cover_title: ({ words, max }) => `The cover title has ${words} words: at most ${max}.`,
  long_field: ({ characters, max, words, ...field }) =>
    `${named(field)} has ${characters} characters: at most ${max}, and ${words} words a slide.`,
  empty_field: ({ layout, ...field }) => `Field ${named(field)} is empty: layout "${layout}" shows it.`,
  bar_value: ({ label, value }) =>
    `Bar "${label}" has the value ${value}: a bar needs a finite number of 0 or more. Use layout "numbers" for others.`,
  bars_all_zero: () => 'All bars are 0: there is nothing to compare. Use another layout.',
  story_order: ({ steps, mistakes }) =>
    `The steps of slide ${steps} come after the mistakes of slide ${mistakes}: put what to do before what goes wrong.`,
  unknown_picture: () => 'The slide names a picture that is not among those that may be shown.',
  picture_twice: ({ title }) => `The picture "${title}" stands on another slide already.`,
  picture_off_topic: ({ title }) => `The picture "${title}" shows something else than the slide is about.`,
  picture_removed: ({ title }) => `The picture "${title}" is no longer in the knowledge base.`,
  no_hook: () => 'The post has no hook.',
  no_body: () => 'The post has no body.',
  long_hook: ({ characters, max }) => `The hook has ${characters} characters; at most ${max} show.`,
  long_post: ({ characters, max }) => `The post has ${characters} characters; at most ${max} are accepted.`,
  hashtag_count: ({ count, min, max }) => `The post has ${count} hashtags; ${min} to ${max} are wanted.`,
  hashtag_form: ({ hashtags }) =>
    `Hashtags are one word in CamelCase, letters and digits only: ${hashtags.join(', ')}`,
  hashtag_poor: ({ hashtags }) =>
    `Hashtags are terms of the subject, none of them twice: ${hashtags.join(', ')}`,
  overflow: ({ field, each, load, floor, characters, accepted }) =>
    `"${field}" takes ${load.toFixed(2)} times its room at the smallest legible size (${floor} px). Longest now: ${characters} characters; accepted: about ${accepted}${each ? ' each' : ''}.`,
  leaves_box: (field) => `${named(field)} leaves its box: shorten it, or use shorter words.`,
  collision: ({ other, ...field }) =>
    `${named(field)} and ${named(other)} lie on each other: shorten the longer one.`,
  font_floor: ({ size, min, ...field }) =>
    `${named(field)} is set at ${size} px: at least ${min} px is legible.`,
  contrast: ({ color, on, ratio, min, ...field }) =>
    `${named(field)} in ${color} on ${on.join(' and ')} has a contrast of ${ratio.toFixed(1)}:1, at least ${min}:1 is needed, and no shade reaches it. The brand kit's colours must change; no other text helps.`,
  missing_glyph: ({ characters, ...field }) =>
    `${named(field)} has characters that no font here draws: ${characters.map(grapheme).join(', ')}. Write them another way.`,
  long_title: ({ title, characters, max }) =>
    `"${title}" has ${characters} characters; at most ${max} are shown.`,
  variant_count: ({ count, wanted }) => `There are ${count} other titles; exactly ${wanted} are wanted.`,
  meta_length: ({ characters, min, max }) =>
    `The meta description has ${characters} characters; ${min} to ${max} are wanted.`,
  keyword_count: ({ count, min, max }) => `There are ${count} keywords; ${min} to ${max} are wanted.`,
  empty_part: () => 'The part has no text.',
  no_heading: () => 'The section has no heading.',
  short_section: ({ words, min }) => `The section has ${words} words; at least ${min} are wanted.`,
  long_paragraph: ({ words, max }) => `A paragraph has ${words} words; at most ${max} are read.`,
  length: ({ words, asked }) => `The article has ${words} words; ${asked} were asked for.`,
  short_article: ({ words, usual }) => `The article has ${words} words; about ${usual} are usual.`,
  sentence_twice: ({ sentence, where }) =>
    where === null ? `Stands twice: "${sentence}"` : `Stands in "${where}" as well: "${sentence}"`,
  repetition: ({ where }) => `Says much of "${where}" again, in the same words.`,
  same_heading: ({ heading }) => `Another section has the heading "${heading}" as well.`,
  heading_misfit: ({ heading }) => `The heading "${heading}" does not say what its section is about.`,
  conclusion_new: ({ words }) => `The conclusion speaks of "${words}", which nothing before it has named.`,
  keyword_missing: ({ keyword }) => `The keyword "${keyword}" does not occur.`,
  hard_to_read: ({ ease }) => `Reading ease ${ease} of 100: long sentences or long words.`,
};
