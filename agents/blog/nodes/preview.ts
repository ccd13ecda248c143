import type { ContentForAgent } from '../../../ports/content.ts';
import { storeFinals } from '../../drafting/evidence/evidence-file.ts';
import { diffParts } from '../../drafting/parts/diff-parts.ts';
import { have } from '../../drafting/state.ts';
import { storeFiles } from '../../runner/store-files.ts';
import { articleForPublishing, draftContent } from '../draft-content.ts';
import { overviewAlt, pageAlt } from '../preview-alt.ts';
import { shareName } from '../publish/article.ts';
import { toHtml } from '../publish/to-html.ts';
import { toMarkdown } from '../publish/to-markdown.ts';
import type { BlogNode, BlogTools } from '../state.ts';

/**
 * Draws the article's pages and makes its files with the draft mark, and beside them the files as they go out once this
 * very version is approved. Tells what has changed.
 */
export function preview({
  previewRenderer,
  content,
  claim,
}: Pick<BlogTools, 'previewRenderer' | 'claim'> & {
  content: Pick<ContentForAgent, 'putArtifact'>;
}): BlogNode {
  return async (state, { signal }) => {
    const article = articleForPublishing(state);
    const brand = have(state, 'brand');
    const [drawn, shared, share] = await Promise.all([
      previewRenderer.render(article, brand, { draft: true }),
      previewRenderer.share(article, brand, { draft: true }),
      previewRenderer.share(article, brand, { draft: false }),
    ]);
    signal?.throwIfAborted();
    const folder = `${state.job_id}/v${state.version}`;
    // People download these: the name tells the version.
    const name = `${article.slug}-v${state.version}-draft`;
    const document = (file: string, mime: string, content: string | Buffer) => ({
      key: `${folder}/${file}`,
      name: file.replace('final/', ''),
      mime,
      role: 'document' as const,
      alt: article.title,
      bytes: typeof content === 'string' ? Buffer.from(content) : content,
    });
    const files = await storeFiles(content, claim, [
      ...drawn.pages.map((bytes, at) => {
        const number = String(at + 1).padStart(2, '0');
        return {
          key: `${folder}/page-${number}.png`,
          name: `${name}-${number}.png`,
          mime: 'image/png',
          role: 'page' as const,
          alt: pageAlt(article, at, drawn.pages.length),
          bytes,
        };
      }),
      {
        key: `${folder}/overview.png`,
        name: 'overview.png',
        mime: 'image/png',
        role: 'overview',
        alt: overviewAlt(article),
        bytes: drawn.overview,
      },
      document(`${name}.md`, 'text/markdown', toMarkdown(article, { draft: true })),
      document(`${name}.html`, 'text/html', toHtml(article, { draft: true })),
      document(shareName(article, { draft: true }), 'image/png', shared),
    ]);
    const final = { draft: false } as const;
    // What cannot be approved does not go out.
    const finals =
      state.blocking.length > 0
        ? []
        : await storeFinals(content, claim, {
            draft: draftContent(state),
            folder,
            files: [
              document(`final/${article.slug}-final.md`, 'text/markdown', toMarkdown(article, final)),
              document(`final/${article.slug}-final.html`, 'text/html', toHtml(article, final)),
              document(`final/${shareName(article, final)}`, 'image/png', share),
            ],
          });
    const before = state.version > 1 ? have(state, 'shown').article : null;
    const changes = before ? diffParts(before, have(state, 'article'), article.language) : [];
    return { files, finals, changes, findings: [], stopped: null };
  };
}
