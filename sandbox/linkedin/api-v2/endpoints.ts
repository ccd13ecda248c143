import { z } from 'zod';
import { readJson } from '../api/read-asked.ts';
import type { Intent, Route } from '../api/route.ts';
import { newId, newSecret } from '../new-id.ts';
import { ProviderError } from '../provider-error.ts';
import type { Hook, Json } from '../shapes.ts';

const triggers = [
  'message.new',
  'relation.new',
  'account.status.running',
  'account.status.disconnected',
  'account.status.errored',
  'account.status.degraded',
  'account.status.partial',
] as const;
/** One name that is not known fails all of it. */
const wanted = z.object({
  trigger_events: z.array(z.enum(triggers)).min(1),
  url: z.url({ protocol: /^https?$/ }).max(255),
  account_ids: z.array(z.string()).optional(),
});

export const createEndpoint: Route = (net, asked) =>
  managing(() => {
    const { url, trigger_events, account_ids } = readJson(asked, wanted);
    const hook: Hook = {
      id: `we_${newId()}`,
      source: 'application',
      request_url: url,
      name: null,
      headers: [],
      events: [...trigger_events],
      account_ids: account_ids ?? null,
      enabled: true,
      secret: `wes_${newSecret().slice(0, 32)}`,
    };
    net.deliveries.putHook(hook);
    return present(hook);
  });

export const listEndpoints: Route = (net) =>
  managing(() => {
    const data = net.deliveries.hooks().filter((hook) => hook.source === 'application');
    return { object: 'WebhookEndpointList', data: data.map(present), has_more: false };
  });

export const deleteEndpoint: Route = (net, { path }) =>
  managing(() => {
    if (!net.deliveries.dropHook(path[2] ?? '')) throw new ProviderError('resource_not_found');
    return { success: true };
  });

function present(hook: Hook): Json {
  return {
    object: 'WebhookEndpoint',
    id: hook.id,
    enabled: hook.enabled,
    // The sandbox's own is found at delivery.
    url: hook.request_url || 'http://127.0.0.1/webhooks/unipile',
    trigger_events: hook.events ?? triggers,
    secret: hook.secret,
    application_id: 'app_sandbox',
    account_ids: hook.account_ids ?? [],
  };
}

const managing = (read: () => Json): Intent => ({
  kind: 'webhooks',
  account_id: null,
  lead: null,
  person_id: null,
  text: null,
  act: () => ({ status: 200, body: read() }),
});
