import type { CheckedClaim, EvidencePage, QuotedEvidence } from '../../ports/content.ts';

/** A quote that was found. */
export function aQuote(change: Partial<QuotedEvidence> = {}): QuotedEvidence {
  return {
    id: 'e0123456789abcdef',
    passage_id: 'd1#0',
    document_id: 'd1',
    snapshot_sha256: 'b'.repeat(64),
    title: 'ISO 13485 em uma página',
    url: 'https://example.com/iso',
    fetched_at: '2026-11-20T10:00:00Z',
    quote: 'a rastreabilidade é exigida em cada etapa',
    before: 'A norma trata de implantes.',
    after: 'Ela vale desde 2016.',
    start: 30,
    end: 71,
    ...change,
  };
}

export function aClaim(change: Partial<CheckedClaim> = {}): CheckedClaim {
  return {
    id: 'c1',
    place: 1,
    text: 'A norma exige rastreabilidade em cada etapa.',
    evidence: [aQuote()],
    status: 'verified',
    faults: [],
    support: 'supported',
    ...change,
  };
}

export function anEvidencePage(change: Partial<EvidencePage> = {}): EvidencePage {
  const { claims = [{ ...aClaim(), withdrawn: [], retracted: null }] } = change;
  return {
    outcome: 'read',
    kind: 'carousel',
    title: '5 erros ao escolher um fornecedor de implantes',
    version: 1,
    hash: 'a'.repeat(64),
    status: 'proposed',
    current_version: 1,
    parts: [],
    may_retract: true,
    total: claims.length,
    doubtful: 0,
    ...change,
    claims,
  };
}
