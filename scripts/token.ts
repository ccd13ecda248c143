// `npm run token`: tokens with which other programs start and read jobs. See docs/jobs-api.md.
import { parseArgs } from 'node:util';
import type { Place } from '../setup/place.ts';
import { listProgramTokens, mintProgramToken, revokeProgramToken } from '../setup/program-tokens.ts';
import { atPlace } from './at-place.ts';

const usage = `npm run token -- mint NAME --owner=U… --people=U…,U… --channels=C…,C… [options]
npm run token -- list
npm run token -- revoke NAME

  --owner=U…          answers for it: counts as requester of its jobs, besides the person named
  --people=U…,U…      whom it may name; --channels=C…,C… where its jobs may open
  --types=LIST        of carousel, blog, research (default: all)
  --may=LIST          of start, read (default: both)
  --days=N            1 to 3650 (default: 90)
  --per-minute=N      requests, 1 to 600 (default: 60)
  --webhook=ADDRESS   where the end of its jobs is told
  --folder=FOLDER     where the files of settings are (default: here)

Without files of settings and SETUP_DATABASE_URL it works on the sandbox that runs (GREENLIGHT_DATA).
`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    owner: { type: 'string', default: '' },
    people: { type: 'string', default: '' },
    channels: { type: 'string', default: '' },
    types: { type: 'string', default: 'carousel,blog,research' },
    may: { type: 'string', default: 'start,read' },
    days: { type: 'string', default: '90' },
    'per-minute': { type: 'string', default: '60' },
    webhook: { type: 'string' },
    folder: { type: 'string', default: '.' },
    help: { type: 'boolean', default: false },
  },
});
const [verb = '', name = '', ...more] = positionals;
type Work = (place: Place) => Promise<void>;
const verbs: Record<string, Work> = {
  mint: (place) =>
    mintProgramToken(place, { ...values, name, perMinute: values['per-minute'], webhook: values.webhook }),
  list: listProgramTokens,
  revoke: (place) => revokeProgramToken(place, name),
};
const work = verbs[verb];
if (values.help || !work || more.length > 0 || (verb === 'list') !== (name === '')) {
  process.stdout.write(usage);
  process.exitCode = values.help ? 0 : 1;
} else {
  process.exitCode = (await atPlace(values.folder, work)) ? 0 : 1;
}
