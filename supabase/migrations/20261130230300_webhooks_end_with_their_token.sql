-- What a revoked token would have been told is given up with it.

-- Owner only. Ends a token at once; what it started goes on, and no end is told any more. Empty answer: no such token, or it was revoked before.
create or replace function content.revoke_job_token(p_team_id text, p_name text) returns jsonb
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
  v_token content.job_tokens;
begin
  update content.job_tokens set revoked_at = platform.now() where team_id = p_team_id and name = p_name and revoked_at is null returning * into v_token;
  update content.webhooks set status = 'given_up', last_error = 'token_revoked', leased_until = null where token_id = v_token.id and status = 'waiting';
  return case when v_token.id is not null then content.job_token_view(v_token) end;
end $$;

update content.webhooks w set status = 'given_up', last_error = 'token_revoked', leased_until = null
from content.job_tokens t where t.id = w.token_id and t.revoked_at is not null and w.status = 'waiting';
