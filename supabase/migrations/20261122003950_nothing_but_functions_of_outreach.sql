-- As in content and platform: an API role reaches functions and nothing else, whatever the project's defaults grant.
revoke all on all tables in schema outreach from public, anon, authenticated, service_role;
revoke all on all sequences in schema outreach from public, anon, authenticated, service_role;
revoke all on schema outreach from public, anon, authenticated, service_role;
