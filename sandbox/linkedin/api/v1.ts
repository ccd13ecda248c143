import type { Json } from '../shapes.ts';
import { getAccount, getOwner, listAccounts } from './accounts.ts';
import {
  listAttendeeChats,
  listAttendeeMessages,
  listChats,
  listMessages,
  sendInChat,
  startChat,
} from './chats.ts';
import { deleteInvite, listInvites, sendInvite } from './invite.ts';
import type { Dialect, Route } from './route.ts';
import { getUser, listRelations } from './users.ts';
import { createHook, deleteHook, listHooks } from './webhooks.ts';

/** The first that fits; `*` stands for one part of the path. */
const routes: [string, Route][] = [
  ['GET accounts', listAccounts],
  ['GET accounts/*', getAccount],
  ['GET users/me', getOwner],
  ['GET users/relations', listRelations],
  ['GET users/invite/sent', listInvites],
  ['DELETE users/invite/sent/*', deleteInvite],
  ['POST users/invite', sendInvite],
  ['GET users/*', getUser],
  ['POST chats', startChat],
  ['GET chats', listChats],
  ['POST chats/*/messages', sendInChat],
  ['GET chats/*/messages', listMessages],
  ['GET chat_attendees/*/messages', listAttendeeMessages],
  ['GET chat_attendees/*/chats', listAttendeeChats],
  ['POST webhooks', createHook],
  ['GET webhooks', listHooks],
  ['DELETE webhooks/*', deleteHook],
];

export const v1: Dialect = {
  prefix: '/api/v1/',
  routes,
  admit: (net, key) => key === net.apiKey,
  present: ({ status, body }) => ({ status, body }),
  empty: {
    send_invite: { object: 'UserInvitationSent', invitation_id: null },
    send_message: { object: 'ChatStarted', chat_id: null, message_id: null },
    withdraw_invite: { object: 'InvitationCanceled' },
  },
  withheld,
};

/** A throttled profile: 200, with sections missing. */
function withheld(body: Json): Json {
  const { network_distance, invitation, is_relationship, headline, ...rest } = body;
  return { ...rest, throttled_sections: ['network', 'experience'] };
}
