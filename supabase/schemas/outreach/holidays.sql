-- Brazil's holidays are computed here, so that the shipped defaults work without any calendar; other regions are handed
-- in by the governor from a library, year by year.

-- Days that are kept free, per country or region. `holiday_years` says which years are known: an unknown year is closed.
create table outreach.holiday_years (
  region text not null constraint region_is_a_country_or_a_part_of_one check (region ~ '^[A-Z]{2}(-[A-Z0-9]{1,3})?$'),
  year integer not null,
  -- False: the calendar that was asked does not know the region.
  known boolean not null,
  primary key (region, year)
);
alter table outreach.holiday_years enable row level security;

create table outreach.holidays (
  region text not null,
  date date not null,
  name text not null,
  primary key (region, date)
);
alter table outreach.holidays enable row level security;

create function outreach.is_holiday(p_account outreach.accounts, p_at timestamptz) returns boolean
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select (p_account).holidays is not null and exists (
    select from outreach.holidays h
    where h.region = (p_account).holidays
      and h.date in ((p_at at time zone (p_account).time_zone)::date, outreach.window_date(p_account, p_at)))
$$;

create function outreach.knows_holidays(p_account outreach.accounts, p_at timestamptz) returns boolean
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select (p_account).holidays is null or exists (
    select from outreach.holiday_years y
    where y.region = (p_account).holidays and y.known
      and y.year = extract(year from p_at at time zone (p_account).time_zone)::integer)
$$;

-- Easter Sunday, Gregorian (Meeus, Jones, Butcher).
create function outreach.easter(p_year integer) returns date
language plpgsql immutable set search_path = pg_catalog, pg_temp
as $$
declare
  a integer := p_year % 19;
  b integer := p_year / 100;
  c integer := p_year % 100;
  h integer := (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
  l integer := (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
  m integer := (a + 11 * h + 22 * l) / 451;
begin
  return make_date(p_year, (h + l - 7 * m + 114) / 31, (h + l - 7 * m + 114) % 31 + 1);
end $$;

-- National holidays (Lei 662/1949, 6.802/1980, 14.759/2023) and the days on which offices are closed all the same
-- (Carnival, Corpus Christi); BR-SP adds the state's own.
create function outreach.brazilian_holidays(p_year integer) returns table (region text, date date, name text)
language sql immutable set search_path = pg_catalog, pg_temp
as $$
  select r.region, d.date, d.name
  from unnest(array['BR', 'BR-SP']) as r(region)
  cross join (values
    (make_date(p_year, 1, 1), 'Confraternização Universal', 'BR'),
    (outreach.easter(p_year) - 48, 'Carnaval', 'BR'),
    (outreach.easter(p_year) - 47, 'Carnaval', 'BR'),
    (outreach.easter(p_year) - 2, 'Sexta-feira Santa', 'BR'),
    (make_date(p_year, 4, 21), 'Tiradentes', 'BR'),
    (make_date(p_year, 5, 1), 'Dia do Trabalho', 'BR'),
    (outreach.easter(p_year) + 60, 'Corpus Christi', 'BR'),
    (make_date(p_year, 7, 9), 'Revolução Constitucionalista', 'BR-SP'),
    (make_date(p_year, 9, 7), 'Independência', 'BR'),
    (make_date(p_year, 10, 12), 'Nossa Senhora Aparecida', 'BR'),
    (make_date(p_year, 11, 2), 'Finados', 'BR'),
    (make_date(p_year, 11, 15), 'Proclamação da República', 'BR'),
    (make_date(p_year, 11, 20), 'Consciência Negra', 'BR'),
    (make_date(p_year, 12, 25), 'Natal', 'BR')
  ) as d(date, name, of_region)
  where d.of_region in ('BR', r.region)
$$;

insert into outreach.holidays (region, date, name)
select h.region, h.date, min(h.name)
from generate_series(2024, 2045) y cross join lateral outreach.brazilian_holidays(y) h
group by h.region, h.date;
insert into outreach.holiday_years (region, year, known)
select r, y, true from unnest(array['BR', 'BR-SP']) r cross join generate_series(2024, 2045) y;

-- Regions and years that accounts keep and that are not stored yet: this year and the next.
create function outreach.holiday_gaps() returns jsonb
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select coalesce(jsonb_agg(jsonb_build_object('region', w.region, 'year', w.year) order by w.region, w.year), '[]'::jsonb)
  from (
    select distinct a.holidays as region, y.year
    from outreach.accounts a
    cross join lateral (select extract(year from platform.now() at time zone a.time_zone)::integer + n as year from generate_series(0, 1) n) y
    where a.holidays is not null
      and not exists (select from outreach.holiday_years k where k.region = a.holidays and k.year = y.year)
  ) w
$$;

-- Stores a region's year. `p_holidays` null says that the calendar does not know the region: it stays closed, and the
-- account's channel is told by the next release that is held. Answers how many days are kept.
create function outreach.keep_holidays(p_region text, p_year integer, p_holidays jsonb) returns integer
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_kept integer;
begin
  if not coalesce(p_region ~ '^[A-Z]{2}(-[A-Z0-9]{1,3})?$' and p_year between 2000 and 2200, false) then
    raise sqlstate 'PT400' using message = format('Cannot keep holidays of "%s" in %s: accepted are a region such as BR-SP and a year from 2000 to 2200',
        left(p_region, 20), p_year), detail = 'bad_holidays';
  end if;
  insert into outreach.holiday_years (region, year, known)
  values (p_region, p_year, coalesce(jsonb_typeof(p_holidays) = 'array', false))
  on conflict (region, year) do update set known = excluded.known;
  delete from outreach.holidays where region = p_region and extract(year from date) = p_year;
  insert into outreach.holidays (region, date, name)
  select p_region, (h ->> 'date')::date, min(left(h ->> 'name', 200))
  from jsonb_array_elements(case when jsonb_typeof(p_holidays) = 'array' then p_holidays else '[]'::jsonb end) h
  where extract(year from (h ->> 'date')::date) = p_year
  group by 2;
  get diagnostics v_kept = row_count;
  return v_kept;
end $$;

grant execute on function outreach.holiday_gaps, outreach.keep_holidays to greenlight_governor;
