-- A function may name what a later file makes. Its body is checked by the test that compares this folder with migrations/.
set check_function_bodies = off;

create schema if not exists extensions;
create extension if not exists unaccent with schema extensions;
create extension if not exists pg_trgm with schema extensions;
create extension if not exists fuzzystrmatch with schema extensions;
