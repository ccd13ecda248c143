import { textOf } from '../outcome.ts';
import type { Profile } from '../provider.ts';
import { ProviderError } from '../provider-error.ts';
import { at, type UnipileRequest } from '../request.ts';
import { classifyError } from './classify-error.ts';
import { userProfile } from './shapes.ts';

interface Person {
  profile: Profile;
  /** They declined, or we took it back: LinkedIn takes no new invitation for three weeks. */
  wasInvited: boolean;
  visitToken: string | null;
}

/** @throws {ProviderError} Also when the answer leaves out what is needed, or is about somebody else. */
export async function readPerson(
  request: UnipileRequest,
  accountId: string,
  person: string,
): Promise<Person> {
  const user = await readUser(request, accountId, person);
  const { network_distance: distance, ...specifics } = user.specifics ?? {};
  const { relation_request_status: status, relation_request: invitation } = specifics;
  // How the two are connected is not known without a distance, nor whose invitation is pending without its type.
  if (distance == null || (status === 'PENDING' && invitation?.type == null)) throw withheld();
  const isOurs = invitation?.type !== 'received';
  const name = textOf([user.first_name, user.last_name].filter(Boolean).join(' '));
  return {
    profile: {
      provider_id: user.id,
      public_id: textOf(user.public_identifier),
      name: name ?? textOf(user.display_name),
      headline: textOf(user.description),
      // Only in sections, each of which is a request to LinkedIn more.
      title: null,
      company: null,
      connected: distance === 'FIRST_DEGREE',
      invitation:
        isOurs && status === 'PENDING' ? 'pending' : isOurs && status === 'WITHDRAWN' ? 'withdrawn' : 'none',
    },
    wasInvited: isOurs && (status === 'WITHDRAWN' || status === 'IGNORED'),
    visitToken: specifics.notify_visit_token ?? null,
  };
}

/** Under load V2 was seen to answer with another member: who answers must be who was asked for. */
async function readUser(request: UnipileRequest, accountId: string, person: string) {
  const call = { method: 'GET', ...at`/${accountId}/users/${person}` } as const;
  for (let attempt = 0; attempt < 2; attempt += 1) {
    const user = await request.read({ ...call, query: { variant: 'linkedin_classic' } }, userProfile);
    if (user.id === person || slug(user.public_identifier) === slug(person)) return user;
  }
  throw new ProviderError(`read ${call.name}`, {
    class: 'permanent_recipient',
    code: 'other_profile',
    message: 'The provider answered twice with another profile',
    result: 'failed',
    signal: 'none',
  });
}

export function withheld(): ProviderError {
  return new ProviderError('read /:id/users/:id', {
    ...classifyError({ kind: 'no_proof' }),
    code: 'profile_withheld',
    message: 'The provider withheld a part of the profile that is needed',
  });
}

/** As it is compared: decoded, one form of accents, lower case. */
function slug(said: string | null | undefined): string {
  try {
    return decodeURIComponent(said ?? '')
      .normalize('NFC')
      .toLowerCase();
  } catch {
    return said ?? '';
  }
}
