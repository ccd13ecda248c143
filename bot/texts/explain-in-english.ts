import type { JobError } from '../../ports/content.ts';
import { missingWords } from './error-details.ts';

/** What a job's error means for the person who reads it; every code that agents and SQL use. */
export function explainInEnglish(error: JobError, topic: string): { happened: string; todo: string } {
  const missing = missingWords(error, 'What is missing');
  switch (error.code) {
    case 'no_evidence':
      return {
        happened: `I found nothing about "${topic}" in the team's knowledge base.${missing}`,
        todo: 'Add documents about it to the knowledge base and press Retry, or ask with other words. Nothing was invented.',
      };
    case 'model_unavailable':
      return {
        happened: 'The language model did not answer, even after several tries.',
        todo: 'Press Retry in a few minutes; the work goes on from the step that failed.',
      };
    case 'model_refused_request':
      return {
        happened: 'The language model refused to write about this.',
        todo: 'Ask with other words in a new command.',
      };
    case 'model_invalid_answer':
      return {
        happened: 'The language model kept giving answers that could not be used.',
        todo: 'Press Retry. If it stays, ask with fewer slides or a narrower topic.',
      };
    case 'draft_checks':
      return {
        happened:
          'The draft did not pass its checks (claims, lengths, house rules or legibility), even after repairs.',
        todo: 'Press Retry, or narrow the topic so that the knowledge base covers it.',
      };
    case 'budget_cap':
      return {
        happened: 'A spending cap is reached.',
        todo: 'Ask an admin to raise it, then press Retry; what is paid is not paid again.',
      };
    case 'model_refused_key':
    case 'model_not_found':
    case 'unknown_price':
      return {
        happened: 'The language model is not set up rightly: its key, its name or its price.',
        todo: 'Tell an admin; the log names the setting. Then press Retry.',
      };
    case 'no_brand_kit':
    case 'no_house_rules':
      return {
        happened: 'This team has no brand kit or no house rules yet, and without them nothing is drafted.',
        todo: 'Ask an admin to set them, then press Retry.',
      };
    case 'graph_version':
      return {
        happened: 'The carousel was begun by another version of Greenlight and cannot go on with this one.',
        todo: 'Send the command again.',
      };
    case 'channel_unreachable':
      return {
        happened: 'I could not post in the channel.',
        todo: 'Write /invite @Greenlight there and send the command again.',
      };
    case 'worker_lost':
      return {
        happened: 'The work broke off several times.',
        todo: 'Press Retry. If it stays, tell an admin.',
      };
    default:
      return {
        happened: `Something unexpected happened (${error.code}).`,
        todo: 'Press Retry. If it stays, tell an admin the name in brackets.',
      };
  }
}
