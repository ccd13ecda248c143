-- What a part asks for has bounds: too little and nonsense are refused, too much becomes the most that is given.

-- How many rows are given: 1 to `p_most`. Raises `bad_limit` for less, or for none.
create function platform.limit_of(p_limit integer, p_most integer) returns integer
language plpgsql immutable set search_path = pg_catalog, pg_temp
as $$
begin
  if p_limit is null or p_limit < 1 then
    raise sqlstate 'PT400' using message = format('Cannot give %s rows: 1 to %s are accepted', p_limit, p_most), detail = 'bad_limit';
  end if;
  return least(p_limit, p_most);
end $$;

-- A wait in seconds that a caller names, at most a day. Null stays null. Raises `bad_delay` for what is no number from 0.
create function platform.delay_of(p_delay text) returns double precision
language plpgsql immutable set search_path = pg_catalog, pg_temp
as $$
declare
  v_delay double precision;
begin
  begin
    v_delay := p_delay::double precision;
  exception when invalid_text_representation or numeric_value_out_of_range then
    v_delay := 'NaN';
  end;
  -- NaN is greater than every number, infinity included.
  if v_delay < 0 or v_delay >= 'infinity' then
    raise sqlstate 'PT400' using message = format('Cannot wait for "%s" seconds: accepted are numbers from 0', left(p_delay, 40)), detail = 'bad_delay';
  end if;
  -- `least` leaves null out.
  return case when v_delay is not null then least(v_delay, 86400) end;
end $$;
