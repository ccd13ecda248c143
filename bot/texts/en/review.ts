import { partsEn } from '../part-names.ts';
import { buttonsEn } from './answers.ts';

const number = (n: number): string => n.toLocaleString('en');

/** What the bot says of a draft that waits for a decision, and of what came of it. */
export const reviewEn = {
  card: {
    heading: (version: number) => `Draft, version ${version}`,
    review: (peopleMrkdwn: string) => `${peopleMrkdwn}: please review.`,
    nobodyMayApprove:
      'Nobody in this team may approve this draft yet. An admin gives a person the role of approver with `/approvers`.',
    slideTitles: 'Slides',
    /** How a carousel is told. */
    structures: {
      how_to: 'Structure: how-to, with what to check at the end',
      mistakes: 'Structure: mistakes, each with its remedy',
      myth_fact: 'Structure: myth and fact',
      story: 'Structure: story of one case',
      numbers: 'Structure: numbers and what they mean',
    },
    /** Above the picture of slides that changed. */
    beforeAndAfter: 'Before and after',
    /** Above the pictures of the team's own that slides show. */
    pictures: 'Pictures from the knowledge base',
    post: 'Post',
    otherTitles: 'Other titles',
    sections: 'Sections',
    facts: {
      slug: 'Slug',
      metaDescription: 'Meta description',
      keywords: 'Keywords',
      readingTime: 'Reading time',
      language: 'Language',
    },
    readingTime: (minutes: number, count: number) => `${minutes} min, ${number(count)} words`,
    characters: (n: number) => `(${n} ${n === 1 ? 'character' : 'characters'})`,
    changes: 'What changed since the version before',
    partNames: partsEn,
    partChanged: (before: number, after: number) => `${number(before)} → ${number(after)} words`,
    partAdded: (count: number) => `new, ${number(count)} words`,
    partRemoved: (count: number) => `removed, ${number(count)} words`,
    partMoved: 'moved',
    moreChanges: (n: number) => `and ${n} more; the files show them`,
    proofs: 'Numbers and what their source says',
    /** `number`: one of those that are not shown. */
    moreProofs: (n: number, number: string) =>
      `and ${n} more: ask in the thread, for example “where does ${number} come from?”`,
    basedOn: 'Based on',
    moreSources: (n: number) => `and ${n} more`,
    warnings: 'The checks ask you to look at',
    slide: (n: number) => `Slide ${n}`,
    offline: 'offline writer: composed from the knowledge base without a language model',
    /** Under the line that names the model. */
    unpriced: 'I do not know what this model costs: the caps of /budget count its tokens, and no money',
    aiMade: (model: string) => `written by a machine (${model}); check it before you approve`,
    change: 'What was asked to change:',
    approve: 'Approve',
    requestChanges: 'Request changes',
    reject: 'Reject',
    /** In place of the buttons while the agent reads what was written. */
    replyBeingMet: 'A reply in the thread is being worked on; the buttons come back in a moment.',
    replyHint:
      'A reply in this thread changes the draft as well, e.g. "shorter introduction". Only the buttons decide.',
    /** Above what the last checks found. */
    closedFor: 'Closed for approval. The last checks found:',
    askToMend: (personMrkdwn: string) =>
      `${personMrkdwn} this version cannot be approved as it is. Request changes, edit it, or reject it.`,
    noFinalFiles: (personMrkdwn: string) =>
      `${personMrkdwn} this version was made before final files came with the draft, so it cannot be approved. Request changes; the next version has them.`,
    /** Deputies or admins, after an escalation. */
    askedToo: (peopleMrkdwn: string) => `Asked as well, as it waited: ${peopleMrkdwn}`,
    quorum: (approvals: number, quorum: number, peopleMrkdwn: string) =>
      `${approvals} of ${quorum} approvals${peopleMrkdwn === '' ? '' : `: ${peopleMrkdwn}`}`,
    /** Of one of two groups. */
    group: {
      open: (nameMrkdwn: string, approvals: number, quorum: number, byMrkdwn: string, peopleMrkdwn: string) =>
        [
          `*${nameMrkdwn}: ${approvals} of ${quorum}*`,
          ...(byMrkdwn === '' ? [] : [byMrkdwn]),
          ...(peopleMrkdwn === '' ? [] : [`waiting for ${peopleMrkdwn}`]),
        ].join(' · '),
      done: (nameMrkdwn: string, byMrkdwn: string) => `*${nameMrkdwn}:* approved by ${byMrkdwn}`,
      after: (nameMrkdwn: string, firstMrkdwn: string) => `*${nameMrkdwn}:* comes after ${firstMrkdwn}`,
    },
    waitingFor: (peopleMrkdwn: string) => `Waiting for ${peopleMrkdwn}`,
    waitsForBudget:
      'The work on the next version stopped at a spending cap; what to do about it stands below.',
    finalsPosting: 'The final files are being posted…',
    finalsNotPosted: 'The final files could not be posted in this thread; open them with the button.',
    approved: (byMrkdwn: string) => `Approved by ${byMrkdwn}`,
    byAt: (personMrkdwn: string, dateMrkdwn: string) => `${personMrkdwn} (${dateMrkdwn})`,
    finalBelow: 'The final files are below.',
    superseded: (version: number) => `Superseded by version ${version} ↓`,
    changesRequested: (personMrkdwn: string, dateMrkdwn: string) =>
      `Changes requested by ${personMrkdwn} (${dateMrkdwn})`,
    changesUnderway: (version: number) => `Version ${version} is being made.`,
    rejected: (personMrkdwn: string, dateMrkdwn: string) => `Rejected by ${personMrkdwn} (${dateMrkdwn})`,
    closed: {
      cancelled: 'The job was cancelled; this draft can no longer be decided.',
      failed: 'The job was stopped by a problem; this draft cannot be decided now.',
    },
    fallback: (version: number, title: string) => `Draft version ${version} waits for review: ${title}`,
  },
  /** What goes out once a version is approved. */
  finals: {
    open: 'Open final files',
    forYou: (version: number) =>
      `The final files of version ${version}, exactly as they go out once it is approved. Only you see them here; nothing is approved by opening them.`,
    sent: (link: string | null) =>
      link === null
        ? 'The final files are in your direct messages with me.'
        : `The final files are in your direct messages with me: <${link}|open them>.`,
    notSent: 'The final files could not be sent to you just now. Click again.',
    notYours: 'Only those who may approve this draft can open its final files.',
    gone: 'This version has no final files any more: it can no longer go out.',
    record: (byMrkdwn: string, version: number, hash: string) =>
      `Record: version ${version}, approved by ${byMrkdwn}. SHA-256 of the draft with all its files: \`${hash}\`; of each file:`,
  },
  outcome: {
    completed: (personMrkdwn: string, what: string) =>
      `${personMrkdwn} your ${what} is approved and the final files are in this thread.`,
    readyToCopy: 'Post text, ready to copy:',
    /** Publishing is a person's act. */
    articleReady:
      'Title, slug and meta description, ready to copy. Nothing was published: that is up to a person.',
    stored: 'The document is in the knowledge base.',
    storedPicture: 'The picture is in the knowledge base.',
    pictureKnown: 'The very same picture with the same words was there already, so it is there once.',
    pictureHint:
      'It may stand on a slide whose subject its words name. Place, time and device that its file may have held are removed.',
    storedFacts: (passages: number, language: string) =>
      `${number(passages)} ${passages === 1 ? 'passage' : 'passages'}, ${language}`,
    alreadyKnown: 'The very same text was there already, so it is there once.',
    replacesEarlier: 'It replaces what the same source brought before.',
    searchHint: 'Look it up with `/knowledge search` and a few words; drafts use it from now on.',
    readingNotes: 'What to know about the reading',
    readingNote: {
      pages_without_text: 'Some pages are pictures without text; they could not be read.',
      hidden_text: 'It held invisible characters; they were left out.',
      little_text:
        'There is very little text on the page; perhaps a browser shows more of it than I can read.',
      behind_paywall: 'The page shows only its beginning without a subscription; only that was read.',
      signs_unclear:
        'The file keeps some signs in a form without meaning; a minus or another sign may be missing, so check its numbers.',
      language_differs: 'It reads like another language than the one that was chosen for it.',
      not_embedded: 'Searches find it by its words only; by its meaning once another document is added.',
    },
    kitInUse: (personMrkdwn: string) => `${personMrkdwn} the brand kit is in use; new drafts follow it.`,
    kitDiscarded: (personMrkdwn: string) =>
      `${personMrkdwn} the proposal was discarded; the brand kit stays as it was.`,
    rejected: (personMrkdwn: string, byMrkdwn: string, what: string) =>
      `${personMrkdwn} your ${what} was rejected by ${byMrkdwn}.`,
    /** `until` null: it cannot be resumed. */
    expired: (personMrkdwn: string, what: string, untilMrkdwn: string | null) =>
      untilMrkdwn === null
        ? `${personMrkdwn} your ${what} expired: no one decided in time.`
        : `${personMrkdwn} your ${what} expired: no one decided in time. Nothing of it is lost; Resume, above, opens it again. Until: ${untilMrkdwn}`,
    failed: (personMrkdwn: string, what: string) =>
      `${personMrkdwn} your ${what} was stopped by a problem. Why, and what to do, is above at the steps.`,
    /** `person` null: they did it themselves. */
    cancelled: (personMrkdwn: string | null, byMrkdwn: string | null, what: string) =>
      personMrkdwn === null
        ? `The ${what} was cancelled.`
        : byMrkdwn
          ? `${personMrkdwn} your ${what} was cancelled by ${byMrkdwn}.`
          : `${personMrkdwn} your ${what} was cancelled.`,
  },
  namedApprover: {
    button: 'Ask a person first',
    title: 'Whom to ask first',
    submit: buttonsEn.save,
    close: buttonsEn.back,
    label: 'Person',
    hint: 'One of those who may approve it. The rule of the team binds all the same. Empty: no one in particular.',
    done: (personMrkdwn: string) => `${personMrkdwn} is asked first from now on.`,
    none: 'No one in particular is asked first from now on.',
    notYours: 'The requester and those who may approve choose whom to ask first.',
    over: 'This work has ended; there is no one to ask any more.',
  },
  /** In the thread of a version that waits, for admins. */
  unreachable: {
    /** On the card, while some may approve and too few of them. */
    card: 'Too few people are left who may approve this version. An admin changes the rule or gives a person the role of approver with `/approvers`.',
    tell: (adminsMrkdwn: string, version: number) =>
      `${adminsMrkdwn} version ${version} waits, and too few people are left who may approve it. Change the rule or give a person the role of approver with \`/approvers\`; the card follows by itself.`,
    solved: (version: number) => `Version ${version} can be approved again.`,
    ended: (version: number) => `Version ${version} no longer waits for an approval.`,
  },
  review: {
    superseded: (version: number, current: number, linkMrkdwn: string | null) =>
      `Version ${version} is superseded by version ${current}. Nothing was decided.${linkMrkdwn ? ` ${linkMrkdwn}` : ''}`,
    openCurrent: 'Open the current version',
    alreadyDecided: {
      approve: (byMrkdwn: string, dateMrkdwn: string) =>
        `Already decided: approved by ${byMrkdwn} (${dateMrkdwn}). Your click changed nothing.`,
      request_changes: (byMrkdwn: string, dateMrkdwn: string) =>
        `Already decided: changes requested by ${byMrkdwn} (${dateMrkdwn}). Your click changed nothing.`,
      reject: (byMrkdwn: string, dateMrkdwn: string) =>
        `Already decided: rejected by ${byMrkdwn} (${dateMrkdwn}). Your click changed nothing.`,
      other: (status: string) =>
        `This draft can no longer be decided: the job is ${status}. Your click changed nothing.`,
      busy: 'A reply in the thread is being read. If it changes nothing, you can click again in a moment; if it does, the next card comes. Your click changed nothing.',
    },
    notAllowed: {
      requester: 'You asked for this draft, so you may not approve or reject it yourself (four eyes).',
      tokenOwner:
        'A program started this draft with your token, so you may not approve or reject it yourself (four eyes).',
      role: 'Your role may not decide on this draft.',
      guest: 'Guests cannot decide on drafts.',
      notYet: (groupMrkdwn: string) => `Not yet: ${groupMrkdwn} approves first. You are asked after that.`,
      enough: 'The group that you belong to has given its approvals; the other one is waited for.',
      groupUnread:
        'Slack did not tell me just now who is in the user group that decides here, so nothing was decided. Click again in a moment.',
      author:
        'Words of this version are yours: you edited it, or gave them word for word in the thread or in a note. Another person has to approve it (four eyes).',
      closed:
        'This version cannot be approved: the last checks found what is listed on its card. Request changes, edit it, or reject it.',
      noFinalFiles:
        'This version was made before final files came with the draft, so it cannot be approved. Request changes; the next version has them.',
      unverified:
        'Claims of this version are unverified or have lost their evidence: approving it needs a reason. Click Approve on its card again.',
      alreadyApproved: (approvals: number, quorum: number) =>
        `Your approval is already counted: ${approvals} of ${quorum}. Another person is needed.`,
    },
    whoMay: (peopleMrkdwn: string) => `Who may approve: ${peopleMrkdwn}.`,
    nobodyMay: 'Nobody may at present; an admin gives a person the role of approver with `/approvers`.',
    notRecorded: 'Not recorded: the database did not answer. Click again; a decision counts only once.',
    recordingTakesLong: 'Recording your decision takes longer than usual. I will tell you how it ended.',
    recordedAfterAll: 'Your decision is recorded now.',
    yourNote: 'Your note:',
    unknownDraft: 'This card belongs to a draft that no longer exists. Nothing was decided.',
  },
  changes: {
    title: 'Request changes',
    submit: 'Send',
    close: buttonsEn.back,
    intro: (version: number) => `A new version will follow version ${version} in the thread.`,
    label: 'What should change?',
    hint: 'Name the part: "slide 4: …", "shorter introduction". Only what you ask for changes.',
    errors: {
      missing: 'Say what should change.',
      tooLong: (length: number, max: number) =>
        `${number(length)} characters; up to ${number(max)} are accepted.`,
      noSuchSlide: (slide: number, slides: number) =>
        `There is no slide ${slide}: this draft has slides 1 to ${slides}.`,
      notRecorded: 'Not recorded: the database did not answer. Send it again.',
    },
    command: { formNotOpened: 'Slack did not open the form in time. Click again.' },
  },
  /** Asks again for what waits. */
  reminder: {
    decide: (what: string, version: number, requesterMrkdwn: string) =>
      `Version ${version} of the ${what} that ${requesterMrkdwn} asked for waits for your decision.`,
    answer: (what: string) => `The ${what} that you asked for goes on once you answer its question.`,
    /** `people`: deputies, who may decide. */
    standIn: (peopleMrkdwn: string, what: string, version: number) =>
      `${peopleMrkdwn} version ${version} of this ${what} still waits. You stand in for those who were asked: please decide.`,
    /** `people`: admins, as no deputies are named. */
    seeToIt: (peopleMrkdwn: string, what: string, version: number) =>
      `${peopleMrkdwn} version ${version} of this ${what} still waits and its rule names no deputies. Please see to it that it is decided; \`/approvers\` changes who may.`,
    /** `done`: the group that came first. */
    turn: (peopleMrkdwn: string, doneMrkdwn: string, what: string, version: number) =>
      `${peopleMrkdwn} ${doneMrkdwn} has approved version ${version} of this ${what}: it is your turn to review it.`,
    open: 'Open it',
    since: (dateMrkdwn: string) => `Waiting since: ${dateMrkdwn}`,
  },
  rejection: {
    title: 'Reject',
    submit: 'Reject',
    close: buttonsEn.back,
    intro: (version: number) =>
      `Version ${version} is rejected and the job ends; nothing of it goes out. To have it improved, use Request changes.`,
    label: 'Why?',
    hint: 'The person who asked for the draft reads it.',
  },
};

export type ReviewTexts = typeof reviewEn;
