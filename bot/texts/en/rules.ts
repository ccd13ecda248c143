import { answersEn, buttonsEn } from './answers.ts';

const number = (n: number): string => n.toLocaleString('en');

/** What the bot says of the house rules, and of versions of rules and brand kit. */
export const rulesEn = {
  rules: {
    heading: (version: number) => (version === 0 ? 'House rules' : `House rules, version ${version}`),
    changedBy: (personMrkdwn: string, dateMrkdwn: string) => `Last changed by ${personMrkdwn}, ${dateMrkdwn}`,
    voice: 'Voice',
    samples: (count: number) => `Samples of the voice (${count})`,
    noSamples:
      'No samples: three to ten texts that you like let the writer hear how you sound. They prove no fact.',
    noVoice: 'Not described yet.',
    none: 'There are no rules yet. None blocks a draft.',
    kinds: {
      banned_word: 'Banned words',
      banned_claim: 'Claims that must not be made',
      required_disclaimer: 'Sentences that must be there',
      guideline: 'Guidelines',
    },
    severity: { block: 'blocks a draft', warn: 'warns' },
    everyLanguage: 'every language',
    range: (from: number, to: number, total: number) => `Rules ${from} to ${to} of ${total}`,
    editVoice: 'Change the voice',
    addRule: 'Add a rule',
    edit: 'Change',
    history: 'History',
    previous: 'Previous',
    next: 'More rules',
    membersNote: 'Admins change these rules. Every draft is checked against them before it is shown.',
    gone: 'This rule is no longer there. /knowledge rules shows those in force.',
  },
  ruleForm: {
    titleAdd: 'Add a rule',
    titleEdit: 'Change a rule',
    submit: buttonsEn.save,
    close: buttonsEn.cancel,
    kind: 'What it does',
    kindOptions: {
      banned_word: 'Bans a word',
      banned_claim: 'Bans a claim, also in other words',
      required_disclaimer: 'Demands a sentence',
      guideline: 'Guides, judged by the model',
    },
    pattern: 'Words',
    patternHint:
      'A banned word also meets its inflections, in any case and with or without accents. A demanded sentence must stand word for word.',
    severity: 'When a draft breaks it',
    severityOptions: {
      block: 'The draft is blocked until it is corrected',
      warn: 'The draft is shown with a warning',
    },
    language: 'For drafts in',
    reason: 'Why',
    reasonHint: 'Stands beside the finding, so that people can judge it.',
    remove: 'Remove',
    removeOption: 'Remove this rule',
    errors: {
      patternMissing: 'Give the words.',
      tooBroad:
        'That would block nearly every draft: these words stand in nearly every text. Name the word or claim itself.',
      tooShort: 'Give a whole sentence: at least three words.',
      duplicate: 'There is a rule with these words already.',
      tooLong: (length: number, max: number) =>
        `These are ${number(length)} characters; up to ${number(max)} are accepted.`,
      tooMany: (max: number) => `There are ${max} rules already, which is the most. Remove one first.`,
      reasonMissing: 'Say why, in a few words.',
    },
  },
  /** What the team's own corrections came to. */
  learned: {
    button: (open: number, learned: number) =>
      open > 0 ? `Learned from corrections (${open} proposed)` : `Learned from corrections (${learned})`,
    heading: 'Learned from your corrections',
    explained:
      'Where people ask for the same change or make it by hand three times, in two drafts or more, a rule or samples of the voice are proposed to the admins. Nothing is in force before an admin accepts it.',
    proposedRule: "A house rule, from your team's own corrections",
    proposedSamples: "Samples of your voice, from your team's own edits",
    waiting: 'Proposed',
    inForce: (count: number) => `In force (${count})`,
    none: 'Nothing that was learned is in force, and nothing waits.',
    because: (count: number) => `${count} corrections point this way. The newest:`,
    whatFollows:
      'Accepted, it applies from the next draft on, and can be revoked in /knowledge rules. Declined, it does not come back.',
    kinds: {
      banned_word: 'bans these words',
      banned_claim: 'bans this claim',
      required_disclaimer: 'demands this sentence',
      guideline: 'guides the writer',
    },
    of: (title: string, version: number) => `“${title}”, version ${version}`,
    byHand: 'changed by hand',
    before: 'Before:',
    after: 'After:',
    nothing: '(nothing)',
    accept: 'Accept',
    decline: 'Decline',
    revoke: 'Revoke',
    accepted: (personMrkdwn: string, dateMrkdwn: string, inForce: boolean) =>
      `Accepted by ${personMrkdwn} (${dateMrkdwn})${inForce ? ', in force.' : '. It is no longer among the rules.'}`,
    declined: (personMrkdwn: string, dateMrkdwn: string) => `Declined by ${personMrkdwn} (${dateMrkdwn}).`,
    revoked: (personMrkdwn: string, dateMrkdwn: string) => `Revoked by ${personMrkdwn} (${dateMrkdwn}).`,
    states: { open: 'open', accepted: 'accepted', declined: 'declined', revoked: 'revoked' },
    done: {
      accept: 'Accepted: it applies from the next draft on.',
      decline: 'Declined: it will not be proposed again.',
      revoke: 'Revoked: it no longer applies, from the next draft on.',
    },
    already: (state: string, personMrkdwn: string, dateMrkdwn: string) =>
      `This was decided before: ${state} by ${personMrkdwn} (${dateMrkdwn}). Nothing was changed.`,
    gone: 'This proposal is no longer there. /knowledge rules shows the rules in force.',
    noRoomForRules: 'There are 200 rules, which is the most. Remove one first; the proposal stays open.',
    noRoomForSamples: 'A voice has ten samples at most. Take some out first; the proposal stays open.',
    contradicts:
      'The house rules of today say this already, or say otherwise. Nothing was changed; decline it, or change the rule that is in the way.',
    tooFewSamples:
      'One or two samples would be left, and a voice has none or three to ten. Change the samples in the voice instead.',
  },
  voiceForm: {
    title: 'Change the voice',
    submit: buttonsEn.save,
    close: buttonsEn.cancel,
    label: 'How the texts sound',
    sample: (number: number) => `Sample ${number}`,
    samplesHint: (min: number, max: number) =>
      `A text that you like, word for word: ${min} to ${max} of them, or none. The writer takes their sound, never their facts.`,
    tooFew: (count: number, min: number) =>
      `${count} of ${min}: a voice is heard in at least ${min} texts, or leave all empty.`,
    hint: (max: number) =>
      `Whom they speak to, in which tone, what they avoid. Up to ${number(max)} characters.`,
    tooLong: (length: number, max: number) =>
      `These are ${number(length)} characters; up to ${number(max)} are accepted.`,
  },
  /** What a change of house rules or brand kit led to. */
  setting: {
    inForce: (version: number) => `Version ${version} is in force:`,
    undo: buttonsEn.undo,
    unchanged: 'That is how it is already; nothing was changed.',
    /** In a form that stays open. */
    changedMeanwhile: (personMrkdwn: string, version: number) =>
      `${personMrkdwn} changed this meanwhile: version ${version}. What you typed is kept below; save again to put it on top.`,
    ruleGoneMeanwhile: 'The rule itself is gone; saving adds it anew.',
    now: 'It now says:',
    /** Of a press. */
    stale: (personMrkdwn: string, version: number) =>
      `${personMrkdwn} changed this meanwhile: version ${version} is in force. Nothing was changed; look at it before you click again.`,
    unknownVersion: (version: number) => `There is no version ${version}. Nothing was changed.`,
    notSaved: 'The database did not answer, so it is not certain that this was saved. Please send it again.',
    adminsOnly: answersEn.adminsOnly,
    change: {
      voice: 'changed the voice',
      samples: 'changed the samples of the voice',
      ruleAdded: (pattern: string) => `added the rule "${pattern}"`,
      ruleChanged: (pattern: string) => `changed the rule "${pattern}"`,
      ruleRemoved: (pattern: string) => `removed the rule "${pattern}"`,
      ruleLearned: (pattern: string) => `added the rule "${pattern}", learned from corrections`,
      ruleRevoked: (pattern: string) => `revoked the rule "${pattern}", learned from corrections`,
      samplesLearned: (count: number) => `added ${count} samples of the voice, learned from corrections`,
      samplesRevoked: (count: number) => `revoked ${count} samples of the voice, learned from corrections`,
      backTo: (version: number) => `back to version ${version}`,
      brandFields: (fields: string) => `changed: ${fields}`,
      first: 'first version',
    },
  },
  history: {
    rules: 'Versions of the house rules',
    brand: 'Versions of the brand kit',
    none: 'There is no version yet.',
    version: (version: number) => `Version ${version}`,
    inForce: 'in force',
    backTo: 'Back to this',
    confirmBack: (version: number) => ({
      title: `Back to version ${version}?`,
      text: `A new version is made that says what version ${version} said. Nothing is lost; you can undo it.`,
      confirm: 'Back to this',
      deny: 'Keep',
    }),
    older: (count: number) => `The ${count} newest are shown.`,
  },
};

export type RulesTexts = typeof rulesEn;
