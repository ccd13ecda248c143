import { isDeepStrictEqual } from 'node:util';
import { type Claim, type ContentForAgent, slideCount } from '../../../ports/content.ts';
import type { Deck } from '../../design/slides/deck.ts';
import { addPassages } from '../../drafting/add-passages.ts';
import { tellRefusal } from '../../drafting/conversation/refuse-wish.ts';
import { NO_CHANGE } from '../../drafting/conversation/take-back.ts';
import { turnOfReview } from '../../drafting/conversation/turn.ts';
import type { AskModel } from '../../models/ask-model.ts';
import { isOffline } from '../../models/prices.ts';
import { type Attempt, gaveUp } from '../../runner/attempt.ts';
import { JobFailure } from '../../runner/job-failure.ts';
import { changeAsked } from '../change-asked.ts';
import { changeDeck } from '../change-deck.ts';
import { changeSlides } from '../change-slides.ts';
import { slideTexts } from '../checks/slide-texts.ts';
import { stillOffered } from '../pictures/offered-pictures.ts';
import { type DeckChange, planChange } from '../plan-change.ts';
import { type CarouselNode, type CarouselState, have } from '../state.ts';

/** Passages that a note may add: it can ask for facts that the brief did not. */
const MAX_NEW_PASSAGES = 4;
const MAX_PASSAGES = 24;

/**
 * Makes the next version from what people asked for, under the brand kit and rules of today.
 *
 * A reply that asks for what is so already makes no version. Words of Request changes that the model refuses make none
 * either: the thread is told why, and the version waits as before.
 *
 * It starts from the reviewed deck and the version that they saw, not from what an earlier attempt left in the state, so
 * that running it again does not apply a note twice.
 */
export function revise(
  askModel: AskModel,
  content: Pick<
    ContentForAgent,
    'getBrandKit' | 'getHouseRules' | 'searchKnowledge' | 'listPictures' | 'recordReply'
  >,
  claim: Claim,
  attempt: Attempt,
): CarouselNode {
  return async (before, { signal }) => {
    const { team_id } = before;
    const deck = have(before, 'reviewed');
    const { version, note } = changeAsked(before);
    const [brand, rules, found, kept] = await Promise.all([
      content.getBrandKit(team_id),
      content.getHouseRules(team_id),
      content.searchKnowledge(team_id, note, have(before, 'language'), MAX_NEW_PASSAGES),
      content.listPictures(team_id),
    ]);
    const passages = addPassages(before.passages, found.passages, MAX_PASSAGES);
    const pictures = stillOffered(before.pictures, kept, deck, {
      // A wish for a picture comes before what the deck says.
      text: [note, ...deck.slides.flatMap(slideTexts)].join('\n'),
      asked: note,
      subjects: before.subjects,
      rules: rules.rules,
    });
    const state = { ...before, deck, brand, rules, passages, pictures, slides: deck.slides.length };
    const run = { node: 'revise', round: state.round, signal };
    const fresh = {
      version: version + 1,
      // Once, though an earlier attempt may have left it there.
      notes: [...before.notes.filter((n) => n !== note), note],
      brand,
      rules,
      repairs: 0,
      mended: false,
      issues: [],
      blocking: [],
      files: [],
      finals: [],
      pictures,
      ...(passages === before.passages ? {} : { passages }),
    };
    const change = planChange(note, before.turn ? before.wishes : [], deck.slides.length);
    const changed = await makeChange(askModel, state, change, run).catch((error: unknown) => {
      const isRefusal = error instanceof JobFailure && error.code === 'model_refused_request';
      if (before.turn || !isRefusal) throw error;
      return { refused: String(error.params.reason ?? error.message) };
    });
    if ('refused' in changed) {
      const turn = turnOfReview(have(before, 'decision'));
      await tellRefusal(content, claim, { turn, text: changed.refused, offline: isOffline(before.model) });
      // In another round the same words are asked afresh.
      return { wanted: 'wait', round: before.round + 1 };
    }
    if (before.turn && isDeepStrictEqual(changed.deck, deck)) {
      const message = `Version ${version} is what this turn asks for`;
      return { stopped: { ...gaveUp(attempt), from: 'revise', code: NO_CHANGE, message, params: {} } };
    }
    if (change.kind === 'parts') {
      return { ...fresh, ...changed, scope: change.slides.map((c) => c.slide), slides: state.slides };
    }
    const count = changed.deck.slides.length;
    const reshaped = change.reshape && count >= slideCount.min && count <= slideCount.max;
    return { ...fresh, ...changed, scope: null, slides: reshaped ? count : state.slides };
  };
}

async function makeChange(
  askModel: AskModel,
  state: CarouselState,
  change: DeckChange,
  run: { node: string; round: number; signal?: AbortSignal | undefined },
): Promise<{ deck: Deck; model: string }> {
  if (change.kind === 'deck') return changeDeck(askModel, state, { note: change.note, issues: [] }, run);
  const slides = change.slides.map((c) => ({ ...c, issues: [] }));
  const changed = await changeSlides(askModel, state, slides, run);
  if (change.post === null) return changed;
  const note = `Post: ${change.post}`;
  const whole = await changeDeck(askModel, { ...state, deck: changed.deck }, { note, issues: [] }, run);
  return { deck: { ...changed.deck, post: whole.deck.post }, model: whole.model };
}
