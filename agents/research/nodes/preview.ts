import type { ContentForAgent, Language } from '../../../ports/content.ts';
import { storeFinals } from '../../drafting/evidence/evidence-file.ts';
import { diffParts } from '../../drafting/parts/diff-parts.ts';
import { have } from '../../drafting/state.ts';
import { storeFiles } from '../../runner/store-files.ts';
import { draftContent, reportForPublishing } from '../draft-content.ts';
import { partsOf } from '../parts-of-report.ts';
import { overviewAlt } from '../preview-alt.ts';
import { reportMarkdown } from '../publish/report-markdown.ts';
import type { Report, ResearchNode, ResearchTools } from '../state.ts';

/**
 * Makes the report's files with the draft mark, and beside them the files as they go out once this very version is
 * approved. Tells what has changed.
 */
export function preview({
  reportRenderer,
  content,
  claim,
}: Pick<ResearchTools, 'reportRenderer' | 'claim'> & {
  content: Pick<ContentForAgent, 'putArtifact'>;
}): ResearchNode {
  return async (state, { signal }) => {
    const brand = have(state, 'brand');
    const changes = changesOf(state.shown?.report ?? null, have(state, 'report'), have(state, 'language'));
    const report = reportForPublishing({ ...state, changes });
    const [overview, pdf, finalPdf] = await Promise.all([
      reportRenderer.overview(report, brand, { draft: true }),
      reportRenderer.pdf(report, brand, { draft: true }),
      reportRenderer.pdf(report, brand, { draft: false }),
    ]);
    signal?.throwIfAborted();
    const folder = `${state.job_id}/v${state.version}`;
    // People download these: the name tells the version.
    const name = `${report.slug}-v${state.version}-draft`;
    const document = (file: string, mime: string, bytes: Buffer) => ({
      key: `${folder}/${file}`,
      name: file.replace('final/', ''),
      mime,
      role: 'document' as const,
      alt: report.title,
      bytes,
    });
    const markdown = (draft: boolean) => Buffer.from(reportMarkdown(report, { draft }));
    const files = await storeFiles(content, claim, [
      {
        key: `${folder}/overview.png`,
        name: 'overview.png',
        mime: 'image/png',
        role: 'overview',
        alt: overviewAlt(report),
        bytes: overview,
      },
      document(`${name}.pdf`, 'application/pdf', pdf),
      document(`${name}.md`, 'text/markdown', markdown(true)),
    ]);
    // What cannot be approved does not go out.
    const finals =
      state.blocking.length > 0
        ? []
        : await storeFinals(content, claim, {
            draft: draftContent({ ...state, changes }),
            folder,
            files: [
              document(`final/${report.slug}-final.pdf`, 'application/pdf', finalPdf),
              document(`final/${report.slug}-final.md`, 'text/markdown', markdown(false)),
            ],
          });
    return { files, finals, changes, findings: [], stopped: null };
  };
}

function changesOf(before: Report | null, after: Report, language: Language) {
  const compared = (report: Report) => ({ title: report.title, parts: partsOf(report) });
  return before === null ? [] : diffParts(compared(before), compared(after), language);
}
