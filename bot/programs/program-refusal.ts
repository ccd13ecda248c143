import { ExpectedError, isExpected } from '../../platform/errors.ts';
import { noAnswer } from '../asking/no-answer.ts';

/** Why a program's request is not done: a stable code, and one sentence that says what is accepted. */
export class ProgramRefusal extends ExpectedError {
  override readonly name = 'ProgramRefusal';
  readonly status: number;
  readonly headers: Record<string, string>;

  constructor(status: number, code: string, message: string, headers: Record<string, string> = {}) {
    super(code, message);
    this.status = status;
    this.headers = headers;
  }
}

/** After which the same request may be sent again, s. */
const AGAIN_S = 5;

export const again = (code: string, message: string, retryAfterS = AGAIN_S): ProgramRefusal =>
  new ProgramRefusal(503, code, message, { 'retry-after': String(retryAfterS) });

/** What the database refuses, by its code, with the status and the words that a program gets. */
const refusals = {
  token_ended: [401, 'This token has expired or was revoked; its owner mints another with "npm run token".'],
  may_not_start: [403, 'This token may read jobs and not start them; one minted with "start" does.'],
  type_not_in_scope: [
    403,
    'This token may not start jobs of this type; accepted are the types that it was minted for.',
  ],
  person_not_in_scope: [
    403,
    'This token may not name this person; accepted are the people that it was minted for.',
  ],
  channel_not_in_scope: [
    403,
    'This token may not name this channel; accepted are the channels that it was minted for.',
  ],
  person_not_allowed: [
    403,
    'This person may not start jobs: accepted are members of the workspace, but guests and deactivated people.',
  ],
  owner_not_allowed: [
    403,
    'The owner of this token is a guest or deactivated; accepted is a token of a member, who mints one with "npm run token".',
  ],
  key_reused: [
    409,
    'This Idempotency-Key stands for another request; accepted is a key of its own for each job.',
  ],
  named_may_not: [
    409,
    'This approver may not approve it: accepted is a person of the rule who is neither the person named nor the owner of the token.',
  ],
  bad_brief: [400, 'brief.topic must be a text of 1 to 2000 characters.'],
  from_unknown: [
    409,
    'There is no such job in "from"; accepted is the id of an approved research of the team.',
  ],
  from_other_team: [
    409,
    'There is no such job in "from"; accepted is the id of an approved research of the team.',
  ],
  from_no_research: [409, 'The job in "from" is no research; accepted is the id of an approved one.'],
  from_not_approved: [409, 'The research in "from" is not approved yet; accepted is an approved one.'],
  from_rejected: [409, 'The research in "from" was rejected; accepted is an approved one.'],
  from_stopped: [409, 'The research in "from" ended without a report; accepted is an approved one.'],
  database_unavailable: [
    503,
    'Whether this was done is not known; send the same request again with the same Idempotency-Key.',
  ],
} satisfies Record<string, [status: number, message: string]>;

type RefusalCode = keyof typeof refusals;

/** The refusal that a failure stands for: our own, or the database's in our words; null: a fault of ours. */
export function asRefusal(error: unknown): ProgramRefusal | null {
  if (error instanceof ProgramRefusal) return error;
  if (noAnswer(error)) return refusalFor('database_unavailable');
  return isExpected(error) && Object.hasOwn(refusals, error.code)
    ? refusalFor(error.code as RefusalCode)
    : null;
}

export function refusalFor(code: RefusalCode): ProgramRefusal {
  const [status, message] = refusals[code];
  return status === 503 ? again('try_again', message) : new ProgramRefusal(status, code, message);
}
