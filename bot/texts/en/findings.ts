import type {
  FindingParams,
  KitColour,
  Language,
  LeftOut,
  SlideField,
  TellName,
} from '../../../ports/content.ts';
import type { FindingTexts } from '../say-found.ts';

const decimal = (n: number) => n.toLocaleString('en', { minimumFractionDigits: 1, maximumFractionDigits: 1 });
const range = (min: number, max: number) => (min === max ? `exactly ${min}` : `${min} to ${max}`);
const languages: Record<Language, string> = { pt: 'Portuguese', en: 'English' };
const forbidden = ({ pattern, reason }: FindingParams['banned_word']) =>
  `The house rules forbid “${pattern}”: ${reason}`;
const remarked = ({ remark, quote }: FindingParams['editor']) =>
  quote === '' ? remark : `${remark} (“${quote}”)`;

const tells: Record<TellName, string> = {
  dash: 'dashes',
  contrast: '“not X but Y”',
  panorama: 'panorama opener',
  hook: 'stock opener',
  frame: '“it is important to note”',
  role: '“plays a key role”',
  question: 'question answered at once',
  rider: 'participle at the end',
  vocabulary: 'stock words',
  connector: 'connector at the start',
  closer: 'announced end',
  authority: 'experts without a name',
  triad: 'lists of three',
  bullet: 'bold labels in a list',
  emoji: 'emoji as bullets',
  fragments: 'staged fragments',
  european: 'European Portuguese',
  typography: 'comma before the last “e”',
  title_case: 'English capitals',
};
const markup: Record<FindingParams['markup']['what'], string> = {
  address: 'a web address',
  link: 'a link, which cannot be clicked on a slide',
  tag: 'an HTML tag',
  placeholder: 'a placeholder',
  markdown: 'Markdown',
  open_markdown: 'Markdown that is not closed',
  control_character: 'an invisible control character',
};
const fields: Record<SlideField, string> = {
  title: 'title',
  kicker: 'line above the title',
  subtitle: 'subtitle',
  body: 'text',
  items: 'item',
  steps: 'step',
  'steps title': 'title of the step',
  'steps body': 'text of the step',
  numbers: 'figure',
  'numbers value': 'figure',
  'numbers label': 'caption of the figure',
  quote: 'quote',
  author: 'author',
  role: 'role of the author',
  bars: 'bar',
  'bars label': 'name of the bar',
  'bars value': 'value of the bar',
  unit: 'unit',
  source: 'source',
  'left heading': 'heading on the left',
  'left items': 'item on the left',
  'left letter': 'sign on the left',
  'right heading': 'heading on the right',
  'right items': 'item on the right',
  'right letter': 'sign on the right',
  action: 'call to action',
  label: 'label',
  number: 'number',
  numeral: 'numeral',
  'brand name': 'brand name',
  'swipe cue': 'sign to swipe',
  'page number': 'page number',
};
const named = ({ field, at }: { field: SlideField; at: number | null }) =>
  at === null ? `“${fields[field]}”` : `“${fields[field]} ${at}”`;
/** As the form calls them. */
const colours: Record<KitColour, string> = {
  dark: 'dark ground',
  dark_alt: 'second dark ground',
  paper: 'light ground',
  ink: 'text',
  accent: 'accent',
  accent_alt: 'second accent',
  muted: 'quiet text',
};
const pair = (color: KitColour, on: KitColour) => {
  const name = colours[color];
  return `${name.charAt(0).toUpperCase()}${name.slice(1)} on ${colours[on]}`;
};

const leftOut: Record<LeftOut, string> = {
  searches: 'further searches',
  reading: 'reading all that was found',
  conflicts: 'the judgement of contradictions',
  report: 'the writing: these are the notes as they were taken',
  corrections: 'corrections of what the checks found',
  style: 'other words for what sounds machine-made',
  judgement: 'the judgement of the text as a whole',
  quotes: 'the judgement whether quotes carry their claims',
};

export const findingsEn: FindingTexts = {
  no_quote: ({ of }) => (of === 'slide' ? 'The slide rests on no quote.' : 'The section cites no source.'),
  unknown_mark: ({ mark }) => `The citation [^${mark}] has no source behind it.`,
  unknown_passage: ({ quote }) => `The quote “${quote}” names a source that does not exist.`,
  quote_not_found: ({ source, quote }) => `Not word for word in “${source}”: “${quote}”`,
  shown_quote_not_found: () => 'The words shown as a quote are not word for word in its source.',
  short_quote: ({ quote, min }) => `The quote “${quote}” has fewer than ${min} words.`,
  number_not_found: ({ number, of }) =>
    ({
      slide: `The number “${number}” is in none of the slide’s quotes and not in the brief.`,
      post: `The number “${number}” of the post is in no quote of the deck and not in the brief.`,
      section: `The number “${number}” is in none of the section’s quotes and not in the brief.`,
      article: `The number “${number}” is in no quote of the article and not in the brief.`,
    })[of],
  address_not_read: ({ address }) => `The address “${address}” is of no page that was read.`,
  unit_not_found: ({ unit }) => `The quote gives the figure in another unit than “${unit}”.`,
  date_not_found: ({ date }) => `The date “${date}” is neither in the quote nor in the sentences beside it.`,
  name_not_found: ({ name }) => `The name “${name}” is neither in the quote nor in the sentences beside it.`,
  negation_differs: () =>
    'The sentence and its quote say opposite things: one denies what the other one states.',
  comparison_differs: ({ said, source }) => `The sentence says “${said}”, its quote says “${source}”.`,
  quote_unrelated: () => 'The sentence and its quote have no word in common.',
  check_failed: () => 'The sentence could not be checked, so it counts as unverified.',
  quoted_instruction: ({ quote }) => `The quote “${quote}” is an instruction to an AI, not a fact.`,
  needs_citation: ({ what }) => `A sentence with a ${what} cites no source.`,
  contradiction_hidden: ({ said, other, title }) =>
    `The draft says ${said}; “${title}”, which was read as well, says ${other}.`,
  question_unanswered: ({ question }) => `The question “${question}” is not answered.`,
  source_withdrawn: ({ title }) => `The source “${title}” was removed from the knowledge base.`,
  claim_retracted: () => 'An approver has retracted this claim.',
  not_judged: () =>
    'No model judged whether its quote carries it, as the job was finished at a spending cap.',
  nothing_judged: () =>
    'No model judged it, as the job was finished at a spending cap, and it has no claim that a person could answer for.',
  finished_early: ({ without }) =>
    `Finished early, at a spending cap. Left out: ${without.map((part) => leftOut[part]).join('; ')}.`,
  not_supported: ({ sentence, reason }) => `“${sentence}” ${reason}`,
  partly_supported: ({ sentence, reason }) => `Supported only in part by its quote: “${sentence}” ${reason}`,
  banned_word: forbidden,
  banned_claim: forbidden,
  banned_in_quote: ({ pattern, reason, quote }) =>
    `The quote “${quote}” holds what the house rules forbid as “${pattern}”: ${reason}`,
  disclaimer_missing: ({ pattern, reason }) => `The house rules require “${pattern}”: ${reason}`,
  house_rule: remarked,
  editor: remarked,
  off_topic: ({ subject }) => `Says nothing about ${subject}, which the brief is about.`,
  whole_off_topic: ({ subject }) => `The draft as a whole is not about ${subject}, which the brief is about.`,
  subject_missing: ({ subject }) => `No slide is about ${subject}, which the brief is about.`,
  few_on_topic: ({ subject, count, of }) =>
    `Too few slides (${count} of ${of}) are about ${subject}, which the brief is about.`,
  subject_not_named: ({ subject }) => `Neither title nor cover names ${subject}, which the brief is about.`,
  slide_topic: ({ was }) => `The slide was about “${was}” and is about something else now.`,
  broken_promise: ({ promise, of }) =>
    `“${promise}” is promised, and the ${of} does not hold so many numbered ones.`,
  ai_sounding: ({ sentence, tells: signs }) =>
    `Sounds machine-made (${signs.map((sign) => tells[sign]).join(', ')}): “${sentence}”`,
  markup: ({ what, text }) => `The text holds ${markup[what]}: “${text}”`,
  wrong_language: ({ looks_like, wanted }) =>
    `The text reads like ${languages[looks_like]}; it should be in ${languages[wanted]}.`,
  internal_words: ({ text }) => `Speaks of how the draft was made, which readers do not know: “${text}”`,
  too_many_emoji: ({ count, max }) => `The slide has ${count} emoji; at most ${max} are good.`,
  no_title: ({ of }) => `The ${of} has no title.`,
  slide_count: ({ count, min, max }) => `The deck has ${count} slides; ${range(min, max)} are wanted.`,
  cover_position: () => 'The cover is the first slide, and no other.',
  cta_position: () => 'The call to action is the last slide, and no other.',
  part_count: ({ field, count, min, max }) =>
    `The slide has ${count} times “${fields[field]}”; ${range(min, max)} are good.`,
  too_many_words: ({ words, max }) => `The slide has ${words} words; at most ${max} can be read.`,
  long_cover_title: ({ words, max }) => `The cover’s title has ${words} words; at most ${max} fit.`,
  long_field: ({ characters, max, ...field }) =>
    `${named(field)} has ${characters} characters; at most ${max} are accepted.`,
  empty_field: (field) => `${named(field)} is empty.`,
  bar_value: ({ label, value }) => `The bar “${label}” has the value ${value}; bars show 0 or more.`,
  bars_all_zero: () => 'All bars are 0: there is nothing to compare.',
  story_order: ({ steps, mistakes }) =>
    `The steps of slide ${steps} come after the mistakes of slide ${mistakes}: what to do belongs before what goes wrong.`,
  unknown_picture: () => 'The slide names a picture that is not among those that may be shown.',
  picture_twice: ({ title }) => `The picture “${title}” stands on another slide already.`,
  picture_off_topic: ({ title }) => `The picture “${title}” shows something else than the slide is about.`,
  picture_removed: ({ title }) => `The picture “${title}” is no longer in the knowledge base.`,
  no_hook: () => 'The post has no hook.',
  no_body: () => 'The post has no text below its hook.',
  long_hook: ({ characters, max }) =>
    `The post’s hook has ${characters} characters; LinkedIn shows ${max} above “see more”.`,
  long_post: ({ characters, max }) =>
    `The post has ${characters} characters; LinkedIn accepts at most ${max}.`,
  hashtag_count: ({ count, min, max }) => `The post has ${count} hashtags; ${range(min, max)} are good.`,
  hashtag_form: ({ hashtags }) =>
    `Hashtags are one word of letters and digits; these are not: ${hashtags.join(', ')}`,
  hashtag_poor: ({ hashtags }) => `Hashtags that say nothing, or stand twice: ${hashtags.join(', ')}`,
  overflow: ({ field, each, load, characters, accepted }) =>
    `“${fields[field]}” does not fit: it takes ${decimal(load)} times its room. Longest now: ${characters} characters; about ${accepted}${each ? ' each' : ''} fit.`,
  leaves_box: (field) => `${named(field)} does not fit into its place.`,
  collision: ({ other, ...field }) => `${named(field)} and ${named(other)} lie on each other.`,
  font_floor: ({ size, min, ...field }) =>
    `${named(field)} is set at ${size} px; at least ${min} px is legible on a phone.`,
  contrast: ({ color, on, ratio, min, ...field }) =>
    `${named(field)} in ${color} on ${on.join(' and ')} has a contrast of ${decimal(ratio)}:1; ${decimal(min)}:1 is the least that can be read. The brand kit’s colours must change.`,
  missing_glyph: ({ characters, ...field }) =>
    `${named(field)} has characters that the fonts do not draw: ${characters.join(' ')}`,
  long_title: ({ title, characters, max }) =>
    `“${title}” has ${characters} characters; search engines show up to ${max}.`,
  variant_count: ({ count, wanted }) => `There are ${count} other titles; there should be ${wanted}.`,
  meta_length: ({ characters, min, max }) =>
    `The meta description has ${characters} characters; ${range(min, max)} are good.`,
  keyword_count: ({ count, min, max }) => `There are ${count} keywords; ${range(min, max)} are good.`,
  empty_part: () => 'The part has no text.',
  no_heading: () => 'The section has no heading.',
  short_section: ({ words, min }) => `The section has ${words} words; at least ${min} are good.`,
  long_paragraph: ({ words, max }) => `A paragraph has ${words} words; above ${max} few people read on.`,
  length: ({ words, asked }) => `The article has ${words} words; ${asked} were asked for.`,
  short_article: ({ words, usual }) => `The article has ${words} words; about ${usual} are usual.`,
  sentence_twice: ({ sentence, where }) =>
    where === null ? `Stands twice: “${sentence}”` : `Stands in “${where}” as well: “${sentence}”`,
  repetition: ({ where }) => `Says much of “${where}” again, in the same words.`,
  same_heading: ({ heading }) => `Another section has the heading “${heading}” as well.`,
  heading_misfit: ({ heading }) => `The heading “${heading}” does not say what its section is about.`,
  conclusion_new: ({ words }) => `The conclusion speaks of “${words}”, which nothing before it has named.`,
  keyword_missing: ({ keyword }) => `The keyword “${keyword}” does not occur.`,
  hard_to_read: ({ ease }) => `Reading ease ${ease} of 100: long sentences or long words.`,

  kit_contrast: ({ color, on, ratio, min }) =>
    `${pair(color, on)}: the contrast is ${decimal(ratio)}, and ${decimal(min)} is the least that can be read. Slides use another shade.`,
  kit_unseen: ({ color, on, ratio }) =>
    `${pair(color, on)}: it can hardly be seen (contrast ${decimal(ratio)}). There, slides use the other accent or another shade.`,
  kit_glyphs: () => 'The name or the handle has characters that the fonts do not draw.',
  kit_unreadable: () => 'With these colours no shade of text can be read on the whole background.',
  kit_room: () => 'The name or the handle is too long for its place on the slides.',
  kit_no_logo: () => 'There is no logo: its place stays empty.',
};
