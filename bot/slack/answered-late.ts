import type { Log } from '../../platform/log.ts';

/**
 * What to do about a request that was not acknowledged in Slack's three seconds, as by an overloaded machine: leave it open
 * for the handler. Bolt answers 404 by itself, and the acknowledgement then throws after the work was done, so that a
 * person would read that a command failed whose job is under way.
 */
export const answeredLate = (log: Pick<Log, 'warn'>) => (): void => log.warn('slack_answer_late');
