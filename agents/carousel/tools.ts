import type { Claim, ContentForAgent } from '../../ports/content.ts';
import type { Attempt } from '../attempt.ts';
import type { AskModel } from '../models/ask-model.ts';
import type { QuoteCheck } from './checks/check-evidence.ts';
import type { CarouselRenderer } from './render/create-renderer.ts';

/** What the nodes of one claim of one job work with. */
export interface CarouselTools {
  askModel: AskModel;
  content: ContentForAgent;
  renderer: CarouselRenderer;
  claim: Claim;
  attempt: Attempt;
  isVerbatim: QuoteCheck;
}
