import type { HeardCall } from './db.ts';
import { type Meters, noMeters } from './meters.ts';
import { Outage, withoutOutages } from './outage.ts';
import type { PartContext } from './part.ts';

interface PartWatch {
  /** Without lines that an outage of the database would repeat. */
  log: PartContext['log'];
  meters: Meters;
  /** Given to the part's database client. */
  heard(call: HeardCall): void;
  /** The line to another system, told as a gauge. */
  line(to: string): Outage;
  /** The same gauge for a line that is watched elsewhere. */
  tellLine(to: string, isUp: () => boolean): void;
}

/** What each part watches alike: its lines to the database and to others, and the database's answers. */
export function watchPart(
  part: string,
  { log, clock, meters = noMeters }: Pick<PartContext, 'log' | 'clock' | 'meters'>,
): PartWatch {
  const calls = meters.counter(
    'greenlight_database_calls_total',
    'Calls of SQL functions by how they ended: ok, refused, token_refused, unavailable, failed',
    ['part', 'outcome'],
  );
  const refusals = meters.counter(
    'greenlight_refusals_total',
    'What the database refused, by reason: most are answers to people, such as a draft that was decided before',
    ['part', 'reason'],
  );
  const failures = meters.counter(
    'greenlight_database_failures_total',
    'Calls of SQL functions without an answer, by the code of SQL, HTTP or socket',
    ['part', 'code'],
  );
  const tellLine = (to: string, isUp: () => boolean) =>
    meters.state(
      'greenlight_line_up',
      '1 while calls to the other system get through, 0 once they do not',
      ['part', 'to'],
      () => [[{ part, to }, isUp() ? 1 : 0]],
    );
  const line = (to: string) => {
    const outage = new Outage(to, clock, log);
    tellLine(to, () => outage.isUp);
    return outage;
  };
  const database = line('database');
  return {
    log: withoutOutages(log),
    meters,
    heard({ outcome, code }) {
      calls({ part, outcome });
      if (outcome === 'refused') refusals({ part, reason: code ?? 'other' });
      if (outcome === 'unavailable' || outcome === 'failed') failures({ part, code: code ?? 'other' });
      if (outcome === 'token_refused') database.refused(code ?? outcome);
      else if (outcome === 'unavailable') database.unanswered(code ?? outcome);
      else database.answered();
    },
    line,
    tellLine,
  };
}
