import type { Dialect, Route } from '../api/route.ts';
import { ProviderError } from '../provider-error.ts';
import type { Json } from '../shapes.ts';
import { getAccount, listAccounts } from './accounts.ts';
import { createEndpoint, deleteEndpoint, listEndpoints } from './endpoints.ts';
import { getChat, listChats, listInboxes, listMessages, notForLinkedIn, sendMessage } from './inboxes.ts';
import { presentError } from './present-error.ts';
import { cancelRequest, listRequests, sendRequest } from './relation-requests.ts';
import { getUser, listRelations, visitProfile } from './users.ts';

const routes: [string, Route][] = [
  ['POST webhooks/endpoints/', createEndpoint],
  ['GET webhooks/endpoints/', listEndpoints],
  ['DELETE webhooks/endpoints/*', deleteEndpoint],
  ['GET accounts/', listAccounts],
  ['GET accounts/*', getAccount],
  ['POST */users/visit-profile', visitProfile],
  ['POST */users/me/relation-requests', sendRequest],
  ['GET */users/me/relation-requests', listRequests],
  ['POST */users/me/relation-requests/*/cancel', cancelRequest],
  ['GET */users/me/relations', listRelations],
  ['GET */users/*', getUser],
  ['GET */inboxes', listInboxes],
  ['GET */inboxes/*/chats', listChats],
  ['POST */inboxes/*/chats/send', sendMessage],
  ['GET */chats', notForLinkedIn],
  ['POST */chats/send', notForLinkedIn],
  ['GET */chats/*', getChat],
  ['GET */chats/*/messages', listMessages],
];

/** Unipile V2, as far as its pages and its SDK tell: docs/unipile.md says what they leave open. */
export const v2: Dialect = {
  prefix: '/v2/',
  routes,
  admit(net, key, path) {
    if (key !== net.scopedKey && key !== net.serviceKey) return false;
    if (net.trouble.key_expired) throw new ProviderError('api/expired_authorization');
    // A scoped key acts for accounts, and manages nothing.
    if (path.startsWith('/v2/webhooks/') && key !== net.serviceKey)
      throw new ProviderError('api/insufficient_permissions');
    return true;
  },
  present: presentError,
  empty: {
    send_invite: { object: 'RelationRequest', type: 'sent', id: null },
    send_message: { object: 'ChatStarted', chat_id: null, message_id: null },
    withdraw_invite: { object: 'RelationRequestCanceled' },
  },
  withheld: ({ specifics, description, ...body }: Json) => ({
    ...body,
    specifics: { throttled_sections: ['linkedin_experience'] },
  }),
  keepsAnswers: true,
};
