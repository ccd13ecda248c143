import {
  articleLength,
  briefLength,
  maxBriefUrls,
  maxResearchUrls,
  researchRounds,
  slideCount,
} from '../../../ports/content.ts';
import type { DraftKindTexts } from '../draft-kind-texts.ts';

const number = (n: number): string => n.toLocaleString('en');

const brief = {
  brief: 'Brief',
  briefHint: `The topic and what matters about it, up to ${number(briefLength.max)} characters.`,
  sameLanguage: 'As the brief',
  lengthHint: (standard: number) => `Empty: ${standard}.`,
};

const lostWord = (word: string, suggestion: string, draft: string) =>
  `"${word}" alone is not a topic I know. ${suggestion} Nothing was started. For ${draft} about that word, write a few words more.`;

export const carouselEn: DraftKindTexts = {
  help: [
    '*`/carousel` drafts a LinkedIn carousel; people decide on it.*',
    '• `/carousel 5 mistakes when choosing an implant supplier` starts a draft about that.',
    `• \`/carousel 6 slides about passivation\` also sets the number of slides (${slideCount.min} to ${slideCount.max}; without it: ${slideCount.default}).`,
    '• `/carousel` alone opens a form: brief, audience, language, slides, tone, call to action.',
    '• `/carousel from <link>` makes one of an approved report of `/research`, with its evidence; the link is of any message in its thread.',
    '• `/carousel help` shows this.',
    'The draft arrives in a thread of the channel. Approvers click *Approve*, *Request changes* or *Reject*; "slide 4: …" in a change request or a reply changes slide 4 only. The final PDF and pictures follow the approval. Nothing is published by itself.',
  ].join('\n'),
  outOfRange: (asked, min, max) =>
    `A carousel has ${min} to ${max} slides; you asked for ${asked}. Nothing was started. Repeat the command with a number in that range.`,
  didYouMean: (word, meant) =>
    lostWord(
      word,
      {
        help: 'Did you mean /carousel help?',
        status: 'Where a carousel stands is shown in its thread; /carousel help explains.',
        cancel: 'A carousel is cancelled with the Cancel button in its thread.',
        retry: 'A stopped carousel is retried with the Retry button in its thread.',
      }[meant],
      'a carousel',
    ),
  noOptions: (option) =>
    `/carousel has no options such as "${option}". Nothing was started. Write it as words, e.g. /carousel 8 slides about passivation, or /carousel alone for the form.`,
  form: {
    title: 'New carousel',
    ...brief,
    audienceHint: 'Whose scrolling we want to stop, e.g. purchasing at orthopaedic brands.',
    length: (min, max) => `Number of slides (${min} to ${max})`,
    callToActionHint: 'What the last slide asks for.',
    briefMissing: 'Name the topic of the carousel.',
  },
};

export const articleEn: DraftKindTexts = {
  help: [
    '*`/blog` drafts an article; people decide on it.*',
    '• `/blog how passivation protects titanium implants` starts one about that.',
    `• \`/blog passivation in 600 words\` also sets the length (${articleLength.min} to ${number(articleLength.max)} words; without it: ${articleLength.default}).`,
    `• \`/blog UDI rules https://example.com/udi\` also reads that page; up to ${maxBriefUrls} addresses.`,
    '• `/blog` alone opens a form: brief, audience, language, words, tone, keywords, call to action, pages to read.',
    '• `/blog from <link>` writes one from an approved report of `/research`, with its evidence; the link is of any message in its thread.',
    '• `/blog help` shows this.',
    'First the outline comes to a thread of the channel: click *Go on* or *Change*, or reply there. Then the article is written section by section, checked and shown with a preview. Replies such as "shorter introduction, mention ISO 13485 earlier" change only what they ask for. Approvers click *Approve*, *Request changes* or *Reject*; the final Markdown and HTML follow the approval. Nothing is published by itself.',
  ].join('\n'),
  outOfRange: (asked, min, max) =>
    `An article has ${number(min)} to ${number(max)} words; you asked for ${number(asked)}. Nothing was started. Repeat the command with a number in that range.`,
  didYouMean: (word, meant) =>
    lostWord(
      word,
      {
        help: 'Did you mean /blog help?',
        status: 'Where an article stands is shown in its thread; /blog help explains.',
        cancel: 'An article is cancelled with the Cancel button in its thread.',
        retry: 'A stopped article is retried with the Retry button in its thread.',
      }[meant],
      'an article',
    ),
  noOptions: (option) =>
    `/blog has no options such as "${option}". Nothing was started. Write it as words, e.g. /blog passivation in 600 words, or /blog alone for the form.`,
  form: {
    title: 'New article',
    ...brief,
    audienceHint: 'Who should read it, e.g. quality managers of orthopaedic brands.',
    length: (min, max) => `Number of words (${number(min)} to ${number(max)})`,
    callToActionHint: 'What the conclusion asks for.',
    briefMissing: 'Name the topic of the article.',
  },
};

export const reportEn: DraftKindTexts = {
  help: [
    '*`/research` answers a question with sources; people decide on the report.*',
    '• `/research how is the cleaning of titanium implants validated?` begins with the questions that I would look into.',
    `• \`/research UDI rules https://example.com/udi\` also reads that page; up to ${maxResearchUrls} addresses.`,
    `• \`/research cleaning validation, 3 rounds\` also says how often I search anew for what is missing (${researchRounds.min} to ${researchRounds.max}; without it: ${researchRounds.default}).`,
    '• `/research` alone opens a form: question, audience, language, rounds, pages to read.',
    '• `/research help` shows this.',
    'The questions come to a thread of the channel with an estimate of calls and cost: click *Start*, *Change* or *Discard*, or reply there. Then I search the knowledge base, the pages you name and, where a web search is set up, the web. Every statement of the report carries a quote, word for word; what contradicts, what is uncertain and what I did not find is said too. Replies such as "more on finding 2" or "a shorter summary" change only what they ask for. Approvers click *Approve*, *Request changes* or *Reject*; the final PDF and Markdown follow the approval; `/carousel from` and `/blog from` make a draft of it. Nothing is published by itself.',
  ].join('\n'),
  outOfRange: (asked, min, max) =>
    `A research has ${min} to ${max} rounds; you asked for ${asked}. Nothing was started. Repeat the command with a number in that range.`,
  didYouMean: (word, meant) =>
    lostWord(
      word,
      {
        help: 'Did you mean /research help?',
        status: 'Where a research stands is shown in its thread; /research help explains.',
        cancel: 'A research is cancelled with the Cancel button in its thread.',
        retry: 'A stopped research is retried with the Retry button in its thread.',
      }[meant],
      'a report',
    ),
  noOptions: (option) =>
    `/research has no options such as "${option}". Nothing was started. Write it as words, e.g. /research cleaning validation, 3 rounds, or /research alone for the form.`,
  form: {
    title: 'New research',
    brief: 'Question',
    briefHint: `What you want to know, up to ${number(briefLength.max)} characters.`,
    sameLanguage: 'As the question',
    lengthHint: (standard) => `Each looks for what the one before did not find. Empty: ${standard}.`,
    audienceHint: 'Who reads the report, e.g. purchasing at orthopaedic brands.',
    length: (min, max) => `Rounds of searching (${min} to ${max})`,
    briefMissing: 'Say what you want to know.',
  },
};
