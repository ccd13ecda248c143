/** Why a call of the language model came to nothing. */
const modelFailureCodes = [
  /** Down, or the way to it is. */
  'model_unavailable',
  /** Asks for fewer calls, or has no room now. */
  'model_busy',
  /** The account has no money, or its budget is spent. */
  'model_no_credit',
  'model_refused_key',
  /** The model or a filter of the endpoint will not answer this. */
  'model_refused_request',
  'model_not_found',
  /** What answers is a web page, or no endpoint of models. */
  'model_wrong_address',
  /** Prompt and answer are longer than the model takes. */
  'model_context_full',
  'model_bad_request',
] as const;
export type ModelFailureCode = (typeof modelFailureCodes)[number];

/** Why a search of the web came to no answer. */
const searchFailureCodes = [
  /** Down, silent, or the way to it is broken; or all its own engines failed. */
  'search_unavailable',
  /** Asks for fewer searches. */
  'search_busy',
  /** The account has no credit left, or its plan for the month is used up. */
  'search_no_credit',
  'search_refused_key',
  /** What answers is a page, or something that leads elsewhere, and no search. */
  'search_wrong_address',
  /** SearXNG answers, and is not set up to answer in JSON. */
  'search_no_json',
  /** Refuses the request, or answers in a form that is not its own. */
  'search_bad_answer',
] as const;
export type SearchFailureCode = (typeof searchFailureCodes)[number];

/**
 * Why agents end a job without a draft, or do not read a page or a file. The bot has words for each of them in every
 * language; SQL and the runner add codes of their own (`worker_lost`, `channel_unreachable`), which have words as well.
 */
export const failureCodes = [
  ...modelFailureCodes,
  /** Nothing that can be used, also after corrections. */
  'model_invalid_answer',
  /** Ended at its limit of tokens, also at the largest. */
  'model_cut_off',
  ...searchFailureCodes,
  'no_evidence',
  /** No record of a batch has a value. */
  'nothing_found',
  'not_enough_evidence',
  /** The brief names nothing to look for. */
  'no_subject',
  'draft_checks',
  'budget_cap',
  'bad_brief',
  'other_language',
  /** A person discarded what was proposed. */
  'discarded',
  'graph_version',
  /** The decision is for another text. */
  'draft_mismatch',
  /** The graph stopped without waiting for anything. */
  'incomplete',
  'bad_logo',
  'bad_picture',
  'bad_url',
  'private_address',
  'redirect_loop',
  'refused_by_robots',
  'http_status',
  'not_reachable',
  'timeout',
  'content_type',
  'too_large',
  'encrypted_pdf',
  'no_text',
  'zip_bomb',
  'unreadable_file',
  'upload_gone',
  /** What came with the brief of a draft. */
  'material_gone',
] as const;
export type FailureCode = (typeof failureCodes)[number];
