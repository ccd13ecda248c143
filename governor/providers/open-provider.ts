import type { UnipileSettings } from '../../platform/config.ts';
import { headerWebhooks } from '../inbox/webhooks/header-webhooks.ts';
import type { Webhooks } from '../inbox/webhooks/receive.ts';
import { signedWebhooks } from '../inbox/webhooks/signed-webhooks.ts';
import type { LinkedInProvider } from './provider.ts';
import type { UnipileTools } from './request.ts';
import { unipile } from './unipile/unipile.ts';
import { unipileV2 } from './unipile-v2/unipile-v2.ts';

/** The version of Unipile's API that the settings name, and how its webhooks are read. */
export function openProvider(
  { version, webhookSecret: secret, ...address }: UnipileSettings,
  tools: Omit<UnipileTools, 'apiUrl' | 'apiKey'>,
): { provider: LinkedInProvider; webhooks: Webhooks } {
  if (version === 'v1')
    return { provider: unipile({ ...address, ...tools }), webhooks: headerWebhooks(secret) };
  const provider = unipileV2({ ...address, ...tools });
  return { provider, webhooks: signedWebhooks(secret, provider.personOfChat) };
}
