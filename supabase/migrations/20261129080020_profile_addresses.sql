-- The address of a person in every form that LinkedIn's mails, apps and exports write, that mail programs wrap and that
-- Slack sends.

-- The address within what was pasted: without what nobody sees, Slack's <address|label>, quotes, brackets, a mail's
-- quoting and the punctuation behind it; out of the redirects of mail programs and of LinkedIn's own sign-in.
create function outreach.pasted_address(p_text text) returns text
language plpgsql immutable set search_path = pg_catalog, pg_temp
as $$
declare
  v_text text := btrim(outreach.without_unseen(p_text));
  v_inner text;
begin
  v_text := replace(replace(v_text, '&lt;', '<'), '&gt;', '>');
  -- Quoted-printable mails break lines with "=" and write "=3D" for it.
  v_text := regexp_replace(v_text, E'=\r?\n', '', 'g');
  v_text := coalesce(
    (regexp_match(v_text, '(?:[^\s<>"''“”«»()|]*linkedin\.com\.?(?::\d+)?/[^\s<>"“”«»|]*)', 'i'))[1],
    (regexp_match(v_text, 'linkedin://[^\s<>"“”«»|]+', 'i'))[1],
    (regexp_match(v_text, 'urn:li:[a-z_]+:[A-Za-z0-9_-]+', 'i'))[1],
    (regexp_match(v_text, '(?:^|[\s<])(/?in/[^\s<>"“”«»|]+)', 'i'))[1],
    v_text);
  for i in 1..3 loop
    v_inner := (regexp_match(v_text, '[?&](?:url|q|u|dest|redirect|sessionRedirect|session_redirect|session_redirect_url|target|a)=(?:3D)?((?:https?(?::|%3A)|www\.|%2F|/)[^&\s]*)', 'i'))[1];
    exit when v_inner is null or v_inner !~* 'linkedin(\.|%2e)com|^(/|%2F)(comm|in|pub)(/|%2F)';
    v_inner := outreach.url_decoded(v_inner);
    v_text := case when v_inner ~ '^/' then 'https://www.linkedin.com' || v_inner else v_inner end;
  end loop;
  return v_text;
end $$;

-- The one form of a profile's address: https://www.linkedin.com/in/<slug, lower case>. An id instead of a slug (ACoAA...)
-- keeps its case. Empty answer: not the address of a person, or one that only LinkedIn can resolve (lnkd.in, Sales
-- Navigator, Recruiter).
create or replace function outreach.canonical_profile(p_url text) returns text
language plpgsql immutable set search_path = pg_catalog, pg_temp
as $$
declare
  v_url text := outreach.pasted_address(p_url);
  v_path text;
  v_parts text[];
  v_slug text;
begin
  v_slug := (regexp_match(v_url, '^urn:li:(?:fsd_profile|fs_miniProfile|fs_profile|person|member):(ACoAA[A-Za-z0-9_-]{5,})$', 'i'))[1];
  if v_slug is null then
    v_path := coalesce(
      (regexp_match(v_url, '^linkedin://(?:in/|profile/(?:view\?id=)?)?(.*)$', 'i'))[1],
      (regexp_match(v_url, '^(?:https?://)?(?:[a-z0-9-]+\.)*linkedin\.com\.?(?::\d+)?/+(.*)$', 'i'))[1],
      (regexp_match(v_url, '^/?(in/.*)$', 'i'))[1]);
    if v_url ~* '^linkedin://' then
      v_path := 'in/' || v_path;
    end if;
    -- The address that old mails and exports hold: /profile/view?id=ACoAA...
    v_slug := (regexp_match(v_path, '^(?:comm/)?profile/view/?\?(?:[^#]*&)?id=(?:3D)?(ACoAA[A-Za-z0-9_-]{5,})', 'i'))[1];
  end if;
  if v_slug is null then
    v_path := regexp_replace(v_path, '[?#|].*$', '');
    -- Mails put /comm/ before, the mobile pages /mwlite/ or /m/.
    v_path := regexp_replace(v_path, '^(?:(?:comm|mwlite|m)/+)*(?:profile/+(?=in/))?', '', 'i');
    v_parts := string_to_array(regexp_replace(v_path, '/+', '/', 'g'), '/');
    if lower(v_parts[1]) = 'in' then
      v_slug := v_parts[2];
    elsif lower(v_parts[1]) = 'pub' and lower(v_parts[2]) <> 'dir' and coalesce(v_parts[5], '') <> '' then
      v_slug := v_parts[2] || '-' || v_parts[5] || v_parts[4] || v_parts[3];
    elsif lower(v_parts[1]) = 'pub' and lower(v_parts[2]) <> 'dir' then
      v_slug := v_parts[2];
    end if;
    v_slug := outreach.url_decoded(v_slug);
    if v_slug ~ '%[0-9A-Fa-f]{2}' then
      -- Encoded twice, as redirects do.
      v_slug := outreach.url_decoded(v_slug);
    end if;
    v_slug := regexp_replace(normalize(outreach.without_unseen(v_slug), nfc), '[.,;:!?)\]}>"''”»’*`~…]+$', '');
  end if;
  if v_slug is null or v_slug !~ '^[^\s/?#%<>"''@\\]{2,150}$' or lower(v_slug) in ('me', 'edit', 'unavailable') then
    return null;
  end if;
  return 'https://www.linkedin.com/in/' || case when v_slug ~ '^AC[ow]AA[A-Za-z0-9_-]{5,}$' then v_slug else lower(v_slug) end;
end $$;

revoke execute on all functions in schema outreach from public, anon, authenticated, service_role;
