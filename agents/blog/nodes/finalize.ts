import type { Claim, ContentForAgent } from '../../../ports/content.ts';
import { JobFailure } from '../../job-failure.ts';
import { storeFiles } from '../../store-files.ts';
import { articleForPublishing, hashOfState } from '../draft-content.ts';
import { toHtml } from '../publish/to-html.ts';
import { toMarkdown } from '../publish/to-markdown.ts';
import { type BlogNode, have } from '../state.ts';

/**
 * Makes the final Markdown and HTML of the approved version, without the draft mark. Refuses any text but the one that
 * was approved. Nothing is published anywhere: that is a person's act.
 */
export function finalize(content: Pick<ContentForAgent, 'putArtifact'>, claim: Claim): BlogNode {
  return async (state) => {
    const decision = have(state, 'decision');
    if (decision.version !== state.version || decision.hash !== hashOfState(state)) {
      throw new JobFailure(
        'draft_mismatch',
        `Cannot finalize version ${state.version}: the approval is for another text (version ${decision.version})`,
      );
    }
    const article = articleForPublishing(state);
    const file = (end: string, mime: string, text: string) => ({
      key: `${state.job_id}/final/${article.slug}-final.${end}`,
      name: `${article.slug}-final.${end}`,
      mime,
      role: 'document' as const,
      alt: article.title,
      bytes: Buffer.from(text),
    });
    const finals = await storeFiles(content, claim, [
      file('md', 'text/markdown', toMarkdown(article, { draft: false })),
      file('html', 'text/html', toHtml(article, { draft: false })),
    ]);
    return { finals };
  };
}
