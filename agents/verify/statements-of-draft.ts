import type { WrittenContent } from '../../ports/content.ts';
import { deck } from '../../ports/model-tasks.ts';
import { statementsOfArticle } from '../blog/statements-of.ts';
import { statementsOfDeck } from '../carousel/statements-of.ts';
import type { Statement } from '../drafting/evidence/statement.ts';
import { statementsOfReport } from '../research/statements-of.ts';

/** All that a draft of any type says. Pure. */
export function statementsOfDraft(content: WrittenContent): Statement<string | number | null>[] {
  switch (content.kind) {
    case 'blog':
      return statementsOfArticle(content);
    case 'carousel':
      return statementsOfDeck(deck.parse(content));
    case 'research':
      return statementsOfReport(content);
  }
}
