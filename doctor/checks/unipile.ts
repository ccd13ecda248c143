import { z } from 'zod';
import { unipileAddress } from '../../platform/config.ts';
import { whyNoAnswer } from '../../setup/call-rpc.ts';
import { questions } from '../../setup/questions.ts';
import { type Check, type Finding, fail, has, ok, warn } from '../check.ts';

const DEADLINE_MS = 10_000;
/** As many as Unipile gives in one answer. */
const LIMIT = 250;
const source = z.object({ status: z.string() });
const accountList = z.object({
  items: z.array(z.object({ type: z.string().nullish(), sources: z.array(source).nullish() })),
});
/** Unipile's words for an account that it can act for. */
const well = ['OK', 'IDLE', 'CREATION_SUCCESS', 'RECONNECTED', 'SYNC_SUCCESS'];

/** Unipile answers, takes the key, and says which LinkedIn accounts it can act for. Nothing is sent or changed. */
export const unipile: Check = {
  name: 'Unipile',
  applies: (subject) => has(subject, 'UNIPILE_DSN', 'UNIPILE_API_KEY'),
  async run({ subject }) {
    const { UNIPILE_DSN = '', UNIPILE_API_KEY: key = '' } = subject.env;
    const origin = originOf(UNIPILE_DSN);
    if (origin === null) {
      return fail(`UNIPILE_DSN: ${questions.unipileDsn.fault(UNIPILE_DSN)}`, again(questions.unipileDsn));
    }
    try {
      const response = await fetch(`${origin}/api/v1/accounts?limit=${LIMIT}`, {
        headers: { 'x-api-key': key, accept: 'application/json' },
        // A redirect would carry the key somewhere else.
        redirect: 'error',
        signal: AbortSignal.timeout(DEADLINE_MS),
      });
      const body: unknown = await response.json().catch(() => null);
      return judge(response.status, body, new URL(origin).host);
    } catch (error) {
      return fail(`${origin} does not answer: ${whyNoAnswer(error)}`, again(questions.unipileDsn));
    }
  },
};

/** Its form. Whether Unipile's webhooks show the same value is seen only when one arrives: the governor answers 401. */
export const webhookSecret: Check = {
  name: 'webhook secret',
  applies: (subject) => has(subject, 'UNIPILE_WEBHOOK_SECRET'),
  async run({ subject }) {
    const problem = questions.unipileWebhookSecret.fault(subject.env.UNIPILE_WEBHOOK_SECRET ?? '');
    return problem === null
      ? ok('has the right form; the webhooks at Unipile carry it as Unipile-Auth')
      : fail(problem, 'Choose a longer one, and give the webhooks at Unipile the same.');
  },
};

function judge(status: number, body: unknown, host: string): Finding {
  if (status === 401 || status === 403)
    return fail(`${host} refuses the key (${status})`, again(questions.unipileKey));
  const accounts = status === 200 ? accountList.safeParse(body).data : undefined;
  if (!accounts) {
    return fail(
      `${host} answers ${status}, not with a list of accounts`,
      'Check host and port in UNIPILE_DSN; with 5xx wait and try again.',
    );
  }
  const linkedIn = accounts.items.filter(({ type }) => (type ?? 'LINKEDIN') === 'LINKEDIN');
  const ill = linkedIn.filter(({ sources }) =>
    sources?.some(({ status }) => !well.includes(status.toUpperCase())),
  );
  if (linkedIn.length === 0)
    return warn(
      `${host} takes the key and has no LinkedIn account`,
      'Connect one at dashboard.unipile.com > Accounts.',
    );
  const note = `${host} takes the key; ${linkedIn.length} LinkedIn account(s)`;
  return ill.length === 0
    ? ok(note)
    : warn(
        `${note}, ${ill.length} of them not connected`,
        'Reconnect at dashboard.unipile.com > Accounts; it rests meanwhile.',
      );
}

/** As a start reads it, also where another setting is wrong. */
function originOf(dsn: string): string | null {
  if (questions.unipileDsn.fault(dsn) !== null) return null;
  return new URL(unipileAddress(dsn)).origin;
}

const again = ({ name, where }: { name: string; where: string }) => `Copy ${name} again: ${where}.`;
