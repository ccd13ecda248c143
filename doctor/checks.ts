import type { Check } from './check.ts';
import { artifacts } from './checks/artifacts.ts';
import { bucket } from './checks/bucket.ts';
import { clocks } from './checks/clocks.ts';
import { configuration } from './checks/configuration.ts';
import { database } from './checks/database.ts';
import { exposedSchemas } from './checks/exposed-schemas.ts';
import { nodeVersion, timeZones } from './checks/machine.ts';
import { metrics } from './checks/metrics.ts';
import { migrations } from './checks/migrations.ts';
import { model } from './checks/model.ts';
import { modelEnd } from './checks/model-end.ts';
import { modelPrice } from './checks/model-price.ts';
import { outbox } from './checks/outbox.ts';
import { ownSecrets } from './checks/own-secrets.ts';
import { privileges } from './checks/privileges.ts';
import { programWebhooks } from './checks/program-webhooks.ts';
import { tokenExpiry, tokenRole } from './checks/role-tokens.ts';
import { safeguardsOfTheTeam } from './checks/safeguards.ts';
import { sandboxData } from './checks/sandbox-data.ts';
import { sandboxPort } from './checks/sandbox-port.ts';
import { sandboxBrowser, sandboxPostgres } from './checks/sandbox-programs.ts';
import { search } from './checks/search.ts';
import { slackScopes } from './checks/slack-scopes.ts';
import { slackSigningSecret } from './checks/slack-signing-secret.ts';
import { slackSocketMode, slackToken } from './checks/slack-tokens.ts';
import { team } from './checks/team.ts';
import { unipile, webhookSecret } from './checks/unipile.ts';
import { wake } from './checks/wake.ts';

/** Of the machine, for any settings. */
export const machineChecks: Check[] = [nodeVersion, timeZones];

/** Of each set of settings, in the order in which faults are mended. */
export const settingsChecks: Check[] = [
  configuration,
  ownSecrets,
  slackToken,
  slackScopes,
  slackSigningSecret,
  slackSocketMode,
  tokenRole,
  tokenExpiry,
  database,
  exposedSchemas,
  migrations,
  privileges,
  team,
  safeguardsOfTheTeam,
  artifacts,
  bucket,
  outbox,
  programWebhooks,
  clocks,
  model,
  modelPrice,
  modelEnd,
  search,
  unipile,
  webhookSecret,
  metrics,
  wake,
  sandboxPostgres,
  sandboxData,
  sandboxPort,
  sandboxBrowser,
];
