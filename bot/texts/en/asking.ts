/** What the bot says where something is of no room: old buttons, what went wrong. */
export const askingEn = {
  oldButton:
    'This button is from an older message and no longer does anything. Look for the newest message of the thread.',
  oldForm:
    'This form is from an older version and saves nothing any more. Copy what you typed, close it and open it again.',
  oldShortcut: 'This version does not know that shortcut. `/carousel help` shows what there is.',
  unexpected: (reference: string) =>
    `Something went wrong on our side and was written down. Please try again; if it stays, an admin (/approvers shows who is one) finds the reference ${reference} in the log.`,
};

export type AskingTexts = typeof askingEn;
