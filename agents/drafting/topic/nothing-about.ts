import { JobFailure } from '../../runner/job-failure.ts';

/** The end of a job whose subject no document treats: `terms_missing` says what a person would have to add. */
export function nothingAbout(
  { names, message }: { names: string[]; message: string },
  topic: string,
  more: Record<string, unknown> = {},
): JobFailure {
  return new JobFailure('no_evidence', `The knowledge base does not carry this topic: ${message}`, {
    params: { topic, terms_missing: names, ...more },
  });
}
