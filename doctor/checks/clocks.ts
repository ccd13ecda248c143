import { type Check, type CheckContext, type Finding, fail, has, ok, warn } from '../check.ts';
import { connectable } from '../each-part.ts';
import { readVersion } from '../probes.ts';

/** Slack's Date header has whole seconds, and an answer takes its time: less than this says nothing. */
const WARN_S = 30;
/** Tokens and signatures are refused when clocks are minutes apart. */
const FAIL_S = 120;

/** This machine's clock against the database's and Slack's. */
export const clocks: Check = {
  name: 'clock',
  applies: (subject) => connectable(subject).length > 0 || has(subject, 'SLACK_BOT_TOKEN'),
  async run(context) {
    const seen = [await fromDatabase(context), await fromSlack(context)].filter((s) => s !== null);
    if (seen.length === 0)
      return warn('not checked, as neither database nor Slack told the time', 'First mend those.');
    return seen.map(judge);
  },
};

interface Seen {
  whose: string;
  aheadS: number;
}

async function fromDatabase({ subject, probes }: CheckContext): Promise<Seen | null> {
  for (const part of connectable(subject)) {
    const answer = await probes.version(part);
    const version = readVersion(answer);
    if (version) return { whose: 'the database', aheadS: (answer.atMs - Date.parse(version.now)) / 1000 };
  }
  return null;
}

async function fromSlack({ subject, probes }: CheckContext): Promise<Seen | null> {
  if (!has(subject, 'SLACK_BOT_TOKEN')) return null;
  const { dateMs, atMs } = await probes.slack();
  return dateMs === null ? null : { whose: 'Slack', aheadS: (atMs - dateMs) / 1000 };
}

function judge({ whose, aheadS }: Seen): Finding {
  const off = Math.abs(aheadS);
  if (off <= WARN_S) return ok(`within ${WARN_S} s of ${whose}`);
  const note = `${Math.round(off)} s ${aheadS > 0 ? 'ahead of' : 'behind'} ${whose}`;
  const fix = 'Set the clock of this machine by NTP (systemd-timesyncd, chrony).';
  return off > FAIL_S ? fail(note, fix) : warn(note, fix);
}
