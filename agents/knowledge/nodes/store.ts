import { briefLength, type Claim, type ContentForAgent } from '../../../ports/content.ts';
import { have, type KnowledgeNode } from '../state.ts';

/** Keeps the document in the team's knowledge base. A rerun finds what was stored and answers the same. */
export function store(content: Pick<ContentForAgent, 'storeDocument'>, claim: Claim): KnowledgeNode {
  return async (state) => {
    const { title, text, language } = have(state, 'document');
    const { kind, url, file_name, sha256, fetched_at } = have(state, 'source');
    const stored = await content.storeDocument(claim, {
      scope: 'team',
      kind,
      title: [...title].slice(0, briefLength.field).join(''),
      language,
      url,
      file_name,
      text,
      source_sha256: sha256,
      fetched_at,
    });
    return { stored };
  };
}
