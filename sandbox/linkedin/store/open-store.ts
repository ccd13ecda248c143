import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { openSqlite } from '../../open-sqlite.ts';

/** Opens what LinkedIn remembers. */
export function openStore(dataFolder: string): DatabaseSync {
  return openSqlite(join(dataFolder, 'linkedin', 'network.sqlite'), 'normal', SCHEMA);
}

const SCHEMA = `
create table if not exists settings (key text primary key, value text not null) strict;
create table if not exists accounts (id text primary key, body text not null) strict;
create table if not exists people (
  provider_id text primary key, public_identifier text unique not null, body text not null) strict;
create table if not exists relations (
  account_id text not null, person_id text not null, created_at integer not null, known_at integer,
  primary key (account_id, person_id)) strict;
create table if not exists invitations (
  id text primary key, account_id text not null, person_id text not null, text text, status text not null,
  sent_at integer not null, visible_at integer not null, ended_at integer, sent_by text not null) strict;
create index if not exists invitations_by_account on invitations (account_id, sent_at);
create table if not exists chats (
  id text primary key, account_id text not null, person_id text not null, unique (account_id, person_id)) strict;
create table if not exists messages (
  id text primary key, chat_id text not null, account_id text not null, person_id text not null,
  is_own integer not null, text text not null, at integer not null, visible_at integer not null, known_at integer) strict;
create index if not exists messages_by_chat on messages (chat_id, at);
create table if not exists calls (
  id integer primary key, at integer not null, account_id text, kind text not null, lead text, person_id text,
  text text, is_write integer not null, outcome text not null, known text not null, effect integer not null) strict;
create index if not exists calls_by_account on calls (account_id, is_write, id);
create index if not exists calls_by_person on calls (person_id, is_write, id);
create table if not exists breaches (
  id integer primary key, at integer not null, rule text not null, account_id text not null,
  call_id integer not null, message text not null) strict;
create table if not exists hooks (id text primary key, body text not null) strict;
create table if not exists deliveries (
  id integer primary key, hook_id text not null, account_id text not null, due_at integer not null,
  attempts integer not null default 0, held integer not null default 0, body text not null, subject text not null) strict;
create index if not exists deliveries_due on deliveries (held, due_at);
`;
