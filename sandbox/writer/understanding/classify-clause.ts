import { even, masked } from '../reading/even-text.ts';
import { readWish, type Wish } from './read-wish.ts';

export type Sense =
  | { is: 'change'; wish: Wish }
  | { is: 'question' | 'go_on' | 'approval' | 'other' | 'unclear' | 'keep' };

const request =
  /^(?:(?:voce|vc|tu|you|we|eu)\s+)?(?:pode(?:ria)?m?|consegue|da pra|da para|daria (?:para|pra)|que tal|sera que (?:da|pode)|can|could|would|will|how about|what about)\b(?:\s+(?:you|we|voce|vc|please))?/;
const asks =
  /^(?:e |and |mas |but |entao |so )?(?:de onde|onde|qual|quais|quem|quando|quant[oa]s?|como|por que|porque|o que|em que|which|what|where|who|whose|when|why|how|is|are|was|were|does|do|did|has|have|e verdade|existe|tem|ha)\b/;
const approves =
  /\b(?:aprov(?:o|ad[oa]s?|amos|ar|a|e|em)|approv(?:e|ed|es|al|ing)|lgtm|ship it|publi(?:que|car|cado|sh(?:ed)?)|reprov\w+|rejeit\w+|reject(?:ed)?|(?:esta|ficou|tudo|looks|it'?s|is) (?:muito )?(?:otim[oa]|perfeit[oa]|excelente|good|great|perfect|fine)(?: to me)?|good to go)\b/;
const agrees =
  /\b(?:pode (?:seguir|continuar|ir|mandar|escrever|prosseguir|tocar)|podem? seguir|siga(?: em frente)?|segue o jogo|vamos (?:em frente|nessa|la|seguir)|bora|go on|go ahead|carry on|please continue|proceed|continue|start writing|write it|escreva|pode sim|manda ver|de acordo|concordo|agreed?|combinado|fechado|sounds good|works for me|isso mesmo|e isso)\b/;
const nods =
  /^(?:ok(?:ay|ey)?|sim|yes|yep|yeah|beleza|blz|perfeito|otimo|great|perfect|fine|certo|certinho|show|legal|top|boa|good|nice|sure|👍|✅|🚀|💯|:\+1:|:thumbsup:|:white_check_mark:)[\s.!👍✅🎉]*$/u;
const courtesy =
  /\b(?:obrigad\w+|obg|valeu|vlw|thanks?|thank you|thx|cheers|parabens|congrats|bom dia|boa tarde|boa noite|good (?:morning|afternoon|evening)|oi|ola|hi|hello|hey|kk+|haha+|rs+|bom trabalho|great work|well done|good job|nice work)\b/;
const denies = /\b(?:nao|ainda nao|nunca|nem|not|don'?t|do not|never|wait|espera|espere|calma|hold on)\b/;
const keeps =
  /\b(?:deix[ae]\w*\b.*\b(?:como esta|assim|quieto|pra la)|esquec\w+|cancela\w*|desconsider\w+|ignor[ae]\w*|never ?mind|forget (?:it|that|what)|scratch that|leave (?:it|that|them|the .+?) (?:as (?:it |they )?(?:is|are|was)|alone)|keep (?:it|that|the .+?) (?:as (?:it )?is|as it was)|nao (?:mex|mud|alter|toqu|remov|tir)\w+|(?:don'?t|do not) (?:touch|change|remove|move|shorten|edit))\b/;

/** What one clause of a message is, on its own. */
export function classifyClause(clause: string, waitsFor: 'review' | 'strategy'): Sense {
  const text = masked(even(clause))
    .replace(/<@[^>]*>|@\S+/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  const words = text.split(' ').length;
  if (keeps.test(text) && !approves.test(text)) return { is: 'keep' };
  const ends = /\?["”»\s]*$/.test(clause);
  const wish = readWish(clause);
  if (request.test(text) && wish && wish.do !== 'vague') return { is: 'change', wish };
  if (approves.test(text) && (!wish || wish.do === 'cannot' || wish.do === 'vague' || words <= 3)) {
    if (waitsFor === 'review') return { is: 'approval' };
    return denies.test(text) ? { is: 'unclear' } : { is: ends ? 'question' : 'go_on' };
  }
  if (ends || asks.test(text))
    return { is: wish && !asks.test(text) && !ends ? 'change' : 'question', wish } as Sense;
  if (agrees.test(text) && !wish) {
    if (denies.test(text)) return { is: 'unclear' };
    return { is: waitsFor === 'strategy' ? 'go_on' : 'approval' };
  }
  if (nods.test(text) || nods.test(clause.trim())) return { is: waitsFor === 'strategy' ? 'go_on' : 'other' };
  if (wish) return wish.do === 'vague' ? vagueOrTalk(text, words) : { is: 'change', wish };
  return { is: 'other' };
}

/** "Melhore a conclusão" wants something; "thanks for the change" does not. */
const vagueOrTalk = (text: string, words: number): Sense =>
  courtesy.test(text) && words <= 8 ? { is: 'other' } : { is: 'change', wish: { do: 'vague' } };

/** Thanks, greetings, nods: they want nothing. */
export const isCourtesy = (message: string): boolean => {
  const text = even(message).replace(/\s+/g, ' ').trim();
  return (
    text === '' || courtesy.test(text) || nods.test(text) || nods.test(message.trim()) || keeps.test(text)
  );
};

/** Said to another person of the thread: no business of the agent's. The bot's own name is not another person. */
export const isToSomebody = (message: string): boolean =>
  /^\s*(?:(?:oi|ola|hi|hey|e a[ií])[,\s]+)?@(?!(?:greenlight|bot)\b)[\p{L}]/iu.test(message) ||
  (/^\s*<@[A-Z0-9]+(?:\|[^>]*)?>/.test(message) && !readWish(message.replace(/<@[^>]*>/g, ' ')));
