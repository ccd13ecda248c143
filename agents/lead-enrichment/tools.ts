import type { Claim, ContentForAgent, Language } from '../../ports/content.ts';
import type { AskModel } from '../models/ask-model.ts';
import type { Attempt } from '../runner/attempt.ts';
import type { ReadSite } from './read-site.ts';

/** What the nodes of one claim of an enrichment work with. */
export interface EnrichmentTools {
  askModel: AskModel;
  content: ContentForAgent;
  claim: Claim;
  readSite: ReadSite;
  attempt: Pick<Attempt, 'finishes'>;
  /** The team's language: what is said in the thread. */
  speaks: Language;
  /** Lets other jobs have the slot at the next node boundary. */
  giveWay(): void;
}
