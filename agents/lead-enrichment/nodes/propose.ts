import type { Language } from '../../../ports/content.ts';
import { JobFailure } from '../../runner/job-failure.ts';
import { storeFiles } from '../../runner/store-files.ts';
import { changesCsv } from '../changes-csv.ts';
import { draftOfBatch } from '../draft-of-batch.ts';
import type { EnrichmentNode } from '../state.ts';
import type { EnrichmentTools } from '../tools.ts';

const fileNames: Record<Language, { draft: string; final: string; alt: string }> = {
  pt: { draft: 'RASCUNHO-alteracoes.csv', final: 'alteracoes.csv', alt: 'Todas as alterações propostas' },
  en: { draft: 'DRAFT-changes.csv', final: 'changes.csv', alt: 'All proposed changes' },
};

/**
 * Makes the version that people decide on: figures, samples, and a file of every change.
 *
 * @throws {JobFailure} `nothing_found` when no record has a value.
 */
export function propose({ content, claim }: Pick<EnrichmentTools, 'content' | 'claim'>): EnrichmentNode {
  return async ({ brief, version, without }) => {
    const batch = await content.batchProposal(claim, without);
    const draft = draftOfBatch(batch, { brief, without });
    if (draft.counts.changed === 0) {
      throw new JobFailure(
        'nothing_found',
        `No page of ${draft.counts.records} records carries a value of an open field`,
        {
          params: { records: draft.counts.records, why: draft.unread },
        },
      );
    }
    const bytes = Buffer.from(changesCsv(batch.records, { language: brief.language, without }));
    const { draft: marked, final, alt } = fileNames[brief.language];
    const file = (path: string, name: string) => ({
      key: `${claim.id}/v${version}/${path}${name}`,
      name,
      mime: 'text/csv',
      alt,
      role: 'document' as const,
      bytes,
    });
    const [files, finals] = await Promise.all([
      storeFiles(content, claim, [file('', marked)]),
      storeFiles(content, claim, [file('final/', final)]),
    ]);
    return { draft, files, finals, changed: false };
  };
}
