import type { HouseRule, KnowledgeDocument, Language } from '../../ports/content.ts';
import type { RecordedTexts } from '../asking/recorded.ts';
import type { Confirm } from './confirm.ts';

/** The colours of a brand kit, by their field. */
export const colourNames = ['dark', 'dark_alt', 'paper', 'ink', 'accent', 'accent_alt', 'muted'] as const;
export type ColourName = (typeof colourNames)[number];

/**
 * Everything the bot says about the knowledge base, house rules and the brand kit, in one language. Arguments named
 * `…Mrkdwn` are mentions, dates and links that the bot made; every other text argument is words of people and is escaped
 * by whoever shows the sentence.
 */
export interface KnowledgeTexts extends RecordedTexts {
  locale: 'en' | 'pt-BR';
  languages: Record<Language, string>;
  /** In the place of a person, for what was there from the beginning. */
  installation: string;

  command: {
    help: string;
    unknown(word: string, meant: string | null, said: string): string;
    incomplete: { search: string; remove: string };
    guest: string;
    adminsOnly(adminsMrkdwn: string): string;
    noAdmin: string;
    notAnswered: string;
    formNotOpened: string;
    useAChannel: string;
    refused(reason: string): string;
    yourText: string;
  };

  add: {
    title: string;
    submit: string;
    close: string;
    intro: string;
    channel: string;
    channelHint: string;
    address: string;
    addressHint: string;
    file: string;
    fileHint(megabytes: number): string;
    alt: string;
    altHint(max: number): string;
    text: string;
    textHint(max: number): string;
    name: string;
    nameHint: string;
    language: string;
    auto: string;
    /** Ephemeral acknowledgement; the thread follows in the channel. */
    started(count: number): string;
    working(name: string): string;
    workingTitle: string;
    errors: {
      nothing: string;
      several: string;
      notAnAddress(said: string): string;
      scheme: string;
      credentials: string;
      addressTooLong: string;
      tooManyAddresses(count: number, max: number): string;
      titleTooLong(length: number, max: number): string;
      shortText(min: number): string;
      fileName(word: string): string;
      altMissing: string;
      altShort(min: number): string;
      altLong(length: number, max: number): string;
      altCalls: string;
      altAlone: string;
      uploadNotStored: string;
      tooManyUploads: string;
    };
  };

  /** Of starting a job for a document or a brand kit. */
  start: {
    guest: string;
  };

  file: {
    gone(name: string): string;
    external(name: string): string;
    type(name: string, accepted: string): string;
    tooLarge(name: string, size: string, max: string): string;
    empty(name: string): string;
    noScope: string;
    stopped: string;
    notRead(name: string): string;
  };

  list: {
    heading(total: number): string;
    headingMatching(total: number, words: string): string;
    range(from: number, to: number, total: number): string;
    empty: string;
    noneMatching(words: string): string;
    kind: Record<KnowledgeDocument['kind'], string>;
    details(d: {
      kindMrkdwn: string;
      language: string;
      personMrkdwn: string;
      dateMrkdwn: string;
      passages: number;
    }): string;
    newer: string;
    older: string;
    open: string;
    remove: string;
    confirmRemove(title: string): Confirm;
  };

  /** The stored text of one document. */
  reading: {
    title: string;
    close: string;
    previous: string;
    next: string;
    page(page: number, of: number): string;
    notRead: string;
  };

  remove: {
    removed(title: string): string;
    undo: string;
    restored(title: string): string;
    notAllowed(ownerMrkdwn: string, adminsMrkdwn: string): string;
    alreadyRemoved: string;
    alreadyBack: string;
    notFound: string;
    sameText(title: string): string;
    noneMatching(words: string): string;
    noSuchNumber(n: number, total: number): string;
    which(count: number): string;
    isItThis: string;
    tooMany(count: number): string;
  };

  search: {
    heading(query: string): string;
    nothing(query: string): string;
    noMeaning: string;
    foundNowhere(words: string): string;
    emptyBase: string;
    tooLong(length: number, max: number): string;
  };

  rules: {
    heading(version: number): string;
    changedBy(personMrkdwn: string, dateMrkdwn: string): string;
    voice: string;
    samples(count: number): string;
    noSamples: string;
    noVoice: string;
    none: string;
    kinds: Record<HouseRule['kind'], string>;
    severity: Record<HouseRule['severity'], string>;
    everyLanguage: string;
    range(from: number, to: number, total: number): string;
    editVoice: string;
    addRule: string;
    edit: string;
    history: string;
    previous: string;
    next: string;
    membersNote: string;
    gone: string;
  };

  ruleForm: {
    titleAdd: string;
    titleEdit: string;
    submit: string;
    close: string;
    kind: string;
    kindOptions: Record<HouseRule['kind'], string>;
    pattern: string;
    patternHint: string;
    severity: string;
    severityOptions: Record<HouseRule['severity'], string>;
    language: string;
    reason: string;
    reasonHint: string;
    remove: string;
    removeOption: string;
    errors: {
      patternMissing: string;
      tooBroad: string;
      tooShort: string;
      duplicate: string;
      tooLong(length: number, max: number): string;
      tooMany(max: number): string;
      reasonMissing: string;
    };
  };

  voiceForm: {
    title: string;
    submit: string;
    close: string;
    label: string;
    hint(max: number): string;
    tooLong(length: number, max: number): string;
    sample(number: number): string;
    samplesHint(min: number, max: number): string;
    tooFew(count: number, min: number): string;
  };

  /** What a change of house rules or brand kit led to. */
  setting: {
    inForce(version: number): string;
    undo: string;
    unchanged: string;
    /** In a form that stays open. */
    changedMeanwhile(personMrkdwn: string, version: number): string;
    ruleGoneMeanwhile: string;
    now: string;
    /** Of a press. */
    stale(personMrkdwn: string, version: number): string;
    unknownVersion(version: number): string;
    notSaved: string;
    adminsOnly(adminNames: string): string;
    change: {
      voice: string;
      samples: string;
      ruleAdded(pattern: string): string;
      ruleChanged(pattern: string): string;
      ruleRemoved(pattern: string): string;
      backTo(version: number): string;
      brandFields(fields: string): string;
      first: string;
    };
  };

  history: {
    rules: string;
    brand: string;
    none: string;
    version(version: number): string;
    inForce: string;
    backTo: string;
    confirmBack(version: number): Confirm;
    older(count: number): string;
  };

  brand: {
    heading(version: number): string;
    none: string;
    name: string;
    handle: string;
    fonts(heading: string, body: string): string;
    colours: Record<ColourName, string>;
    logo: string;
    change: string;
    history: string;
    howItChanges: string;
    membersNote: string;
    started: string;
    working: string;
    fields: Record<'name' | 'handle' | 'fonts.heading' | 'fonts.body' | 'logo_svg', string>;
    form: {
      title: string;
      submit: string;
      close: string;
      intro(version: number): string;
      colourHint: string;
      headingFont: string;
      bodyFont: string;
      logo: string;
      logoHint(kilobytes: number): string;
      errors: {
        nameMissing: string;
        tooLong(length: number, max: number): string;
        colour(given: string): string;
        same: string;
        logoMissing: string;
        logo: {
          not_a_picture: string;
          not_svg: string;
          active: string;
          external: string;
          no_size: string;
          not_square: string;
          too_many_pixels: string;
          too_complex: string;
        };
      };
    };
  };
}
