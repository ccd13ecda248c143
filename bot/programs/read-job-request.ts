import { createHash } from 'node:crypto';
import { z } from 'zod';
import { briefLength, languages, type ProgramType, programTypes } from '../../ports/content.ts';
import { typedWords } from '../asking/plain-words.ts';
import { urlOf } from '../drafts/addresses-in.ts';
import { type DraftKind, draftKinds } from '../drafts/draft-kinds.ts';
import { clip } from '../slack/blocks.ts';
import { ProgramRefusal } from './program-refusal.ts';

/** What a program asks for, every field in order. */
export interface JobRequest {
  type: ProgramType;
  brief: object & { topic: string };
  person: string;
  channel: string;
  approver: string | null;
  from: string | null;
  /** Of what was sent, in any order of its fields: one key stands for one of these. */
  sha256: string;
}

/**
 * Reads the body of POST /jobs. Pure.
 *
 * @throws {ProgramRefusal} `bad_json`, or `bad_request` with the first field that is wrong and what is accepted.
 */
export function readJobRequest(body: string): JobRequest {
  const given = parsed(body);
  const type = programTypes.find((known) => known === (given as { type?: unknown } | null)?.type);
  if (type === undefined) throw bad(`type must be one of ${programTypes.join(', ')}`);
  const kind = draftKinds[type];
  const read = requests[type].safeParse(given);
  if (!read.success) throw bad(faultOf(read.error.issues[0], kind));
  const { brief, person, channel, approver, from } = read.data;
  const job = kind.job({
    topic: brief.topic,
    audience: brief.audience ?? null,
    language: brief.language ?? null,
    length: brief[kind.length.field] ?? null,
    tone: brief.tone ?? null,
    keywords: brief.keywords ?? null,
    call_to_action: brief.call_to_action ?? null,
    urls: [...new Set(brief.addresses ?? [])],
  });
  return {
    type,
    brief: job.brief,
    person,
    channel,
    approver: approver ?? null,
    from: from ?? null,
    sha256: createHash('sha256').update(canonical(given)).digest('hex'),
  };
}

const must = (what: string) => ({ error: `must be ${what}` });

function words(most: number) {
  const accepted = must(`a text of 1 to ${most} characters`);
  return z
    .string(accepted)
    .transform((text) => typedWords(text.toWellFormed()))
    .refine((text) => text !== '' && [...text].length <= most, accepted);
}

function id(pattern: RegExp, what: string) {
  return z.string(must(what)).regex(pattern, must(what));
}

const person = id(/^[UW][A-Z0-9]{1,30}$/, 'a Slack user id such as U012ABCDEF');
const channel = id(/^[CG][A-Z0-9]{1,30}$/, 'the Slack id of a channel such as C012ABCDEF');
const jobId = id(/^[A-Za-z0-9-]{1,64}$/, 'the id of an approved research');
const webAddress = z
  .string(must('a web address'))
  .max(2000, must('a web address of at most 2000 characters'))
  .transform((written, context) => {
    const url = urlOf(written.trim());
    if (url !== null && url.length <= 2000) return url;
    context.addIssue({ code: 'custom', message: 'must be a web address such as https://example.com/page' });
    return z.NEVER;
  });

/** Fields of a brief, as far as a kind of draft has them. */
function briefOf(kind: DraftKind) {
  const { min, max } = kind.length;
  const length = must(`a whole number from ${min} to ${max}`);
  const count = z.int(length).min(min, length).max(max, length).nullish();
  const addresses = must(`a list of at most ${kind.mostUrls} web addresses`);
  const all = {
    topic: words(briefLength.max),
    audience: words(briefLength.field).nullish(),
    language: z.enum(languages, must(`one of ${languages.join(', ')}`)).nullish(),
    slides: count,
    words: count,
    rounds: count,
    tone: words(briefLength.field).nullish(),
    keywords: words(briefLength.field).nullish(),
    call_to_action: words(briefLength.field).nullish(),
    addresses: z.array(webAddress, addresses).max(kind.mostUrls, addresses).nullish(),
  };
  const own = new Set<string>(['topic', ...kind.fields]);
  const others = Object.keys(all).filter((name) => !own.has(name)) as (keyof typeof all)[];
  // Of a strict object, so that what is left out is refused by its name.
  const omitted = Object.fromEntries(others.map((name) => [name, true])) as Record<never, true>;
  return z.strictObject(all, must('an object with a topic')).omit(omitted);
}

function requestOf(kind: DraftKind) {
  return z.strictObject(
    {
      type: z.literal(kind.type),
      person,
      channel,
      approver: person.nullish(),
      from: kind.fromReport ? jobId.nullish() : z.null({ error: 'has no place in a research' }).optional(),
      brief: briefOf(kind),
    },
    must('an object'),
  );
}

const requests = {
  carousel: requestOf(draftKinds.carousel),
  blog: requestOf(draftKinds.blog),
  research: requestOf(draftKinds.research),
} as const;

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    throw new ProgramRefusal(
      400,
      'bad_json',
      'The body must be JSON, an object with type, person, channel and brief.',
    );
  }
}

function bad(fault: string): ProgramRefusal {
  return new ProgramRefusal(400, 'bad_request', `Cannot start a job: ${fault}.`);
}

function faultOf(issue: z.core.$ZodIssue | undefined, kind: DraftKind): string {
  const where = issue?.path.join('.') ?? '';
  if (issue?.code === 'unrecognized_keys') {
    const shape = where === '' ? requests[kind.type].shape : requests[kind.type].shape.brief.shape;
    const key = clip(JSON.stringify(issue.keys[0] ?? ''), 60);
    return `${key} is no field of ${where || `a ${kind.type}`}; accepted: ${Object.keys(shape).join(', ')}`;
  }
  return `${where || 'the body'} ${issue?.message ?? 'cannot be read'}`;
}

/** JSON with the fields of each object in one order. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const fields = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${fields.map(([name, inner]) => `${JSON.stringify(name)}:${canonical(inner)}`).join(',')}}`;
}
