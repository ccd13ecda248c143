/** What admins read on the Home tab of what crosses between drafts and outreach. */
export const handoversEn = {
  heading: 'Between drafts and outreach',
  waiting: (n: number, oldest: string) =>
    `${n} ${n === 1 ? 'hand-over waits' : 'hand-overs wait'}, the oldest since ${oldest}. Nothing is lost; \`npm run doctor\` checks why.`,
  refused: (what: string, at: string, code: string) => `${what} was refused (${at}, \`${code}\`).`,
  what: {
    notes: 'The order for the notes of a campaign',
    enrichment: 'The order to enrich leads',
    reply: 'A reply that should be drafted an answer to',
    newer_reply: 'The news that a lead wrote again',
    erase: 'The order to erase a person from drafts',
    note: 'An approved note',
    note_skipped: 'The news that a lead was skipped',
    lead_changes: 'Approved changes of leads',
    answer: 'An approved answer',
    intent: 'What a reply means',
    job_ended: 'The news that a job ended',
  } as Record<string, string>,
  other: 'A hand-over',
};

export type HandoverTexts = typeof handoversEn;
