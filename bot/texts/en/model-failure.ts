import type { JobError } from '../../../ports/content.ts';
import { modelSaid } from '../error-details.ts';

const later = 'Click Retry in a few minutes; the work goes on from the step that failed.';
const checked = (setting: string) =>
  `An admin (/approvers shows who is one) checks ${setting} with npm run doctor. Then click Retry.`;

/** What a failure of the language model means for the person who reads it; null: it is none. */
export function modelFailureEn(error: JobError, attempts: number): { happened: string; todo: string } | null {
  const tries = attempts > 1 ? ` in ${attempts} tries` : '';
  const { model, said } = modelSaid(error, 'Its endpoint says');
  switch (error.code) {
    case 'model_unavailable':
      return { happened: `The language model did not answer${tries}.`, todo: later };
    case 'model_busy':
      return {
        happened: `The language model takes no more calls for the moment${tries && `,${tries}`}.`,
        todo: later,
      };
    case 'model_no_credit':
      return {
        happened: `The account of the language model has no credit left.${said}`,
        todo: 'Ask an admin (/approvers shows who is one) to add credit, or to raise the limit, where the key of the model comes from. Then click Retry: what is paid is not paid again.',
      };
    case 'model_refused_key':
      return {
        happened: `The language model does not accept the key.${said}`,
        todo: checked('OPENAI_API_KEY'),
      };
    case 'model_not_found':
      return {
        happened: `The language model${model} is not known at its address.${said}`,
        todo: checked('OPENAI_MODEL or OPENAI_BASE_URL'),
      };
    case 'model_wrong_address':
      return {
        happened: `A web page answers at the address of the language model, and no model.${said}`,
        todo: checked('OPENAI_BASE_URL'),
      };
    case 'model_bad_request':
      return {
        happened: `The language model does not take what is sent to it.${said}`,
        todo: checked('OPENAI_MODEL or OPENAI_BASE_URL'),
      };
    case 'model_refused_request':
      return {
        happened: 'The language model refused to write about this.',
        todo: 'Click Retry to ask once more, or ask with other words in a new command.',
      };
    case 'model_context_full':
      return {
        happened: 'What is to be read for this is longer than the language model takes at once.',
        todo: 'Ask for a narrower topic in a new command, or ask an admin for a model that takes more (OPENAI_MODEL).',
      };
    case 'model_cut_off':
      return {
        happened: 'The language model used up its room before its answer was complete, also with more room.',
        todo: 'Ask for fewer slides or words in a new command, or ask an admin for another model (OPENAI_MODEL).',
      };
    case 'model_invalid_answer':
      return {
        happened: 'The language model kept giving answers that could not be used.',
        todo: 'Click Retry; the work goes on from the step that failed. If it stays, ask for less or for a narrower topic.',
      };
    default:
      return null;
  }
}
