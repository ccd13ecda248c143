import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Artifact, CheckedClaim, Passage } from '../../ports/content.ts';
import { aDeck } from '../../testing/carousel/deck.ts';
import { statementsOfDeck } from '../carousel/statements-of.ts';
import { checkClaims } from '../drafting/evidence/check-claims.ts';
import { storeFinals } from '../drafting/evidence/evidence-file.ts';
import { sha256Of } from '../drafting/evidence/snapshot.ts';
import { draftHash } from '../runner/draft-hash.ts';
import { isSound, type Report } from './report.ts';
import { verifyDraft } from './verify-draft.ts';
import { verifyFolder } from './verify-folder.ts';

const text = 'A água é purificada. A validação da limpeza usa 3 lotes. O forno fica a 121 °C por 15 minutos.';
const passage: Passage = {
  id: 'd1#0',
  document_id: 'd1',
  title: 'Limpeza de implantes',
  url: null,
  language: 'pt',
  text,
  sha256: sha256Of(text),
  start_at: 0,
  end_at: text.length,
  rank: 1,
};
const own = ['limpeza ISO 13485'];
/** A draft with its final files, as the graph makes them. */
async function made() {
  const deck = aDeck();
  const { claims } = checkClaims(statementsOfDeck(deck), {
    language: 'pt',
    passages: [passage],
    own,
    notes: [],
  });
  const content = {
    kind: 'carousel' as const,
    ...deck,
    language: 'pt' as const,
    claims,
    sources: [],
    brand_version: 1,
    model: 'x',
    offline: true,
  };
  const bytes = new Map<string, Buffer>();
  const store = {
    putArtifact: async (
      _claim: unknown,
      { base64, ...file }: Omit<Artifact, 'size' | 'sha256'> & { base64: string },
    ) => {
      const own = Buffer.from(base64, 'base64');
      bytes.set(file.name, own);
      return { ...file, size: own.length, sha256: sha256Of(own.toString('utf8')) };
    },
  };
  const files = [
    {
      key: 'j/v1/final/a-final.pdf',
      name: 'a-final.pdf',
      mime: 'application/pdf',
      role: 'document' as const,
      alt: 'a',
      bytes: Buffer.from('a PDF'),
    },
  ];
  const finals = await storeFinals(store, { id: 'j', fence: 1 }, { draft: content, folder: 'j/v1', files });
  return { content, finals, bytes };
}
const faults = ({ lines }: Report): string[] => lines.filter(({ ok }) => !ok).map((line) => line.text);

describe('verifyFolder()', () => {
  let folder: string;
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'greenlight-verify-'));
    const { bytes } = await made();
    for (const [name, data] of bytes) writeFileSync(join(folder, name), data);
  });
  afterEach(() => rmSync(folder, { recursive: true }));
  const change = (name: string, by: (text: string) => string) =>
    writeFileSync(join(folder, name), by(readFileSync(join(folder, name), 'utf8')));

  it('finds no fault in final files as they were made', () => {
    const report = verifyFolder(folder);
    expect(faults(report)).toEqual([]);
    expect(isSound(report)).toBe(true);
    expect(report.lines.map((line) => line.text).join('\n')).toMatch(
      /a-final\.pdf: unchanged[\s\S]*verified, 1 quote$/m,
    );
  });

  it('tells a file of which one byte was changed', () => {
    change('a-final.pdf', () => 'a PDf');
    expect(faults(verifyFolder(folder))).toEqual([expect.stringMatching(/^a-final\.pdf: changed/)]);
  });

  it('tells a file that is missing, and that the evidence is', () => {
    rmSync(join(folder, 'a-final.pdf'));
    expect(faults(verifyFolder(folder))).toEqual(['a-final.pdf: the file is missing']);
    rmSync(join(folder, 'evidence.json'));
    expect(faults(verifyFolder(folder))).toEqual(['evidence.json is missing']);
  });

  it('tells a changed quote, by its hash and by the sentence that it carries no more', () => {
    change('evidence.json', (json) => json.replaceAll('usa 3 lotes', 'usa 5 lotes'));
    expect(faults(verifyFolder(folder)).join('\n')).toMatch(
      /changed after they were written[\s\S]*"3" is in none/,
    );
  });

  it('tells a quote that was moved to another place', () => {
    change('evidence.json', (json) => json.replace(/"start": \d+/, '"start": 1'));
    expect(faults(verifyFolder(folder)).join('\n')).toMatch(/its place has|is not that of its place/);
  });

  it('takes no file from outside the folder, and says so of an evidence.json that is none', () => {
    change('evidence.json', (json) => json.replace('"name": "a-final.pdf"', '"name": "../a-final.pdf"'));
    expect(faults(verifyFolder(folder))).toContain('../a-final.pdf: the file is missing');
    change('evidence.json', () => '{"format": 1}');
    expect(faults(verifyFolder(folder))).toEqual([
      'evidence.json cannot be read: it is no greenlight-evidence/1',
    ]);
  });
});

describe('verifyDraft()', () => {
  async function stored(more: { document?: string; claims?(all: CheckedClaim[]): CheckedClaim[] } = {}) {
    const { content, finals, bytes } = await made();
    const raw = { ...content, claims: (more.claims ?? ((all) => all))(content.claims) };
    return {
      draft: {
        id: 'd',
        job_id: 'j',
        version: 1,
        hash: draftHash(raw, [], finals),
        status: 'proposed' as const,
        content: raw,
        artifacts: [],
        finals,
        authors: [],
        reason: null,
        created_at: '2026-11-30T06:00:00Z',
      },
      raw,
      passages: [passage],
      documents: [{ id: 'd1', title: 'Limpeza de implantes', text: more.document ?? text }],
      evidence: {
        mime: 'application/json',
        name: 'evidence.json',
        sha256: '',
        bucket: null,
        base64: (bytes.get('evidence.json') ?? Buffer.from('')).toString('base64'),
      },
      files_ended: false,
    };
  }

  it('says of a draft that spoke of an erased person that its body is gone, which is no fault, and looks at nothing else', async () => {
    const whole = await stored();
    const gone = { kind: 'lead_enrichment' as const, title: '–' };
    const report = verifyDraft({
      ...whole,
      draft: {
        ...whole.draft,
        content: { ...whole.draft.content, ...gone } as never,
        erased_at: '2026-11-30T12:00:00Z',
      },
      raw: gone,
      evidence: null,
    });
    expect(report.lines).toEqual([
      {
        ok: true,
        text: expect.stringMatching(/^erased on 2026-11-30 with a person .* the hash [0-9a-f]{64} is kept$/),
      },
    ]);
    expect(report.lines[0]?.text).toContain(whole.draft.hash);
    expect(isSound(report)).toBe(true);
    // Without that mark a body that is gone is a fault.
    const { draft } = whole;
    expect(isSound(verifyDraft({ ...whole, draft, raw: gone, evidence: null }))).toBe(false);
  });

  it('finds no fault in a draft whose sources are stored as they were', async () => {
    expect(faults(verifyDraft(await stored()))).toEqual([]);
  });

  it('tells a source whose stored text was changed', async () => {
    const altered = text.replace('3 lotes', '5 lotes');
    const found = { ...(await stored({ document: altered })), passages: [{ ...passage, text: altered }] };
    expect(faults(verifyDraft(found)).join('\n')).toContain('is not the one that was quoted');
  });

  it('tells a text that is not that of its hash, and evidence of another draft', async () => {
    const found = await stored();
    const raw = { ...found.raw, title: 'Outro' };
    const draft = { ...found.draft, content: raw };
    expect(faults(verifyDraft({ ...found, raw, draft })).join('\n')).toMatch(
      /not that of its hash[\s\S]*tells another draft/,
    );
  });

  it('tells a claim that the draft does not make, and one that was never verified', async () => {
    const invented = await stored({
      claims: (all) =>
        all.map((claim, n) => (n === 0 ? { ...claim, text: 'A limpeza usa 3 lotes sempre.' } : claim)),
    });
    expect(faults(verifyDraft(invented)).join('\n')).toContain('the draft does not say it');
    const open = await stored({
      claims: (all) =>
        all.map((claim, n) =>
          n === 0
            ? { ...claim, status: 'unverified', faults: [{ code: 'negation_differs', params: {} }] }
            : claim,
        ),
    });
    expect(faults(verifyDraft(open)).join('\n')).toContain('unverified, as recorded');
  });
});
