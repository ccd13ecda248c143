import { rulesFor } from '../../drafting/rules-for.ts';
import { settleFindings } from '../../drafting/settle-findings.ts';
import { have } from '../../drafting/state.ts';
import type { Attempt } from '../../runner/attempt.ts';
import { aiSounding, type Sounding } from '../../text/ai-sounding.ts';
import { checkDeck } from '../checks/check-deck.ts';
import { checkKeptTopic } from '../checks/check-kept-topic.ts';
import { deckTexts } from '../checks/deck-texts.ts';
import type { CarouselNode } from '../state.ts';

/** Checks text, evidence and house rules; no model is asked. */
export function check(attempt: Attempt): CarouselNode {
  return async (state) => {
    const { brief } = state;
    const deck = have(state, 'deck');
    const found = checkDeck(deck, {
      slides: state.slides,
      brief: [brief.topic, brief.audience, brief.call_to_action, state.decision?.note, ...state.notes]
        .filter((text) => text !== null && text !== undefined)
        .join('\n'),
      passages: state.passages,
      rules: rulesFor(have(state, 'rules').rules, have(state, 'language')),
      subjects: state.version === 1 ? state.subjects : [],
      pictures: state.pictures,
      pictured: { subjects: state.subjects, asked: state.notes.at(-1) ?? '', scope: state.scope },
      callToAction: brief.call_to_action,
      language: have(state, 'language'),
      mayBeInAnother: state.version > 1,
      publisher: [have(state, 'brand').name, have(state, 'brand').handle],
      notes: state.notes,
      faulty: state.faulty,
      lenient: state.repairs > 0 || state.scope !== null,
    });
    const note = state.notes.at(-1) ?? '';
    const reviewed = state.version > 1 ? (state.shown?.deck ?? null) : null;
    const kept = checkKeptTopic(deck, { reviewed, scope: state.scope, note });
    const sounding = aiSounding(deckTexts(deck), have(state, 'language'));
    // The writer's one chance; no other text was asked for on a slide that this version does not change.
    const mayChange = ({ place }: Sounding<number | null>) =>
      state.scope === null || (place !== null && state.scope.includes(place));
    const toMend = state.mended ? [] : sounding.filter(mayChange);
    const told = sounding.filter((one) => !toMend.includes(one));
    const all = { findings: [...found.findings, ...kept], warnings: [...told, ...found.warnings] };
    const { claims, faulty } = found;
    return { ...settleFindings(state, all, [], attempt), support: null, claims, faulty, to_mend: toMend };
  };
}
