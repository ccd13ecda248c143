import { WAKE_HEADER } from '../../platform/wake/wake-route.ts';
import { whyNoAnswer } from '../../setup/call-rpc.ts';
import { type Check, type Finding, fail, has, ok } from '../check.ts';

/** A part that sleeps starts before it answers. */
const DEADLINE_MS = 20_000;
/** More than a wake may say: the secret is looked at, and nothing is woken. */
const TOO_LONG = 'x'.repeat(2000);
const parts = { bot: 'BOT_WAKE_URL', agents: 'AGENTS_WAKE_URL', governor: 'GOVERNOR_WAKE_URL' };

/** Parts that these settings wake are reached and take the secret. What else they lack, the configuration's check says. */
export const wake: Check = {
  name: 'wake',
  applies: (subject) =>
    subject.mode === 'production' &&
    has(subject, 'WAKE_SECRET') &&
    (subject.env.SLEEPS === 'true' || Object.values(parts).some((name) => has(subject, name))),
  async run({ subject: { env } }) {
    const named = Object.entries(parts).filter(([, name]) => env[name] !== undefined);
    if (named.length === 0)
      return {
        status: 'skip',
        note: 'it sleeps and wakes no other part: the scheduler alone wakes the bot for what it made, up to five minutes later',
        fix: 'Set BOT_WAKE_URL: deploy/README.md, "Cloud Run, scaled to zero".',
      };
    return Promise.all(
      named.map(([part, name]) => reach(part, name, env[name] ?? '', env.WAKE_SECRET ?? '')),
    );
  },
};

async function reach(part: string, name: string, address: string, secret: string): Promise<Finding> {
  if (!URL.canParse(address)) return fail(`${name} is no address`, 'Write it as https://host.');
  const url = new URL('/wake', address).href;
  try {
    const { status } = await fetch(url, {
      method: 'POST',
      headers: { [WAKE_HEADER]: secret },
      body: TOO_LONG,
      redirect: 'manual',
      signal: AbortSignal.timeout(DEADLINE_MS),
    });
    if (status === 413) return ok(`${part}: ${url} takes WAKE_SECRET`);
    if (status === 401)
      return fail(
        `${part}: ${url} refuses WAKE_SECRET`,
        'All parts need the same one; where the host asks for a token of its own, let all callers in (deploy/README.md).',
      );
    return status === 404
      ? fail(`${part}: ${url} has no /wake`, 'Give that part WAKE_SECRET, restart it, and check the address.')
      : fail(`${part}: ${url} answers ${status}`, `Check ${name} and what stands before that part.`);
  } catch (error) {
    return fail(
      `${part}: ${url} does not answer: ${whyNoAnswer(error)}`,
      `Check ${name}. Until it is reached that part is woken by the scheduler alone, up to five minutes late.`,
    );
  }
}
