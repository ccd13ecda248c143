import { interrupt } from '@langchain/langgraph';
import {
  type Claim,
  type ContentForAgent,
  type Language,
  type LanguageOffer,
  resume,
} from '../../../ports/content.ts';
import { type Attempt, gaveUp } from '../../runner/attempt.ts';
import { draftHash } from '../../runner/draft-hash.ts';
import type { Awaited } from '../../runner/workflow.ts';
import { readUpto, turnOfReplies, turnText } from '../conversation/turn.ts';
import type { DraftingState } from '../state.ts';
import { readYesNo } from '../topic/read-yes-no.ts';

type Offering = Pick<DraftingState, 'brief' | 'offer' | 'asked' | 'read_upto'>;
type Answered = Partial<Pick<DraftingState, 'offer' | 'read_upto' | 'stopped'>>;

export function offerContent(state: Offering): LanguageOffer {
  if (state.offer === null) throw new Error('Cannot ask: the state has no offer');
  return { kind: 'language', ...state.offer };
}

/**
 * Waits until people say whether documents in the other language shall be used; the draft is then written in that
 * language, as its quotes stand there word for word. The node runs again from its top when the answer comes, so nothing
 * with an effect stands before the interrupt; what is said after it is said once, by its key.
 */
export function offerLanguage(
  content: Pick<ContentForAgent, 'recordReply'>,
  claim: Claim,
  speaks: Language,
  attempt: Attempt,
): (state: Offering) => Promise<Answered> {
  return async (state) => {
    const { asked: question, read_upto } = state;
    const about = offerContent(state);
    const awaited: Awaited = { question, hash: draftHash(about, []), read_upto };
    const heard = resume.parse(interrupt(awaited));
    if ('decision' in heard || heard.kind === 'hand')
      throw new Error('Cannot take a review: the graph asks for a language');
    if (heard.kind === 'answer') {
      return heard.answer === 'go_on' ? { offer: null, stopped: null } : declined(state, about, attempt);
    }
    const turn = turnOfReplies(heard);
    const upto = { read_upto: readUpto(turn) };
    const said = readYesNo(turnText(turn));
    if (said === 'yes') return { ...upto, offer: null, stopped: null };
    if (said === 'no') return { ...upto, ...declined(state, about, attempt) };
    await content.recordReply(claim, {
      key: `${turn.key}:language`,
      kind: 'unclear',
      text: ask[speaks](about.names.join(', '), about.offered),
      person_id: turn.messages.at(-1)?.author_id ?? null,
      version: null,
      offline: false,
    });
    return { ...upto, stopped: null };
  };
}

function declined({ brief }: Offering, { names }: LanguageOffer, attempt: Attempt): Answered {
  return {
    offer: null,
    stopped: {
      ...gaveUp(attempt),
      code: 'no_evidence',
      message: `Nothing about ${names.join(', ')} in the language asked for, and the other documents are not wanted`,
      params: { topic: brief.topic, terms_missing: names },
    },
  };
}

const ask: Record<Language, (names: string, offered: Language) => string> = {
  pt: (names, offered) =>
    `Uso os documentos em ${offered === 'en' ? 'inglês' : 'português'} sobre ${names}? Responda “sim” ou “não”, ou clique em um dos botões.`,
  en: (names, offered) =>
    `Shall I use the ${offered === 'en' ? 'English' : 'Portuguese'} documents about ${names}? Answer "yes" or "no", or click one of the buttons.`,
};
