import type { Log } from '../../../platform/log.ts';
import type { Judge } from '../network.ts';
import { checkWrite, defaultTolerance, type Tolerance } from './check-write.ts';
import { type Law, noLaw, type ReadLaw } from './law.ts';

const HISTORY_MS = 30 * 86_400_000;

/** @param readLaw What people decided; without it only what the wire shows is judged. */
export function createJudge(options: {
  log: Log;
  readLaw?: ReadLaw | undefined;
  tolerance?: Partial<Tolerance> | undefined;
}): Judge {
  const tolerance = { ...defaultTolerance, ...options.tolerance };
  return async (net, call) => {
    const account = net.accounts.get(call.account_id ?? '');
    const person = net.people.get(call.person_id ?? '');
    if (!account) return;
    const asked = person && {
      account_id: account.id,
      kind: call.kind,
      provider_id: person.provider_id,
      public_identifier: person.public_identifier,
      text: call.text,
    };
    const law = asked && options.readLaw ? await readOrNone(options.readLaw(asked), options.log) : noLaw;
    const personId = call.person_id ?? '';
    const findings = checkWrite(
      {
        call,
        account,
        earlier: net.calls.ofAccountBefore(account.id, call.id, call.at - HISTORY_MS),
        toPerson: net.calls.toPersonBefore(personId, call.id),
        relation: net.people.relation(account.id, personId) ?? null,
        invitation: net.invitations.latest(account.id, personId) ?? null,
        pending: net.invitations.of(account.id).filter((i) => i.status === 'PENDING' && i.by === 'api')
          .length,
        replies: net.chats.saidBy(personId),
        law: { ...law, rules: account.rules ?? law.rules },
      },
      tolerance,
    );
    for (const { rule, message } of findings) {
      net.calls.addBreach({ at: call.at, rule, account_id: account.id, call_id: call.id, message });
      options.log.error('linkedin_breach', { code: rule, count: call.id });
    }
  };
}

/** The judge is no part of LinkedIn: what it cannot read must not change how LinkedIn answers. */
async function readOrNone(reading: Promise<Law>, log: Log): Promise<Law> {
  try {
    return await reading;
  } catch (error) {
    log.error('linkedin_law_unreadable', { error });
    return noLaw;
  }
}
