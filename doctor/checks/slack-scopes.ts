import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import { type Check, fail, has, ok, warn } from '../check.ts';

const manifest = z.object({ oauth_config: z.object({ scopes: z.object({ bot: z.array(z.string()) }) }) });

/** The token may do what the manifest asks for. Slack tells a token's scopes with every answer. */
export const slackScopes: Check = {
  name: 'Slack scopes',
  applies: (subject) => has(subject, 'SLACK_BOT_TOKEN'),
  async run({ probes, manifestFile }) {
    if (!existsSync(manifestFile)) return fail(`there is no ${manifestFile}`, 'Run "npm run manifest".');
    const wanted = manifest.parse(JSON.parse(readFileSync(manifestFile, 'utf8'))).oauth_config.scopes.bot;
    const { ok: accepted, scopes } = await probes.slack();
    if (!accepted)
      return warn('not checked, as Slack refuses the token', 'First mend what "Slack token" says.');
    if (scopes === null)
      return warn('not checked, as Slack told no scopes', 'Compare them with the manifest by hand.');
    const missing = wanted.filter((scope) => !scopes.includes(scope));
    if (missing.length > 0) {
      return fail(
        `missing ${missing.join(', ')}`,
        'api.slack.com/apps > your app > App Manifest: paste slack-manifest.json, save, then Install App > Reinstall, and run "npm run setup" with the new token.',
      );
    }
    const extra = scopes.filter((scope) => !wanted.includes(scope));
    return extra.length === 0
      ? ok(`all ${wanted.length} of the manifest`)
      : warn(
          `has ${extra.join(', ')} besides the manifest's`,
          'Remove them under OAuth & Permissions and reinstall the app.',
        );
  },
};
