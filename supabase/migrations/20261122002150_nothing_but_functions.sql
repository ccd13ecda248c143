-- Older hosted projects grant new sequences, and some new schemas, to the API's general roles. Nothing of it is used:
-- the parts have roles of their own, and functions take their numbers as the owner.
revoke all on schema content, outreach, platform from public, anon, authenticated, service_role;
revoke all on all sequences in schema content from public, anon, authenticated, service_role;
revoke all on all sequences in schema outreach from public, anon, authenticated, service_role;
revoke all on all sequences in schema platform from public, anon, authenticated, service_role;
