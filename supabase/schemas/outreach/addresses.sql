-- Addresses of people, companies and domains in one form each: in every way that LinkedIn's mails, apps and exports write
-- them, that mail programs wrap and that Slack sends. Domains are lower case, in punycode, and compared label by label:
-- what a person types is never a pattern.

-- Decodes %xx as UTF-8. Empty answer: it is not valid UTF-8.
create function outreach.url_decoded(p_text text) returns text
language plpgsql immutable set search_path = pg_catalog, pg_temp
as $$
declare
  v_bytes bytea := ''::bytea;
  v_part text;
begin
  if strpos(p_text, '%') = 0 then
    return p_text;
  end if;
  for v_part in select m[1] from regexp_matches(p_text, '(%[0-9A-Fa-f]{2}|[^%]+|%)', 'g') m loop
    v_bytes := v_bytes || case when v_part ~ '^%[0-9A-Fa-f]{2}$' then decode(substr(v_part, 2), 'hex') else convert_to(v_part, 'UTF8') end;
  end loop;
  return convert_from(v_bytes, 'UTF8');
exception when character_not_in_repertoire or untranslatable_character then
  return null;
end $$;

-- The address within what was pasted: without invisible characters, Slack's <address|label>, quotes, brackets, a mail's
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
create function outreach.canonical_profile(p_url text) returns text
language plpgsql immutable set search_path = pg_catalog, pg_temp
as $$
declare
  v_url text;
  v_path text;
  v_parts text[];
  -- As most files write it: nothing to take off.
  v_slug text := substring(p_url from '^https?://(?:[a-z]{2,3}\.)?linkedin\.com/in/([a-z0-9-]+)/?$');
begin
  if length(v_slug) between 2 and 150 and v_slug not in ('me', 'edit', 'unavailable') then
    return 'https://www.linkedin.com/in/' || v_slug;
  end if;
  v_url := outreach.pasted_address(p_url);
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
  -- Lengths apart: a bound in a pattern is a copy of what it counts, at each match.
  if v_slug is null or length(v_slug) not between 2 and 150 or v_slug !~ '^[^\s/?#%<>"''@\\]+$' or lower(v_slug) in ('me', 'edit', 'unavailable') then
    return null;
  end if;
  return 'https://www.linkedin.com/in/' || case when v_slug ~ '^AC[ow]AA[A-Za-z0-9_-]{5,}$' then v_slug else lower(v_slug) end;
end $$;

-- The same, and an address of Sales Navigator as the id that it holds, which LinkedIn resolves: a name of its own, as it is
-- not the one by which LinkedIn knows the person elsewhere. Also an id alone, as exports have in a column.
create function outreach.person_address(p_address text) returns text
language sql immutable set search_path = pg_catalog, pg_temp
as $$
  select coalesce(
    outreach.canonical_profile(p_address),
    'https://www.linkedin.com/in/' || coalesce(
      (regexp_match(outreach.pasted_address(p_address), 'linkedin\.com\.?(?::\d+)?/+sales/+(?:lead|people)/+(ACwAA[A-Za-z0-9_-]{5,})', 'i'))[1],
      (regexp_match(p_address, '^\s*(AC[ow]AA[A-Za-z0-9_-]{5,})\s*$'))[1]))
$$;

-- Names of companies compare without case, accents, punctuation and legal form; a company's page compares by its slug.
create function outreach.company_key(p_company text) returns text
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select nullif(btrim(regexp_replace(
    regexp_replace(lower(extensions.unaccent(coalesce(
      substring(p_company from '(?i)linkedin\.com/(?:company|school)/([^/?#]+)'), p_company))), '[^a-z0-9]+', ' ', 'g'),
    '( (s a|sa|ltda|me|eireli|inc|llc|ltd|gmbh|ag|corp|co|plc|bv|srl|spa))+ *$', '')), '')
$$;

-- One label as it stands in DNS: RFC 3492. Empty answer: it is no label.
create function outreach.punycode_label(p_label text) returns text
language plpgsql immutable strict set search_path = pg_catalog, pg_temp
as $$
declare
  v_points integer[] := array(select ascii(c) from regexp_split_to_table(p_label, '') with ordinality s(c, place) where c <> '' order by place);
  v_out text := array_to_string(array(select chr(p) from unnest(v_points) with ordinality u(p, place) where p < 128 order by place), '');
  v_basic integer := length(v_out);
  v_handled integer := v_basic;
  v_n integer := 128;
  v_delta bigint := 0;
  v_bias integer := 72;
  v_next integer;
  v_point integer;
  v_q bigint;
  v_k integer;
  v_t integer;
begin
  if v_basic = cardinality(v_points) then
    return p_label;
  end if;
  v_out := case when v_basic > 0 then v_out || '-' else '' end;
  while v_handled < cardinality(v_points) loop
    select min(p) into v_next from unnest(v_points) p where p >= v_n;
    v_delta := v_delta + (v_next - v_n)::bigint * (v_handled + 1);
    v_n := v_next;
    foreach v_point in array v_points loop
      if v_point < v_n then
        v_delta := v_delta + 1;
      elsif v_point = v_n then
        v_q := v_delta;
        v_k := 36;
        loop
          v_t := case when v_k <= v_bias then 1 when v_k >= v_bias + 26 then 26 else v_k - v_bias end;
          exit when v_q < v_t;
          v_out := v_out || substr('abcdefghijklmnopqrstuvwxyz0123456789', (v_t + (v_q - v_t) % (36 - v_t))::integer + 1, 1);
          v_q := (v_q - v_t) / (36 - v_t);
          v_k := v_k + 36;
        end loop;
        v_out := v_out || substr('abcdefghijklmnopqrstuvwxyz0123456789', v_q::integer + 1, 1);
        -- The bias adapts: RFC 3492, 6.1.
        v_delta := case when v_handled = v_basic then v_delta / 700 else v_delta / 2 end;
        v_delta := v_delta + v_delta / (v_handled + 1);
        v_k := 0;
        while v_delta > 455 loop
          v_delta := v_delta / 35;
          v_k := v_k + 36;
        end loop;
        v_bias := v_k + (36 * v_delta / (v_delta + 38))::integer;
        v_delta := 0;
        v_handled := v_handled + 1;
      end if;
    end loop;
    v_delta := v_delta + 1;
    v_n := v_n + 1;
  end loop;
  return 'xn--' || v_out;
end $$;

-- The domain in what people type: an address, an e-mail address, a name with www, in any case, with a dot behind it.
-- Empty answer: there is none.
create function outreach.domain_key(p_domain text) returns text
language plpgsql immutable set search_path = pg_catalog, pg_temp
as $$
declare
  -- As most files write it: nothing to take off but scheme, page or mailbox.
  v_text text := substring(p_domain from
    '^(?:https?://|[a-z0-9._+-]+@)?(?:www\d?\.(?=[^.]+\.))?((?:[a-z0-9]+(?:-+[a-z0-9]+)*\.)+[a-z]{2,})(?:[/?#][!-~]*)?$');
  v_label text;
  v_labels text[] := '{}';
begin
  if length(v_text) < 64 then
    return v_text;
  end if;
  v_text := lower(normalize(btrim(outreach.without_unseen(p_domain), E' \t\r\n<>"''()[],;'), nfkc));
  -- The full stops that East Asian keyboards type end a label too (UTS 46).
  v_text := translate(v_text, E'\u3002\uff0e\uff61', '...');
  v_text := regexp_replace(v_text, '^(?:mailto:|[a-z][a-z0-9+.-]*://)', '');
  v_text := regexp_replace(v_text, '[/?#\\|].*$', '');
  v_text := regexp_replace(v_text, '^.*@', '');
  v_text := regexp_replace(regexp_replace(v_text, ':\d+$', ''), '\.$', '');
  v_text := regexp_replace(v_text, '^(?:www\d?|\*)\.(?=[^.]+\.)', '');
  foreach v_label in array coalesce(string_to_array(v_text, '.'), '{}') loop
    v_label := outreach.punycode_label(v_label);
    -- Letters, digits and hyphens; an underscore occurs in names of hosts.
    if v_label is null or length(v_label) > 63 or v_label !~ '^[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?$' or v_label !~ '[a-z0-9]' then
      return null;
    end if;
    v_labels := v_labels || v_label;
  end loop;
  if cardinality(v_labels) = 0 or v_labels[cardinality(v_labels)] !~ '[a-z]' or length(array_to_string(v_labels, '.')) > 253 then
    return null;
  end if;
  return array_to_string(v_labels, '.');
end $$;

-- Below these any person registers a name: to suppress one would suppress strangers. One label ("com"), the usual
-- second labels of countries ("com.br", "co.uk"), registro.br's own, and hosts that give names away.
create function outreach.is_public_suffix(p_domain text) returns boolean
language sql immutable set search_path = pg_catalog, pg_temp
as $$
  select p_domain !~ '\.'
    or p_domain ~ '^(?:com?|org?|net|gov?|gob|gouv|edu?|ac|mil|or|ne|go|ad|ed|gr|lg|id|ind|info|web|nom|name|biz|pro|art|tv|ltd|plc|sch|me|police|nhs|asso|tm|prd|k12|gen|geek|iwi|kiwi|school|maori|firm|store|res|nic|gub|tur|int|coop|museum|aero|bus|press)\.[a-z]{2}$'
    or p_domain ~ '^(?:abc|adm|adv|agr|aju|am|anani|app|arq|art|ato|b|bet|bib|bio|blog|bmd|boavista|bsb|campinagrande|campinas|caxias|cim|cng|cnt|coop|coz|cri|cuiaba|curitiba|def|des|det|dev|ecn|eco|emp|enf|eng|esp|etc|eti|far|feira|flog|floripa|fm|fnd|fortal|fot|foz|fst|g12|geo|ggf|goiania|gru|imb|ind|inf|jab|jampa|jdf|joinville|jor|jus|leg|leilao|lel|log|londrina|macapa|maceio|manaus|maringa|mat|med|morena|mp|mus|natal|niteroi|nom|not|ntr|odo|ong|osasco|palmas|poa|ppg|psc|psi|pvh|qsl|radio|rec|recife|rep|ribeirao|rio|riobranco|riopreto|salvador|sampa|santamaria|santoandre|saobernardo|saogonca|seg|sjc|slg|slz|social|sorocaba|srv|taxi|tc|tec|teo|the|tmp|trd|tur|udi|vet|vix|vlog|wiki|xyz|zlg)\.br$'
    or p_domain ~ '^[a-z]{2}\.(?:gov|jus|leg|mp)\.br$'
    or p_domain in ('github.io', 'gitlab.io', 'blogspot.com', 'wordpress.com', 'herokuapp.com', 'netlify.app', 'vercel.app', 'pages.dev',
                    'web.app', 'firebaseapp.com', 'azurewebsites.net', 'cloudfront.net', 'appspot.com', 'wixsite.com', 'myshopify.com', 'uk.com', 'us.com', 'br.com', 'de.com', 'eu.com')
$$;

-- Is a domain the other one, or below it? Whole labels only.
create function outreach.is_within_domain(p_domain text, p_suffix text) returns boolean
language sql immutable set search_path = pg_catalog, pg_temp
as $$
  select p_domain = p_suffix or right(p_domain, length(p_suffix) + 1) = '.' || p_suffix
$$;
