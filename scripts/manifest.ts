// `npm run manifest`: writes slack-manifest.json (Slack reaches the bot at https://YOUR-HOST/slack/events: put your host
// in its place) and slack-manifest.socket.json (Socket Mode, no public address) from what the code registers and calls.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { manifestFiles } from '../bot/manifest/build-manifest.ts';

for (const [name, text] of Object.entries(manifestFiles())) {
  writeFileSync(join(import.meta.dirname, '..', name), text);
  console.log(`wrote ${name}`);
}
