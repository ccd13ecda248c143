import { z } from 'zod';
import { pendingInvites, takeInvite, withdrawInvite } from '../api/invite.ts';
import { readJson } from '../api/read-asked.ts';
import type { Route } from '../api/route.ts';
import type { Network } from '../network.ts';
import { presentUser } from '../present-v2.ts';
import { ProviderError } from '../provider-error.ts';
import type { Invitation, Json } from '../shapes.ts';
import { offsetPage } from './offset-page.ts';

const wanted = z.strictObject({
  user_id: z.string().startsWith('ACo', 'must be the system id of the user'),
  message: z.string().max(300).optional(),
});

export const sendRequest: Route = (net, asked) => {
  const accountId = asked.path[0] ?? '';
  const { user_id, message } = readJson(asked, wanted);
  const note = message === undefined || message === '' ? null : message;
  const person = net.people.get(user_id);
  return {
    kind: 'send_invite',
    account_id: accountId,
    lead: person?.public_identifier ?? user_id,
    person_id: person?.provider_id ?? null,
    text: note,
    act: () => {
      const { id } = takeInvite(net, accountId, user_id, note);
      return { status: 201, body: { object: 'RelationRequest', type: 'sent', id }, effect: true };
    },
  };
};

export const listRequests: Route = (net, { path, query }) => {
  const accountId = path[0] ?? '';
  return {
    kind: 'read_invitations',
    account_id: accountId,
    lead: null,
    person_id: null,
    text: null,
    act: () => {
      if (query.get('type') !== 'sent') throw new ProviderError('invalid_parameters', 'type: sent');
      const body = offsetPage(pendingInvites(net, accountId), query, (i) => present(net, i));
      return { status: 200, body };
    },
  };
};

export const cancelRequest: Route = (net, { path }) => {
  const [accountId = ''] = path;
  const invitation = net.invitations.get(path[4] ?? '');
  return {
    kind: 'withdraw_invite',
    account_id: accountId,
    lead: net.people.get(invitation?.person_id ?? '')?.public_identifier ?? null,
    person_id: invitation?.person_id ?? null,
    text: null,
    act: () => {
      withdrawInvite(net, accountId, invitation);
      return { status: 200, body: { object: 'RelationRequestCanceled' }, effect: true };
    },
  };
};

function present(net: Network, invitation: Invitation): Json {
  const person = net.people.get(invitation.person_id);
  return {
    object: 'RelationRequest',
    type: 'sent',
    id: invitation.id,
    created_at: new Date(invitation.sent_at).toISOString(),
    message: invitation.text,
    ...(person ? { user: presentUser(person) } : {}),
  };
}
