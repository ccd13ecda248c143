/** As the end of a sentence. A form or a command rules most of them out before the database does. */
const words = {
  bad_brief: 'a brief has 1 to 2,000 characters. Change its length and send it again.',
  bad_rules:
    'a rule and its reason have up to 300 characters each, the voice up to 2,000, and there are up to 200 rules. Change what does not fit and save again.',
  bad_upload: 'the file did not arrive whole. Please send it again.',
  upload_empty: 'the file is empty. Choose another one.',
  upload_too_large: 'the file is larger than 10 MB. Send a smaller one.',
  unknown_account: 'this account is not there any more. /outreach status shows those that are.',
  token_refused:
    'the database does not let me in. The person who runs Greenlight finds out why with npm run doctor.',
};
export type RefusalWords = Record<keyof typeof words, string>;

/** Why the database refused, by its code: its own sentence is for the log. */
export const refusalEn = (code: string): string =>
  new Map(Object.entries(words)).get(code) ??
  `it was refused with the code "${code}". Check what you wrote and try again; if that changes nothing, give an admin this code: the log says more.`;
