import { localDate } from '../../platform/local-time.ts';

/** The day where the team and its readers live, YYYY-MM-DD. @param now Milliseconds since 1970. */
export const dayInBrazil = (now: number): string => localDate(now, 'America/Sao_Paulo');
