-- People who press the same card in the same moment are answered by one call.

-- Clicks on one draft, at most 100, in their order and under one lock: what each led to. A refusal is of all of them, of which
-- then none has changed anything.
create function content.record_reviews(p_clicks jsonb) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_click jsonb;
  v_outcomes jsonb := '[]';
begin
  if jsonb_array_length(p_clicks) > 100 then
    raise sqlstate 'PT400' using message = format('Cannot record %s clicks at once: 1 to 100 are accepted', jsonb_array_length(p_clicks)), detail = 'too_many_clicks';
  end if;
  for v_click in select c from jsonb_array_elements(p_clicks) with ordinality e (c, n) order by n loop
    v_outcomes := v_outcomes || jsonb_build_array(content.record_review(v_click));
  end loop;
  return v_outcomes;
end $$;

revoke execute on function content.record_reviews from public, anon, authenticated, service_role;
grant execute on function content.record_reviews to greenlight_bot;
