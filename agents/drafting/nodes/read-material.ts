import { isExpected } from '../../../platform/errors.ts';
import type { Claim, ContentForAgent, Language } from '../../../ports/content.ts';
import { documentLanguage } from '../../extraction/document-language.ts';
import { JobFailure } from '../../runner/job-failure.ts';
import { topicWords } from '../../text/topic-words.ts';
import { briefLanguage } from '../brief-language.ts';
import { openingOf } from '../keep-page.ts';
import type { DraftingState } from '../state.ts';

/**
 * Makes a document of this job out of the text that came with its brief, such as what people wrote in a thread: searches
 * find it, and what is quoted of it is checked like any other quote. Read once, also by a job that is tried again.
 *
 * @param speaks The language of what is too short to tell, with a brief that does not tell it either.
 */
export function readMaterial(
  content: Pick<ContentForAgent, 'getUpload' | 'storeDocument'>,
  claim: Claim,
  speaks: Language,
) {
  return async ({
    brief,
    material,
  }: Pick<DraftingState, 'brief' | 'material'>): Promise<Partial<Pick<DraftingState, 'material'>>> => {
    if (brief.material === undefined || material !== null) return {};
    const { upload_id } = brief.material;
    const upload = await content.getUpload(claim, upload_id);
    if (upload === null) {
      throw new JobFailure(
        'material_gone',
        `Cannot read the material "${upload_id}" of the brief: it is no longer kept; uploads are kept for a day`,
      );
    }
    const text = Buffer.from(upload.base64, 'base64').toString('utf8');
    const language = languageOf(text) ?? briefLanguage(brief, topicWords(brief.topic)) ?? speaks;
    const { document_id } = await content.storeDocument(claim, {
      scope: 'job',
      kind: 'text',
      title: upload.name,
      language,
      url: null,
      file_name: null,
      text,
      source_sha256: upload.sha256,
      fetched_at: null,
    });
    return { material: { document_id, language, opening: openingOf(text) } };
  };
}

/** Null: too little is written to tell. */
function languageOf(text: string): Language | null {
  try {
    return documentLanguage(text);
  } catch (error) {
    if (isExpected(error, 'other_language') && error instanceof JobFailure && error.params.language === null)
      return null;
    throw error;
  }
}
