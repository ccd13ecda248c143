/** What commands of every room answer while something is in the way, and what their forms' buttons say. */
export const answersEn = {
  notAnswered: 'The database has not answered. Nothing has changed; please try again in a moment.',
  formNotOpened: 'Slack did not open the form in time. Please try again.',
  adminsOnly: (adminsMrkdwn: string) => `Only admins may change this: ${adminsMrkdwn}. Nothing has changed.`,
  noAdmin: 'there is none yet; the person who installed Greenlight names one with `npm run setup`',
};

/** While what was clicked is being recorded. */
export const recordingEn = {
  takesLong: 'This takes longer than usual; you will be told here how it ended.',
  recordedAfterAll: 'It is recorded now.',
};

export const buttonsEn = { save: 'Save', cancel: 'Cancel', back: 'Back', keepIt: 'Keep it', undo: 'Undo' };

export type Answers = typeof answersEn;
export type Recording = typeof recordingEn;
export type Buttons = typeof buttonsEn;
