const day = new Intl.DateTimeFormat('en-CA', { timeZone: 'America/Sao_Paulo', dateStyle: 'short' });

/** The day where the team and its readers live, YYYY-MM-DD. @param now Milliseconds since 1970. */
export function dayInBrazil(now: number): string {
  return day.format(now);
}
