/** What a project's Realtime has in the database, of it what broadcasts use: `send` adds a message, `topic()` is asked by policies. */
export const realtimeSchema = `create schema realtime;
  create table realtime.messages (id bigint generated always as identity, topic text, extension text, payload jsonb, event text, private boolean);
  alter table realtime.messages enable row level security;
  grant usage on schema realtime to authenticated;
  grant select on realtime.messages to authenticated;
  create function realtime.topic() returns text language sql stable as $$ select nullif(current_setting('realtime.topic', true), '') $$;
  create function realtime.send(payload jsonb, event text, topic text, private boolean default true) returns void language sql as $$
    insert into realtime.messages (payload, event, topic, private, extension) values ($1, $2, $3, $4, 'broadcast') $$;`;
