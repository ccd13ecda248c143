import type { ClaimedJob, Language } from '../../../ports/content.ts';

/** The language in which an agent speaks in a job's thread: the team's, as the bot does. Pure. */
export function spokenIn({ locale }: Pick<ClaimedJob, 'locale'>): Language {
  return locale === 'pt-BR' ? 'pt' : 'en';
}
