import type { JobError, JobView } from '../../../ports/content.ts';
import {
  languageName,
  missingWords,
  paramsOf,
  triedInVain,
  unreadPages,
  whyNothing,
} from '../error-details.ts';
import { fileType } from '../file-types.ts';
import { pictureWords } from '../picture-words.ts';
import { enrichmentEn } from './enrichment.ts';
import { modelFailureEn } from './model-failure.ts';
import { researchEn } from './research.ts';
import { searchFailureEn, searchFaultEn } from './search-failure.ts';
import { unreadEn } from './unread.ts';

const tried = {
  tried: 'I tried',
  more: (n: number) => `and ${n} more`,
  places: researchEn.questions.places,
  fault: searchFaultEn,
  unread: (code: string) => unreadEn(code),
};

/** Whom to ask, and what they type. */
const askAdmin =
  'If it stays, an admin (/approvers shows who is one) runs npm run doctor, where Greenlight is installed.';

/** What a job's error means for the person who reads it; every code that agents and SQL use. */
export function explainInEnglish(
  error: JobError,
  topic: string,
  type: JobView['type'],
  attempts: number,
): { happened: string; todo: string } {
  const missing = missingWords(error, 'What is missing');
  const model = modelFailureEn(error, attempts) ?? searchFailureEn(error);
  if (model) return model;
  switch (error.code) {
    case 'no_evidence':
      return {
        happened: `I found nothing about "${topic}" in the team's knowledge base.${missing}${unreadPages(error, 'I could not read', unreadEn)}`,
        todo: 'Add documents about it with /knowledge add and click Retry, or ask with other words. Nothing was invented.',
      };
    case 'not_enough_evidence':
      return {
        happened: `Not enough evidence: what I found does not answer "${topic}", so there is no report.${triedInVain(error, tried)}${unreadPages(error, 'I could not read', unreadEn)}`,
        todo: 'Add documents about it with /knowledge add and click Retry, or ask again with other words or with pages to read. Nothing was invented.',
      };
    case 'nothing_found':
      return {
        happened: `${enrichmentEn.nothingFound(paramsOf(error).records ?? 0)}${whyNothing(error, (n, code) => enrichmentEn.unread(n, enrichmentEn.why(code)))}`,
        todo: 'Give the leads a website, or choose others. Nothing was invented, and no lead was changed.',
      };
    case 'no_subject':
      return {
        happened: 'This brief names nothing that can be looked for.',
        todo: 'Send the command again with what it is about, e.g. a process, a material or a standard.',
      };
    case 'discarded':
      return { happened: 'The proposal was discarded.', todo: 'Send the command again with other words.' };
    case 'draft_checks':
      return {
        happened:
          'The draft did not pass its checks (claims, lengths, house rules or legibility), even after corrections.',
        todo: 'Click Retry, or narrow the topic so that the knowledge base covers it.',
      };
    case 'budget_cap':
      return {
        happened: capReached(error),
        todo: 'An admin raises it with /budget set; /approvers shows who is one. Then click Retry: what is paid is not paid again.',
      };
    case 'no_brand_kit':
    case 'no_house_rules':
      return {
        happened: 'This team has no brand kit or no house rules yet, and without them nothing is drafted.',
        todo: 'An admin sets them with /knowledge brand and /knowledge rules; then click Retry.',
      };
    case 'graph_version':
      return {
        happened: 'This job was begun by another version of Greenlight and cannot go on with this one.',
        todo: 'Send the command again.',
      };
    case 'channel_unreachable':
      return {
        happened: 'I could not post in the channel.',
        todo: 'Write /invite @Greenlight there and send the command again.',
      };
    case 'worker_lost':
      return {
        happened: `The work broke off${attempts > 1 ? ` in each of ${attempts} tries` : ''}.`,
        todo: `Click Retry. ${askAdmin}`,
      };
    case 'other_language': {
      if (type === 'knowledge') break;
      const name = languageName(paramsOf(error).language, 'en');
      return {
        happened: `I write in Portuguese and English, and this brief ${name ? `reads like ${name}` : 'is in neither'}.`,
        todo: 'Send the command again with the brief in one of the two, or choose the language in the form.',
      };
    }
    case 'private_address':
    case 'bad_url':
    case 'redirect_loop':
      return unread(error, topic, 'Give another address, or upload the document with /knowledge add.');
    case 'content_type': {
      const saveAs = fileType(paramsOf(error).type)?.saveAs;
      return unread(
        error,
        topic,
        saveAs
          ? `Open it, save it as ${saveAs} and add it again with /knowledge add.`
          : 'Give another address, or upload the document with /knowledge add.',
      );
    }
    case 'refused_by_robots':
      return paramsOf(error).reason === 'robots_unavailable'
        ? unread(error, topic, 'Click Retry later, or save it and upload the file with /knowledge add.')
        : unread(error, topic, 'If you may use it, save it and upload the file with /knowledge add.');
    case 'http_status':
    case 'not_reachable':
    case 'timeout':
      return unread(error, topic, 'Open the address in a browser to see whether it works, then click Retry.');
    case 'too_large':
      return unread(error, topic, 'Split it, or add only the part that matters.');
    case 'encrypted_pdf':
      return unread(error, topic, 'Save it without a password and add it again.');
    case 'no_text':
      return ['scanned', 'empty'].includes(paramsOf(error).reason ?? 'empty')
        ? unread(error, topic, 'Run text recognition over it, or paste its text with /knowledge add.')
        : unread(error, topic, 'Open it in a browser; if it has text there, paste it with /knowledge add.');
    case 'zip_bomb':
    case 'unreadable_file':
      return unread(error, topic, 'Save it anew as PDF, DOCX, Markdown, text, CSV or HTML and add it again.');
    case 'material_gone':
      return {
        happened:
          'What was written in the thread is no longer kept for this job: it is kept for a day until it is read.',
        todo: 'Choose "Draft from this thread" again.',
      };
    case 'upload_gone':
      return unread(error, topic, 'Add it again with /knowledge add.');
    case 'bad_picture':
      return pictureWords(paramsOf(error), 'en');
    case 'bad_logo':
      return {
        happened: `The logo cannot be used: ${logoReason(paramsOf(error).reason)}.`,
        todo: 'Propose the brand kit again with /knowledge brand and a logo in plain SVG, without scripts and links, or in PNG.',
      };
    case 'bad_brief':
      return {
        happened: 'The command was stored in a form that cannot be used.',
        todo: `Send the command again. ${askAdmin}`,
      };
    case 'database_unavailable':
      return {
        happened: 'The database did not answer.',
        todo: 'Click Retry; the work goes on from the step that failed.',
      };
    case 'incomplete':
      return {
        happened: 'The work ended before there was a draft.',
        todo: `Send the command again. ${askAdmin}`,
      };
    case 'internal':
      return {
        happened: 'Something unexpected happened on our side; it was written down.',
        todo: `Click Retry; the work goes on from the step that failed. ${askAdmin}`,
      };
    case 'draft_mismatch':
      return {
        happened: 'The decision was for another text than the one that is here.',
        todo: `Nothing was made final. Send the command again. ${askAdmin}`,
      };
    default:
  }
  if (error.code === 'other_language') {
    return unread(error, topic, 'Add a Portuguese or English edition of it.');
  }
  return {
    happened: `Something unexpected happened (${error.code}).`,
    todo: `Another try would end the same. Send the command again later. ${askAdmin}`,
  };
}

function capReached(error: JobError): string {
  const { scope, unit, cap, spent } = paramsOf(error);
  const scopes: Record<string, string> = {
    job: 'of this job',
    person_day: 'of one person and day',
    month: 'of the month',
  };
  const amount = (n: number) =>
    unit === 'tokens' ? `${n.toLocaleString('en')} tokens` : `USD ${n.toFixed(2)}`;
  if (!scope || cap == null) return 'A spending cap is reached.';
  return `The cap ${scopes[scope] ?? ''} is reached: the next call would pass ${amount(cap)}; ${amount(spent ?? 0)} are spent or reserved.`;
}

function unread(error: JobError, topic: string, todo: string): { happened: string; todo: string } {
  return { happened: `I could not read "${topic}": ${unreadEn(error.code, paramsOf(error))}.`, todo };
}

function logoReason(reason: string | null | undefined): string {
  switch (reason) {
    case 'active':
      return 'it carries code, not only a picture';
    case 'external':
      return 'it loads something from elsewhere';
    case 'too_complex':
      return 'it would take too long to draw: filters, markers, dashed lines, or too many parts';
    case 'blank':
      return 'nothing of it can be seen';
    default:
      return 'it cannot be drawn';
  }
}
