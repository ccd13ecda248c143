import type { ErasureReason, KnownOfPerson } from '../../../ports/outreach.ts';
import { answersEn, buttonsEn } from './answers.ts';

const number = (n: number): string => n.toLocaleString('en');
const counted = (n: number, one: string, more: string): string => `${number(n)} ${n === 1 ? one : more}`;
/** Only what there is. */
const some = (parts: [number, string, string][]): string =>
  parts
    .filter(([n]) => n > 0)
    .map(([n, one, more]) => counted(n, one, more))
    .join(', ');

/** What went of drafts, as content counts it. */
type Erased = Record<'notes' | 'records' | 'drafts' | 'files' | 'messages' | 'elsewhere', number> & {
  elsewhere_whole: boolean;
};

/** What the bot says when a person is erased. */
export const erasureEn = {
  command: answersEn,
  adminsOnly: (adminsMrkdwn: string) =>
    `Only admins erase a person: ask ${adminsMrkdwn}. Until then \`/outreach suppress <LinkedIn profile>\` keeps everyone from writing to them. Nothing was changed.`,
  adminsOnlyPlain: 'Only admins erase a person. Nothing was changed.',
  choose: 'Erase …',
  none: (typed: string) => `I know no person "${typed}". If you have the LinkedIn profile, give its address.`,
  already: (at: string, byMrkdwn: string) => `This person was erased (${at}, by ${byMrkdwn}).`,
  governor: 'the governor, which knew them again',
  contentDone: (at: string) => `Drafts followed (${at}).`,
  contentWaits: 'Drafts follow; until then it stands on your Home tab.',
  alreadyByName:
    'This person was erased before. Only a hash of the address is left, by which they are known again and left out.',

  title: 'Erase a person',
  submit: 'Erase',
  close: buttonsEn.cancel,
  who: (name: string) => `Erase ${name}?`,
  forGood: 'This cannot be undone.',
  goesHeading: 'What goes',
  goes: (k: KnownOfPerson): string[] => [
    `name, addresses and every field${k.versions > 0 ? `, with ${counted(k.versions, 'version', 'versions')}` : ''}${k.leads > 1 ? ` (${number(k.leads)} leads that are this person)` : ''}`,
    ...(k.actions > 0
      ? [
          `the words of ${counted(k.actions, 'action', 'actions')}${k.waiting > 0 ? `; what still waits (${number(k.waiting)}) is stopped` : ''}`,
        ]
      : []),
    ...(k.campaigns > 0
      ? [
          `the place in ${counted(k.campaigns, 'campaign', 'campaigns')}${k.notes > 0 ? `, with ${counted(k.notes, 'note', 'notes')}` : ''}`,
        ]
      : []),
    ...(k.replies > 0
      ? [`${counted(k.replies, 'message', 'messages')} of theirs, with what was drafted as answers`]
      : []),
    ...(k.batches > 0
      ? [`what ${counted(k.batches, 'import or enrichment', 'imports and enrichments')} brought`]
      : []),
    'drafts, files and kept states of agents that speak of them',
    ...(k.messages > 0
      ? [`the words in ${counted(k.messages, 'message', 'messages')} of mine in Slack`]
      : []),
  ],
  staysHeading: 'What stays',
  stays: (k: KnownOfPerson): string[] => [
    'hashes of their addresses, so that no import, form or message brings them back',
    'ids, times and how each action ended, without words: limits go on counting right',
    ...(k.under_way > 0
      ? [
          `${counted(k.under_way, 'action of which it is not known yet whether it went out', 'actions of which it is not known yet whether they went out')}: that stays open, and nothing is sent again`,
        ]
      : []),
    ...(k.invitations > 0
      ? [
          `${counted(k.invitations, 'invitation', 'invitations')} at LinkedIn that wait: withdraw them there by hand, now if it should be`,
        ]
      : []),
    'what people wrote in Slack, files that they uploaded (lists for imports), lists and files that I showed to one person, exports',
    'a message or file of mine whose id I no longer have: an upload that a stop cut off, or one of work that was removed after the time your team set. The search of Slack finds it',
    'the conversation on LinkedIn itself',
    'backups of Postgres, until they are deleted by their own age',
  ],
  reason: 'Why',
  reasonHint: 'It is kept with the audit. No name is asked for, so that none stays.',
  reasons: {
    asked: 'The person asked for it',
    objected: 'The person objects to being contacted',
    no_basis: 'There is no reason left to keep the data',
    other: 'Another reason',
  } satisfies Record<ErasureReason, string>,
  sure: 'I have read what stays',
  sureLabel: 'Confirmation',
  working: 'Erasing …',
  started: 'Erased in outreach; drafts follow.',
  notCertain:
    'The database has not answered, so that it is not certain whether the person was erased. Send the command again: it says so.',
  gone: 'This person is no longer there.',

  done: (k: KnownOfPerson): string => {
    const what = some([
      [k.versions, 'version', 'versions'],
      [k.actions, 'action', 'actions'],
      [k.campaigns, 'campaign', 'campaigns'],
      [k.replies, 'message of theirs', 'messages of theirs'],
    ]);
    return `Erased in outreach${what === '' ? '' : ` (${what})`}${k.waiting > 0 ? `; ${counted(k.waiting, 'waiting action was', 'waiting actions were')} stopped` : ''}. Drafts follow, and you will be told.`;
  },
  known: 'The person was erased before. Nothing was left to do.',
  staysInSlack: 'What stays. What is outside Greenlight is for you to delete where it should not:',
  content: (e: Erased): string => {
    const what = some([
      [e.notes, 'note', 'notes'],
      [e.records, 'record of an enrichment', 'records of enrichments'],
      [e.drafts, 'draft', 'drafts'],
      [e.files, 'file', 'files'],
    ]);
    const slack =
      e.messages > 0
        ? ` ${counted(e.messages, 'message', 'messages')} in Slack ${e.messages === 1 ? 'is' : 'are'} drawn anew.`
        : '';
    const elsewhere =
      e.elsewhere > 0
        ? ` The name still stands in ${counted(e.elsewhere, 'document or draft', 'documents and drafts')} of other work (articles, the knowledge base): whether it means this person only people can say. \`/history\` and \`/knowledge search\` find them.`
        : '';
    const older = e.elsewhere_whole
      ? ''
      : ' Older documents and drafts were too many to look at: `/history` and `/knowledge search` tell whether they name the person.';
    return `The person you erased is gone from drafts too${what === '' ? ': there was nothing of them' : ` (${what})`}.${slack}${elsewhere}${older}`;
  },

  draft: 'Erased',
  draftGone: (hash: string) =>
    `This version spoke of a person who was erased: its text and files are gone. What is left is its hash, \`${hash}\`.`,
};
export type ErasureTexts = typeof erasureEn;
