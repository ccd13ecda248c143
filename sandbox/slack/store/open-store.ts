import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { openSqlite } from '../../open-sqlite.ts';

/** Opens the workspace's database. Every commit is on disk before an answer leaves. */
export function openStore(dataFolder: string): DatabaseSync {
  return openSqlite(join(dataFolder, 'slack', 'workspace.sqlite'), 'full', SCHEMA);
}

/** Runs `work` in one transaction; a call inside another one joins it. */
export function transaction<T>(db: DatabaseSync, work: () => T): T {
  if (db.isTransaction) return work();
  db.exec('begin immediate');
  try {
    const result = work();
    db.exec('commit');
    return result;
  } catch (error) {
    // A full disk has rolled it back already.
    if (db.isTransaction) db.exec('rollback');
    throw error;
  }
}

const SCHEMA = `
create table if not exists settings (key text primary key, value text not null) strict;
create table if not exists people (id text primary key, body text not null) strict;
create table if not exists user_groups (id text primary key, body text not null) strict;
create table if not exists channels (
  id text primary key, body text not null, last_ts integer not null default 0) strict;
create table if not exists members (
  channel_id text not null, user_id text not null, primary key (channel_id, user_id)) strict;
create table if not exists messages (
  channel_id text not null, ts text not null, thread_ts text, user_id text not null, ephemeral_to text,
  deleted integer not null default 0, body text not null, primary key (channel_id, ts)) strict;
create index if not exists messages_by_thread on messages (channel_id, thread_ts, ts);
create table if not exists revisions (
  channel_id text not null, ts text not null, revision integer not null, body text not null,
  primary key (channel_id, ts, revision)) strict;
create table if not exists reactions (
  channel_id text not null, ts text not null, name text not null, user_id text not null,
  primary key (channel_id, ts, name, user_id)) strict;
create table if not exists thread_statuses (
  channel_id text not null, thread_ts text not null, expires_at integer not null, body text not null,
  primary key (channel_id, thread_ts)) strict;
create table if not exists files (
  id text primary key, upload_key text unique not null, body text not null, bytes blob) strict;
create table if not exists shares (id text primary key, body text not null) strict;
create table if not exists views (
  id text primary key, user_id text not null, type text not null, position integer not null, body text not null) strict;
create table if not exists triggers (
  id text primary key, user_id text not null, view_id text, expires_at integer not null, used integer not null default 0) strict;
create table if not exists response_urls (
  id text primary key, uses integer not null default 0, expires_at integer not null, body text not null) strict;
create table if not exists events (
  event_id text primary key, attempts integer not null default 0, body text not null) strict;
create table if not exists broadcasts (id integer primary key, body text not null) strict;
`;
