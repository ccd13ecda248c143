-- Domains in one form (lower case, punycode) and compared label by label: what somebody types is never a pattern.

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
create or replace function outreach.domain_key(p_domain text) returns text
language plpgsql immutable set search_path = pg_catalog, pg_temp
as $$
declare
  v_text text := lower(normalize(btrim(outreach.without_unseen(p_domain), E' \t\r\n<>"''()[],;'), nfkc));
  v_label text;
  v_labels text[] := '{}';
begin
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
    if v_label is null or v_label !~ '^[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?$' or v_label !~ '[a-z0-9]' then
      return null;
    end if;
    v_labels := v_labels || v_label;
  end loop;
  if cardinality(v_labels) = 0 or v_labels[cardinality(v_labels)] !~ '[a-z]' or length(array_to_string(v_labels, '.')) > 253 then
    return null;
  end if;
  return array_to_string(v_labels, '.');
end $$;

-- Below these anybody registers a name: whoever suppressed one would suppress strangers. One label ("com"), the usual
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

-- Is this person, under any name, or the company or domain, on the list?
create or replace function outreach.is_suppressed(p_lead_id text) returns boolean
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select exists (
    select from outreach.leads l
    where l.id = any (outreach.aliases(p_lead_id)) and (
      exists (
        select from outreach.lead_identities i
        join outreach.suppressions s on s.team_id = i.team_id and s.kind = 'person' and s.value = i.kind || ':' || i.value
        where i.lead_id = l.id)
      or exists (
        select from outreach.suppressions s
        where s.team_id = l.team_id and s.kind = 'company' and s.value in (l.company_key, l.company_page_key))
      or exists (
        select from outreach.suppressions s
        where s.team_id = l.team_id and s.kind = 'domain' and (
          outreach.is_within_domain(l.company_domain, s.value)
          or exists (select from outreach.lead_identities e where e.lead_id = l.id and e.kind = 'email'
                     and outreach.is_within_domain(outreach.domain_key(e.value), s.value))))))
$$;

-- Never contact again: a person under every name, a company, a domain with its subdomains. Anyone but guests.
create or replace function outreach.suppress(p_suppression jsonb) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_team text := p_suppression ->> 'team_id';
  v_kind text := p_suppression ->> 'kind';
  v_value text;
  v_leads text[];
  v_stopped integer := 0;
  v_id bigint;
begin
  if outreach.role_of(v_team, p_suppression ->> 'person_id') = 'guest' then
    return '{"outcome": "not_allowed", "reason": "guest", "stopped": 0}';
  end if;
  v_value := case v_kind
    when 'person' then outreach.identity_of(outreach.canonical_profile(p_suppression ->> 'value'))
    when 'company' then outreach.company_key(p_suppression ->> 'value')
    when 'domain' then outreach.domain_key(p_suppression ->> 'value') end;
  if v_kind = 'domain' and outreach.is_public_suffix(v_value) then
    return '{"outcome": "refused", "reason": "public_suffix", "stopped": 0}';
  elsif v_value is null then
    return jsonb_build_object('outcome', 'refused', 'reason', case v_kind when 'person' then 'bad_url' else 'bad_value' end, 'stopped', 0);
  end if;
  perform outreach.act_as(p_suppression ->> 'person_id');
  perform outreach.hold_accounts(v_team);
  insert into outreach.suppressions (team_id, kind, value, reason, person_id)
  values (v_team, v_kind, v_value, left(coalesce(p_suppression ->> 'reason', ''), 500), p_suppression ->> 'person_id')
  on conflict do nothing returning id into v_id;
  if v_id is not null then
    perform outreach.note(v_team, 'suppressed', 'suppression', v_id::text, null, 'on', jsonb_build_object('kind', v_kind));
  end if;
  v_leads := array(
    select distinct n.lead_id from outreach.linkedin_automation n
    where n.team_id = v_team and n.status in ('draft', 'pending_approval', 'approved', 'scheduled') and outreach.is_suppressed(n.lead_id));
  v_stopped := outreach.stop_actions(v_leads, 'suppressed', 'suppressed', array['view_profile', 'send_invite', 'send_message', 'withdraw_invite']);
  return jsonb_build_object('outcome', 'done', 'reason', null, 'stopped', v_stopped);
end $$;

-- What is stored already, in the one form. A suppression that is no domain ("%.%") suppresses nobody from here on.
update outreach.leads set company_domain = outreach.domain_key(company_domain)
where company_domain is not null and outreach.domain_key(company_domain) is distinct from company_domain;
insert into outreach.suppressions (team_id, kind, value, reason, person_id, created_at)
select s.team_id, 'domain', outreach.domain_key(s.value), s.reason, s.person_id, s.created_at
from outreach.suppressions s where s.kind = 'domain' and outreach.domain_key(s.value) <> s.value
on conflict do nothing;

revoke execute on all functions in schema outreach from public, anon, authenticated, service_role;
