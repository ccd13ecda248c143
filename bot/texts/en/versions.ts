import { buttonsEn } from './answers.ts';

/** What the bot says of the versions of a draft, and of those that a person makes. */
export const versionsEn = {
  versions: {
    /** On a card. */
    editButton: 'Edit',
    open: 'Versions',
    madeBy: {
      agent: 'by the agent',
      edit: (personMrkdwn: string) => `edited by ${personMrkdwn}`,
      restore: (personMrkdwn: string, from: number) => `version ${from} restored by ${personMrkdwn}`,
      pick: (personMrkdwn: string, from: number) => `slides of version ${from} picked by ${personMrkdwn}`,
    },
    /** In place of the buttons; the argument is one of `madeBy`. */
    beingDrawn: (madeByMrkdwn: string) =>
      `The next version is being checked and drawn: ${madeByMrkdwn}. Its card follows in the thread.`,
    why: 'Why:',
    choose: {
      title: 'Edit the draft',
      submit: 'Next',
      close: buttonsEn.back,
      intro: (version: number) =>
        `What do you want to change in version ${version}? Your words become the next version, without an agent; you cannot approve it.`,
      label: 'Choose what to edit',
    },
    edit: {
      title: 'Edit the draft',
      submit: 'Save',
      close: buttonsEn.back,
      intro: (version: number) =>
        `The next version says exactly what stands here instead of version ${version}. The checks run again.`,
      reason: 'Why? (for the list of versions)',
      reasonHint: 'Those who approve read it on the card.',
      working: 'Saving your version takes longer than usual.',
      started: 'Saved. The next version is being checked and drawn; its card follows in the thread.',
    },
    titles: 'Title, meta description, keywords',
    postAndTitle: 'Post and title of the file',
    fields: {
      title: 'Title',
      heading: 'Heading',
      markdown: 'Text (Markdown; [^1] cites the first quote of this part)',
      deckTitle: 'Title of the file',
      hook: 'Post: first line',
      postBody: 'Post: text',
      hashtags: 'Post: hashtags',
      slide: {
        kicker: 'Line above the title',
        title: 'Title',
        subtitle: 'Subtitle',
        quote: 'Quote (word for word from its source)',
        author: 'Author',
        role: 'Who that is',
        body: 'Text',
        heading: 'Heading',
        value: 'Figure',
        label: 'What it counts',
        items: 'Items, a line each',
        steps: 'Step',
        numbers: 'Number',
        bars: 'Bar',
        left: 'Left',
        right: 'Right',
        unit: 'Unit',
        source: 'Source',
        action: 'Call to action',
      },
    },
    errors: {
      empty: 'This field cannot be empty.',
      tooLong: (max: number) => `Up to ${max.toLocaleString('en')} characters are accepted here.`,
      unknownMark: (mark: string, quotes: number) =>
        quotes === 0
          ? `There is no quote [^${mark}]: this part has none. Take the mark out, or ask for a source by Request changes.`
          : `There is no quote [^${mark}]: this part has [^1] to [^${quotes}]. Take the mark out, or ask for a source by Request changes.`,
      chooseOne: 'Choose at least one.',
      tooMany: 'A form has no room for so many. Choose fewer; the others can be edited afterwards.',
      notRecorded: 'Not saved: the database did not answer. Send it again; it counts only once.',
      notPossible: 'Not saved: an edit changes texts, and the draft must keep its slides, parts and quotes.',
    },
    whyNot: {
      notAllowed: 'Only the person who asked for the draft and its approvers make versions of it.',
      superseded: (version: number, current: number) =>
        `Version ${version} was superseded by version ${current} meanwhile, so that nothing was saved. Copy your text and click Edit on the card of version ${current}.`,
      busy: 'The draft is being worked on right now, so that nothing was saved. Keep your text and try again on the card that follows.',
      ended: (status: string) => `Nothing was saved, because the job has ended: ${status}.`,
      unchanged: 'Nothing changed: the text is that of the version that waits.',
    },
    notRead: 'The versions could not be read: the database did not answer. Click again.',
    guest: 'Guests do not see the versions of drafts.',
    view: {
      title: 'Versions',
      close: 'Close',
      howToChange: 'Restore and Pick slides make a new version; the ones before stay in this list.',
      readOnly: 'While the draft waits for review, its requester and approvers can restore versions here.',
      status: {
        proposed: 'waits for review',
        superseded: 'superseded',
        approved: 'approved',
        rejected: 'rejected',
      },
      writers: (peopleMrkdwn: string) => `with words by ${peopleMrkdwn}`,
      difference: (before: number) => `Difference to v${before}`,
      restore: (version: number) => `Restore v${version}`,
      pick: 'Pick slides',
      confirmRestore: (version: number, next: number) => ({
        title: 'Restore this version?',
        text: `Version ${next} will say what version ${version} says. It is checked and drawn again, and needs its own approval.`,
        confirm: 'Restore',
        deny: 'Keep',
      }),
      restoring: (version: number, next: number) =>
        `Version ${next} is being drawn from version ${version}. Its card follows in the thread.`,
      more: (n: number) => `and ${n} older ${n === 1 ? 'version' : 'versions'}`,
      between: (from: number, to: number) => `From version ${from} to version ${to}`,
      comparison: (from: number, to: number) => `Before and after: version ${from} and version ${to}`,
      slideOf: (slide: number, version: number) => `Slide ${slide} of version ${version}`,
      same: 'The texts of both versions are the same.',
      back: 'All versions',
    },
    pick: {
      title: 'Pick slides',
      submit: 'Take them',
      close: buttonsEn.back,
      intro: (from: number, current: number) =>
        `What you choose of version ${from} takes its place in version ${current} and makes the next version.`,
      label: 'Take from that version',
      slide: (from: number, at: number, title: string) =>
        from === at ? `Slide ${from}: ${title}` : `Slide ${from} in place of slide ${at}: ${title}`,
      post: 'The post',
      nothing: (from: number, current: number) =>
        `Version ${from} has no slide that version ${current} does not have.`,
    },
  },
};
