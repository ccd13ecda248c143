import { z } from 'zod';
import { UNIPILE_V2, unipileAddress } from '../../platform/config.ts';
import { whyNoAnswer } from '../../setup/call-rpc.ts';
import { questions } from '../../setup/questions.ts';
import { type Check, type Finding, fail, has, ok, type Subject, warn } from '../check.ts';

const DEADLINE_MS = 10_000;
/** As many as Unipile gives in one answer. */
const LIMIT = 250;
const source = z.object({ status: z.string() });
const errorAnswer = z.object({ type: z.string().max(60) });

/** What differs between the versions: where the accounts are, how they look, and Unipile's words for one that works. */
const versions = {
  v1: {
    path: `/api/v1/accounts?limit=${LIMIT}`,
    list: z
      .object({
        items: z.array(z.object({ type: z.string().nullish(), sources: z.array(source).nullish() })),
      })
      .transform(({ items }) =>
        items
          .filter(({ type }) => (type ?? 'LINKEDIN') === 'LINKEDIN')
          .map(({ sources }) => (sources ?? []).map(({ status }) => status.toUpperCase())),
      ),
    well: ['OK', 'IDLE', 'CREATION_SUCCESS', 'RECONNECTED', 'SYNC_SUCCESS'],
    dashboard: 'dashboard.unipile.com',
  },
  v2: {
    path: `/v2/accounts/?provider=linkedin&limit=100`,
    list: z
      .object({ data: z.array(z.object({ status: z.string(), is_locked: z.boolean().nullish() })) })
      .transform(({ data }) => data.map(({ status, is_locked }) => [is_locked ? 'locked' : status])),
    // A part of LinkedIn that does not run is not always the one that is used.
    well: ['running', 'degraded', 'partial'],
    dashboard: 'dashboardv2.unipile.com',
  },
};

/** Unipile answers, takes the key, and says which LinkedIn accounts it can act for. Nothing is sent or changed. */
export const unipile: Check = {
  name: 'Unipile',
  applies: (subject) =>
    has(subject, 'UNIPILE_API_KEY') && (versionOf(subject) === 'v2' || has(subject, 'UNIPILE_DSN')),
  async run({ subject }) {
    const origin = originOf(subject);
    if (origin === null) {
      const { UNIPILE_DSN = '' } = subject.env;
      return fail(
        `UNIPILE_DSN: ${questions.unipileDsn.fault(UNIPILE_DSN, subject.env)}`,
        again(questions.unipileDsn),
      );
    }
    try {
      const { status, body } = await read(subject, origin, versions[versionOf(subject)].path);
      return judge(versionOf(subject), status, body, new URL(origin).host);
    } catch (error) {
      return fail(`${origin} does not answer: ${whyNoAnswer(error)}`, again(questions.unipileDsn));
    }
  },
};

/**
 * Its form; and with V2, where the key sees the endpoints, whether one of them signs with it. Otherwise that is seen only
 * when a webhook arrives: the governor answers 401.
 */
export const webhookSecret: Check = {
  name: 'webhook secret',
  applies: (subject) => has(subject, 'UNIPILE_WEBHOOK_SECRET'),
  async run({ subject }) {
    const { UNIPILE_WEBHOOK_SECRET: secret = '' } = subject.env;
    const isV2 = versionOf(subject) === 'v2';
    const problem = questions.unipileWebhookSecret.fault(secret);
    if (problem !== null) {
      return isV2
        ? fail(problem, again(questions.unipileSigningSecret))
        : fail(problem, 'Choose a longer one, and give the webhooks at Unipile the same.');
    }
    if (!isV2) return ok('has the right form; the webhooks at Unipile carry it as Unipile-Auth');
    const origin = originOf(subject);
    const seen =
      origin === null ? null : await read(subject, origin, '/v2/webhooks/endpoints/').catch(() => null);
    const endpoints = seen?.status === 200 ? endpointList.safeParse(seen.body).data?.data : undefined;
    if (!endpoints) return ok('has the right form; this key does not see the endpoints that sign with it');
    return [
      warn(
        'the key manages the whole application',
        'Make one for the scope of these accounts, which can do no more than the governor needs.',
      ),
      judgeEndpoint(endpoints.find((endpoint) => endpoint.secret === secret)),
    ];
  },
};

const endpoint = z.object({
  secret: z.string(),
  enabled: z.boolean(),
  url: z.string(),
  trigger_events: z.array(z.string()),
});
const endpointList = z.object({ data: z.array(endpoint) });
/** Without them replies, acceptances and lost accounts are found by polling alone. */
const needed = ['message.new', 'relation.new', 'account.status.disconnected', 'account.status.errored'];

function judgeEndpoint(found: z.infer<typeof endpoint> | undefined): Finding {
  if (!found) return fail('no endpoint has this secret', again(questions.unipileSigningSecret));
  const missing = needed.filter((name) => !found.trigger_events.includes(name));
  if (!found.enabled)
    return fail('the endpoint with this secret is switched off', 'Switch it on at Unipile.');
  if (missing.length > 0)
    return warn(`the endpoint with this secret does not tell ${missing.join(', ')}`, 'Add them at Unipile.');
  return found.url.endsWith('/webhooks/unipile')
    ? ok('an endpoint has this secret, and tells what is needed')
    : warn(
        'the endpoint with this secret does not call /webhooks/unipile',
        'Correct its address at Unipile.',
      );
}

function judge(version: keyof typeof versions, status: number, body: unknown, host: string): Finding {
  const { list, well, dashboard } = versions[version];
  if (status === 401 || status === 403) {
    // V2 says why: another version's, over its date, without a subscription.
    const type = version === 'v2' ? errorAnswer.safeParse(body).data?.type : undefined;
    return fail(
      `${host} refuses the key (${[status, type].filter(Boolean).join(' ')})`,
      again(questions.unipileKey),
    );
  }
  const linkedIn = status === 200 ? list.safeParse(body).data : undefined;
  if (!linkedIn) {
    return fail(
      `${host} answers ${status}, not with a list of accounts`,
      'Check UNIPILE_API_VERSION, and host and port in UNIPILE_DSN; with 5xx wait and try again.',
    );
  }
  const ill = linkedIn.filter((words) => words.some((word) => !well.includes(word)));
  if (linkedIn.length === 0)
    return warn(
      `${host} takes the key and has no LinkedIn account`,
      `Connect one at ${dashboard} > Accounts.`,
    );
  const note = `${host} takes the key; ${linkedIn.length} LinkedIn account(s)`;
  return ill.length === 0
    ? ok(note)
    : warn(
        `${note}, ${ill.length} of them not connected`,
        `Reconnect at ${dashboard} > Accounts; it rests meanwhile.`,
      );
}

async function read(
  { env }: Subject,
  origin: string,
  path: string,
): Promise<{ status: number; body: unknown }> {
  const response = await fetch(`${origin}${path}`, {
    headers: {
      'x-api-key': env.UNIPILE_API_KEY ?? '',
      accept: 'application/json',
      'cache-control': 'no-cache',
    },
    // A redirect would carry the key somewhere else.
    redirect: 'error',
    signal: AbortSignal.timeout(DEADLINE_MS),
  });
  return { status: response.status, body: await response.json().catch(() => null) };
}

/** What is no version the check of the configuration says. */
function versionOf({ env }: Subject): keyof typeof versions {
  return env.UNIPILE_API_VERSION === 'v2' ? 'v2' : 'v1';
}

/** As a start reads it, also where another setting is wrong. */
function originOf(subject: Subject): string | null {
  const { UNIPILE_DSN: dsn } = subject.env;
  if (dsn === undefined) return UNIPILE_V2;
  if (questions.unipileDsn.fault(dsn, subject.env) !== null) return null;
  return new URL(unipileAddress(dsn)).origin;
}

const again = ({ name, where }: { name: string; where: string }) => `Copy ${name} again: ${where}.`;
