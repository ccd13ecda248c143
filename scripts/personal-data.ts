// `npm run personal-data`: what is stored of one person, as a file. See docs/personal-data.md.
import { parseArgs } from 'node:util';
import { tellPersonalData } from '../setup/personal-data/tell-personal-data.ts';
import { atPlace } from './at-place.ts';

const usage = `npm run personal-data -- lead "NAME, E-MAIL OR LINKEDIN PROFILE" [options]
npm run personal-data -- member U… [options]

Writes everything that is stored of that person to one file of JSON, which you alone can read. Nothing is changed.

  --file=FILE       default: personal-data-<date>.json
  --folder=FOLDER   where the files of settings are (default: here)

Without files of settings and SETUP_DATABASE_URL it works on the sandbox that runs (GREENLIGHT_DATA).
`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    file: { type: 'string', default: `personal-data-${new Date().toISOString().slice(0, 10)}.json` },
    folder: { type: 'string', default: '.' },
    help: { type: 'boolean', default: false },
  },
});
const [about, ...words] = positionals;
if (values.help || (about !== 'lead' && about !== 'member') || words.length === 0) {
  process.stdout.write(usage);
  process.exitCode = values.help ? 0 : 1;
} else {
  const wish = { about, words: words.join(' '), file: values.file } as const;
  process.exitCode = (await atPlace(values.folder, (place) => tellPersonalData(place, wish))) ? 0 : 1;
}
