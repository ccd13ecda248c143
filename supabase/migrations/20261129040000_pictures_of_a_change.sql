-- A new version that came from a change carries a picture of the slides before and after, for its card.

alter table content.artifacts drop constraint artifacts_role_check;
alter table content.artifacts add constraint artifacts_role_check
  check (role in ('page', 'overview', 'comparison', 'document'));
