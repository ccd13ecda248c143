import type { Claim, ContentForAgent, Language } from '../../ports/content.ts';
import type { AskModel } from '../models/ask-model.ts';
import type { Attempt } from '../runner/attempt.ts';
import type { WebSearch } from '../web/search/web-search.ts';

/** What the nodes of one claim of one job work with. */
export interface DraftingTools {
  askModel: AskModel;
  content: ContentForAgent;
  /** Within the job's budget; undefined: no search of the web is set up. */
  search?: WebSearch | undefined;
  claim: Claim;
  /** The day, YYYY-MM-DD. A node asks when a person has spoken, and the state keeps it: calls repeated later ask the same. */
  today(): string;
  attempt: Attempt;
  /** The team's language: what is said in the thread; the draft keeps its brief's. */
  speaks: Language;
}
