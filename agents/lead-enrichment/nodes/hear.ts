import { type EnrichedField, enrichedFields, type Language } from '../../../ports/content.ts';
import { turnText } from '../../drafting/conversation/turn.ts';
import { have } from '../../drafting/state.ts';
import type { EnrichmentNode, EnrichmentState } from '../state.ts';
import { namesField, takeOut } from '../take-out.ts';
import type { EnrichmentTools } from '../tools.ts';

/** What a person would write of each field. */
const called: Record<Language, Record<EnrichedField, string>> = {
  pt: { website: 'site', industry: 'setor', headcount: 'funcionários', country: 'país' },
  en: { website: 'website', industry: 'industry', headcount: 'employees', country: 'country' },
};

const cannot: Record<Language, (version: number, field: string | null) => string> = {
  pt: (version, field) =>
    `Aqui só posso retirar ou devolver campos inteiros${field === null ? ', e esta proposta tem um só' : `: escreva, por exemplo, “sem ${field}”`}. Quem decide são os botões do cartão; o que já foi aplicado, /leads reverter desfaz. A versão ${version} continua como está.`,
  en: (version, field) =>
    `Here I can only take out or put back whole fields${field === null ? ', and this proposal has one alone' : `: write for example "without ${field}"`}. The buttons of the card decide, and /leads rollback takes back what was applied. Version ${version} stands as it is.`,
};

/**
 * Reads what a person asked for. By code: fields go out or come back; all else is refused in one sentence, and nothing changes.
 * Words of the thread that name no field may be a wish or talk: of a version, the sentence is said to them once.
 */
export function hear({
  content,
  claim,
  speaks,
}: Pick<EnrichmentTools, 'content' | 'claim' | 'speaks'>): EnrichmentNode {
  return async (state) => {
    const turn = have(state, 'turn');
    const note = turnText(turn);
    const wanted = takeOut(note);
    const without = wanted === null ? state.without : fieldsAfter(state.without, wanted);
    const leavesSome = hasValues(state, without);
    if (wanted !== null && leavesSome && without.join() !== state.without.join())
      return { without, version: state.version + 1, changed: true };
    const isWish = turn.by === 'button' || wanted !== null || namesField(note);
    await content.recordReply(claim, {
      key: isWish ? `${turn.key}:unclear` : `v${state.version}:unclear`,
      kind: 'unclear',
      text: cannot[speaks](state.version, exampleOf(state, speaks)),
      person_id: turn.messages.at(-1)?.author_id ?? null,
      version: null,
      offline: state.draft?.offline ?? false,
    });
    return { turn: null, changed: false };
  };
}

export const afterHearing = ({ changed }: EnrichmentState): 'propose' | 'await-review' =>
  changed ? 'propose' : 'await-review';

function fieldsAfter(
  before: readonly EnrichedField[],
  wanted: { out: EnrichedField[]; back: EnrichedField[] },
) {
  return enrichedFields.filter(
    (field) => wanted.out.includes(field) || (before.includes(field) && !wanted.back.includes(field)),
  );
}

/** A field of this version that could go; null: it has one alone. */
function exampleOf({ draft }: EnrichmentState, language: Language): string | null {
  const proposed = enrichedFields.filter((field) => (draft?.counts.values[field] ?? 0) > 0);
  const last = proposed.length > 1 ? proposed.at(-1) : undefined;
  return last === undefined ? null : called[language][last];
}

/** A proposal of nothing is none. What was out already is not counted in the version that waits, and may come back. */
function hasValues({ draft, without: before }: EnrichmentState, without: readonly EnrichedField[]): boolean {
  return enrichedFields.some(
    (field) => !without.includes(field) && ((draft?.counts.values[field] ?? 0) > 0 || before.includes(field)),
  );
}
