-- Local time of an account: which instants a window covers, across clock changes.

-- The instant of a local time. A time that a clock change skips: the first instant after it. A time that happens twice:
-- the earlier one. (`at time zone` alone answers otherwise in both cases.)
create function outreach.instant_of(p_local timestamp, p_zone text) returns timestamptz
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
declare
  v_utc timestamptz := p_local at time zone 'UTC';
  v_first timestamptz;
  v_low timestamptz;
  v_high timestamptz;
  v_middle timestamptz;
begin
  -- Offsets lie between -12 h and +14 h, so those of 15 h before and after cover a change in between.
  select min(c.instant) filter (where c.instant at time zone p_zone = p_local), min(c.instant), max(c.instant)
  into v_first, v_low, v_high
  from (
    select v_utc - ((near at time zone p_zone) - (near at time zone 'UTC')) as instant
    from unnest(array[v_utc - interval '15 hours', v_utc, v_utc + interval '15 hours']) near
  ) c;
  if v_first is not null then
    return v_first;
  end if;
  while v_high - v_low > interval '1 second' loop
    v_middle := date_trunc('second', v_low + (v_high - v_low) / 2);
    if v_middle at time zone p_zone < p_local then
      v_low := v_middle;
    else
      v_high := v_middle;
    end if;
  end loop;
  return v_high;
end $$;

-- The window that begins on a local date, end exclusive; one that ends before it starts goes on past midnight.
create function outreach.window_of(p_account outreach.accounts, p_date date) returns tstzrange
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select tstzrange(
    outreach.instant_of(p_date + (p_account).window_start, (p_account).time_zone),
    outreach.instant_of(p_date + (p_account).window_end
      + case when (p_account).window_end <= (p_account).window_start then interval '1 day' else interval '0' end,
      (p_account).time_zone), '[)')
$$;

-- The date whose window an instant falls into by its hour: past midnight it is the day before.
create function outreach.window_date(p_account outreach.accounts, p_at timestamptz) returns date
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select case
    when (p_account).window_end <= (p_account).window_start and l.at::time < (p_account).window_end then l.at::date - 1
    else l.at::date end
  from (select p_at at time zone (p_account).time_zone as at) l
$$;

-- Open by hour and weekday. Past midnight both days must be working days: Monday to Friday means no Saturday, not even
-- its first hours. Local time is compared besides the instants, so a repeated hour does not open before the start.
create function outreach.in_working_hours(p_account outreach.accounts, p_at timestamptz) returns boolean
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select case when (p_account).window_end > (p_account).window_start
              then l.at::time >= (p_account).window_start and l.at::time < (p_account).window_end
              else l.at::time >= (p_account).window_start or l.at::time < (p_account).window_end end
    and extract(isodow from l.at)::integer = any ((p_account).working_days)
    and extract(isodow from d.date)::integer = any ((p_account).working_days)
    and p_at <@ outreach.window_of(p_account, d.date)
  from (select p_at at time zone (p_account).time_zone as at) l
  cross join (select outreach.window_date(p_account, p_at) as date) d
$$;

-- The first open instant at or after `p_from`; empty when none comes within 400 days.
create function outreach.next_open(p_account outreach.accounts, p_from timestamptz) returns timestamptz
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
declare
  v_date date := (p_from at time zone (p_account).time_zone)::date;
  v_start timestamptz;
begin
  if p_from is null or (outreach.in_working_hours(p_account, p_from) and not outreach.is_holiday(p_account, p_from)) then
    return p_from;
  end if;
  for i in 0..400 loop
    if extract(isodow from v_date + i)::integer = any ((p_account).working_days) then
      v_start := lower(outreach.window_of(p_account, v_date + i));
      if v_start > p_from and outreach.in_working_hours(p_account, v_start) and not outreach.is_holiday(p_account, v_start) then
        return v_start;
      end if;
    end if;
  end loop;
  return null;
end $$;

-- The first instant of the local day after `p_at`'s.
create function outreach.next_local_day(p_account outreach.accounts, p_at timestamptz) returns timestamptz
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select outreach.instant_of(((p_at at time zone (p_account).time_zone)::date + 1)::timestamp, (p_account).time_zone)
$$;
