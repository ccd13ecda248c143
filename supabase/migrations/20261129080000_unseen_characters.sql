-- What an approver cannot see reaches nobody: characters that are drawn as nothing, or that turn the order of others
-- around, are taken out of every text before it is stored. The list is the one of platform/unseen-characters.ts; a test
-- compares them character by character.

-- All of them, emoji's joiners too: for texts that are compared.
create function outreach.without_unseen(p_text text) returns text
language sql immutable set search_path = pg_catalog, pg_temp
as $$
  select regexp_replace(p_text,
    '[\u0001-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]',
    '', 'g')
$$;

-- For texts that are sent: a joiner between two pictures and a variant behind one are parts of an emoji and stay.
create function outreach.seen_text(p_text text) returns text
language sql immutable set search_path = pg_catalog, pg_temp
as $$
  select regexp_replace(p_text,
    '(?<![\u00a9\u00ae\u203c-\u3299\U0001f000-\U0001faff]\ufe0f?)\u200d|\u200d(?![\u203c-\u3299\U0001f000-\U0001faff])'
    || '|(?<![\u00a9\u00ae\u203c-\u3299\U0001f000-\U0001faff])\ufe0f'
    || '|[\u0001-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u206f\u2800\u3164\ufe00-\ufe0e\ufeff\uffa0\ufff0-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]',
    '', 'g')
$$;

-- The words as they would be sent, normalised once: LF, nothing unseen, no spaces around, NFC. Equality and hashes rely on it.
create or replace function outreach.normal_text(p_text text) returns text
language sql immutable set search_path = pg_catalog, pg_temp
as $$
  select nullif(regexp_replace(
    normalize(outreach.seen_text(regexp_replace(p_text, E'\r\n?|[\u0085\u2028\u2029]', E'\n', 'g')), nfc),
    '^[\s\u00a0\u3000]+|[\s\u00a0\u3000]+$', '', 'g'), '')
$$;

-- What makes two texts the same words to whoever reads them: without case, accents, width, white space and punctuation.
-- A text of nothing but signs, such as an emoji, is compared as it stands.
create function outreach.words_of(p_text text) returns text
language sql immutable set search_path = pg_catalog, pg_temp
as $$
  select coalesce(nullif(regexp_replace(w.folded, '[\s\u0021-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u007e\u00a0-\u00bf\u2000-\u206f\u20d0-\u20ff\u3000-\u303f]+', '', 'g'), ''), w.folded)
  from (
    select regexp_replace(lower(regexp_replace(normalize(outreach.without_unseen(p_text), nfkd), '[\u0300-\u036f]', '', 'g')), '\s+', ' ', 'g') as folded
  ) w
$$;

-- What keeps a text from being proposed, approved or sent; null: nothing. Old rows may hold what is taken out today.
create function outreach.text_fault(p_text text) returns jsonb
language sql immutable set search_path = pg_catalog, pg_temp
as $$
  select case when p_text is distinct from outreach.normal_text(p_text) then '{"code": "unseen", "found": ""}'::jsonb end
$$;

revoke execute on all functions in schema outreach from public, anon, authenticated, service_role;
