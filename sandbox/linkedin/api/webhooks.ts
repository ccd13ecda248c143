import { z } from 'zod';
import { newId } from '../new-id.ts';
import { ProviderError } from '../provider-error.ts';
import type { Hook } from '../shapes.ts';
import { readJson } from './read-asked.ts';
import type { Intent, Route } from './route.ts';

const wanted = z.object({
  source: z.enum(['messaging', 'users', 'account_status']),
  request_url: z.url(),
  name: z.string().optional(),
  format: z.literal('json').optional(),
  account_ids: z.array(z.string()).optional(),
  enabled: z.boolean().optional(),
  headers: z.array(z.object({ key: z.string(), value: z.string() })).optional(),
  events: z.array(z.string()).optional(),
});

export const createHook: Route = (net, asked) =>
  managing(() => {
    const given = readJson(asked, wanted);
    const hook: Hook = {
      id: newId(),
      source: given.source,
      request_url: given.request_url,
      name: given.name ?? null,
      headers: given.headers ?? [],
      events: given.events ?? null,
      account_ids: given.account_ids ?? null,
      enabled: given.enabled ?? true,
    };
    net.deliveries.putHook(hook);
    return { status: 201, body: { object: 'WebhookCreated', webhook_id: hook.id } };
  });

export const listHooks: Route = (net) =>
  managing(() => {
    const items = net.deliveries
      .hooks()
      .filter(({ source }) => source !== 'application')
      .map((hook) => ({ object: 'Webhook', ...hook }));
    return { status: 200, body: { object: 'WebhookList', items, cursor: null } };
  });

export const deleteHook: Route = (net, { path }) =>
  managing(() => {
    if (!net.deliveries.dropHook(path[1] ?? '')) throw new ProviderError('resource_not_found');
    return { status: 200, body: { object: 'WebhookDeleted' } };
  });

const managing = (act: Intent['act']): Intent => ({
  kind: 'webhooks',
  account_id: null,
  lead: null,
  person_id: null,
  text: null,
  act,
});
