import { readRoleToken, type SigningKey } from '../../platform/role-token.ts';
import { apiWith, DAY_MS, isAccepted, makeToken, RENEW_BEFORE_DAYS } from '../make-token.ts';
import { type PartRow, partsOf } from '../parts.ts';
import { askForSigningKey } from '../signing-key.ts';
import type { SetupContext, Step } from '../step.ts';

/** One token for each part. What is good for two weeks more stays. */
export const mintTokens: Step = {
  name: 'Tokens of the parts',
  async run(context) {
    const made: string[] = [];
    let replaced = false;
    let key: SigningKey | undefined;
    for (const part of partsOf(context.answers.known)) {
      const old = context.answers.known[part.variable];
      if (old !== undefined) context.answers.keepSecret(old);
      if (old !== undefined && (await isGood(context, part, old))) {
        context.tokens[part.variable] = old;
        continue;
      }
      key ??= await askForSigningKey(context.answers);
      context.tokens[part.variable] = await makeToken(context.answers, part, key, context);
      made.push(part.name);
      replaced ||= old !== undefined;
    }
    if (made.length === 0) return { state: 'already', note: 'valid for each part' };
    const until = new Date(context.nowMs + context.days * DAY_MS).toISOString().slice(0, 10);
    return {
      state: replaced ? 'changed' : 'done',
      note: `minted for ${made.join(', ')}, valid until ${until}`,
    };
  },
};

async function isGood({ answers, nowMs }: SetupContext, part: PartRow, token: string): Promise<boolean> {
  const read = readRoleToken(token);
  if (read?.role !== part.role || read.expiresAtMs === null) return false;
  if (read.expiresAtMs - nowMs < RENEW_BEFORE_DAYS * DAY_MS) return false;
  return isAccepted(await apiWith(answers, token));
}
