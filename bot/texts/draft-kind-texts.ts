/** What the bot says about one type of draft alone. Plain text but `help`. */
export interface DraftKindTexts {
  /** mrkdwn. */
  help: string;
  outOfRange(asked: number, min: number, max: number): string;
  didYouMean(word: string, meant: 'help' | 'status' | 'cancel' | 'retry'): string;
  noOptions(option: string): string;
  form: {
    title: string;
    brief: string;
    briefHint: string;
    /** Of the language: as what was asked. */
    sameLanguage: string;
    lengthHint(standard: number): string;
    audienceHint: string;
    length(min: number, max: number): string;
    /** Of kinds that have one. */
    callToActionHint?: string;
    briefMissing: string;
  };
}
