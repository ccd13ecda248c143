import { reasonLength } from '../../../ports/content.ts';

const claims = (n: number): string => `${n} ${n === 1 ? 'claim' : 'claims'}`;

/** What the bot says of claims, their quotes and what became of them. */
export const evidenceEn = {
  evidence: {
    /** On a card: what code found; what a model judged has a line of its own. */
    line: (total: number, verified: number, repaired: number, unverified: number) =>
      `Checked by code: ${claims(total)}: ${verified} verified, ${repaired} repaired, ${unverified} unverified.`,
    noClaims: 'Checked by code: no sentence of this version rests on a quote.',
    open: 'Evidence',
    /** Above the claims that have lost what they rest on. */
    lost: 'Evidence that was taken back since:',
    withdrawn: (title: string) => `its source “${title}” was removed from the knowledge base`,
    retracted: (reason: string) => `an approver retracted it: “${reason}”`,
    retractedBy: (personMrkdwn: string, dateMrkdwn: string) => `Retracted by ${personMrkdwn} (${dateMrkdwn})`,
    /** Before the buttons: approving takes one step more. */
    needsReason: 'Approve asks for a reason, as evidence is missing or was taken back.',
    view: {
      title: 'Evidence',
      close: 'Close',
      facts: (version: number, shown: number, total: number) =>
        `Version ${version} · ${shown} of ${claims(total)}`,
      page: (page: number, of: number) => `Page ${page} of ${of}`,
      claim: 'Claim',
      quote: 'Quote',
      noQuote: 'No quote of it was found in a source.',
      status: { verified: '✓ verified', repaired: '✓ repaired', unverified: '✗ unverified' },
      /** By a model, or by the offline writer's comparison of words: apart from what code found. */
      support: {
        supported: 'judgement: supported by the quote',
        partly: 'judgement: supported in part',
        not: 'judgement: not supported by the quote',
        by_hand: 'a person’s own words: not judged',
      },
      readAt: (dateMrkdwn: string) => `read: ${dateMrkdwn}`,
      moreQuotes: (n: number) => `and ${n} more ${n === 1 ? 'quote' : 'quotes'}; evidence.json has them`,
      found: 'What the checks found:',
      /** Numbers, dates and names. */
      given: (list: string) =>
        `Not looked for in sources, as people gave it or it counts what stands there: ${list}`,
      onlyDoubtful: (n: number) => `Only what needs a look (${n})`,
      all: 'All claims',
      previous: 'Previous',
      next: 'Next',
      retract: 'Retract this claim',
      empty: 'No claim of this version needs a look.',
      none: 'This version names no claims: it was made before they were kept, or rests on no source.',
      guest: 'Guests do not see the evidence of drafts.',
      notFound: 'This card belongs to a draft that no longer exists.',
      notRead: 'The evidence could not be read: the database did not answer. Click again.',
      superseded: (version: number, current: number) =>
        `This is the evidence of version ${version}; the current one is version ${current}.`,
    },
    override: {
      title: 'Approve with a reason',
      submit: 'Approve',
      close: 'Back',
      intro: (version: number) =>
        `Version ${version} has claims that the checks could not verify. It goes out as it is if you approve it:`,
      counts: (unverified: number, unsupported: number, withdrawn: number, retracted: number) =>
        [
          ...(unverified > 0 ? [`${unverified} unverified`] : []),
          ...(unsupported > 0 ? [`${unsupported} judged as not supported by the quote`] : []),
          ...(withdrawn > 0 ? [`${withdrawn} with a source that was removed`] : []),
          ...(retracted > 0 ? [`${retracted} retracted`] : []),
        ].join(' · '),
      more: (n: number) => `and ${n} more; Evidence on the card shows all`,
      label: 'Why may it go out all the same?',
      hint: `${reasonLength.min} to ${reasonLength.max} characters. The reason is kept and shown under your approval.`,
      errors: {
        length: (length: number) =>
          `${length} characters; ${reasonLength.min} to ${reasonLength.max} are accepted.`,
      },
    },
    /** Under who approved. */
    approvedDespite: (personMrkdwn: string, countsText: string) =>
      `${personMrkdwn} approved it in spite of: ${countsText}. Reason:`,
    retraction: {
      title: 'Retract a claim',
      submit: 'Retract',
      close: 'Back',
      intro:
        'The quotes of this claim no longer count in any draft of this team. Open drafts with them ask for a reason before they are approved; of approved ones the approvers are told. This cannot be undone.',
      label: 'What is wrong with it?',
      hint: `${reasonLength.min} to ${reasonLength.max} characters. Shown to those who decide.`,
      done: 'The claim is retracted. Drafts that rest on its quotes say so.',
      already: 'The quotes of this claim were retracted before. Nothing was changed.',
      notAllowed: 'Only those who may approve can retract a claim. Nothing was changed.',
      notFound: 'This claim belongs to a draft that no longer exists. Nothing was changed.',
      noQuotes: 'No quote of this claim was found in a source, so there is nothing to retract.',
    },
    /** In the thread of an approved draft, to those who may approve. */
    notice: {
      withdrawn: (peopleMrkdwn: string, what: string, personMrkdwn: string) =>
        `${peopleMrkdwn} this ${what} is approved, and a source that it cites was removed from the knowledge base by ${personMrkdwn} afterwards:`,
      retracted: (peopleMrkdwn: string, what: string, personMrkdwn: string) =>
        `${peopleMrkdwn} this ${what} is approved, and ${personMrkdwn} has retracted evidence that it cites:`,
      claims: 'It carries these claims:',
      todo: 'If it is published, decide whether to correct it. Nothing was changed.',
    },
  },
};
