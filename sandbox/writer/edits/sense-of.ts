import type { UnderstandingTask } from '../../../ports/model-tasks.ts';
import { even, masked } from '../reading/even-text.ts';

/** What a clause is that is no edit. */
type Sense = 'question' | 'go_on' | 'approval' | 'talk' | 'wish';

const asks =
  /\?["”»\s]*$|^(?:e |and |mas |but )?(?:de onde|onde|qual|quais|quem|quando|quant[oa]s?|por que|o que|which|what|where|who|when|why|how)\b/;
const approves =
  /\b(?:aprov(?:o|ad[oa]s?|amos|ar|e)|approve[ds]?|approving|lgtm|publi(?:que|car|cado|sh(?:ed)?)|rejeit\w+|reject(?:ed)?|(?:esta|ficou|tudo|looks|it'?s|is) (?:muito )?(?:otim[oa]|bo[ma]|perfeit[oa]|good|great|perfect|fine))\b/;
const agrees =
  /\b(?:pode (?:seguir|continuar|ir|mandar|escrever|comecar|iniciar|pesquisar)|siga|vamos em frente|bora|go on|go ahead|carry on|continue|start writing|de acordo|concordo|agreed?|combinado|fechado|sounds good)\b/;
const nods =
  /^(?:ok(?:ay)?|sim|yes|beleza|blz|perfeito|otimo|great|perfect|fine|certo|show|legal|top|boa|good|nice|sure|👍|✅|🚀|💯|:\+1:|:thumbsup:|:white_check_mark:)[\s.!]*$/u;
const starts =
  /^(?:(?:please|por favor),? )?(?:start|begin|comece|inicie|comecar|iniciar)(?: (?:now|searching|agora|a pesquisa))?[\s.!]*$/;
const courtesy =
  /\b(?:obrigad\w+|valeu|vlw|thanks?|thank you|parabens|congrats|bom dia|boa tarde|boa noite|good (?:morning|afternoon|evening)|oi|ola|hi|hello|hey|kk+|haha+|rs+|esquec\w+|never ?mind)\b/;
const denies = /\b(?:nao|ainda nao|nunca|not|don'?t|never|wait|espere?|calma)\b/;
/** Who tells somebody to do something, finds fault, or names a part wants something of the draft. */
const wishes =
  /\b(?:fac[ao]|deix\w+|mud[ae]\w*|us[ae]|ponha|coloqu\w+|tente|diga|escrev[ae]\w*|quero|queria|gostaria|precis\w+|falta\w*|melhor[ae]\w*|refa[cz]\w+|reescrev\w+|ajust\w+|corrij\w+|traduz\w+|mencion\w+|cit[ae]r?|inclu\w+|adicion\w+|acrescent\w+|remov\w+|tir[ae]r?|troqu\w+|encurt\w+|gostei|make|let|use|try|put|give|say|turn|set|want|need|should|must|improve|rewrite|redo|fix|translate|mention|include|add|remove|replace|change|shorte[nr]\w*|longer|less|more|mais|menos|like|slides?|secao|section|introducao|introduction|conclusao|conclusion|titulo|title)\b/;

/** What a clause of a message is, as far as a few words tell. */
export function senseOf(clause: string, waitsFor: UnderstandingTask['waits_for']): Sense {
  const text = masked(even(clause))
    .replace(/<@[^>]*>|@\S+/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  if (approves.test(text) || agrees.test(text)) {
    if (waitsFor === 'review') return 'approval';
    return denies.test(text) ? 'wish' : asks.test(text) ? 'question' : 'go_on';
  }
  if (asks.test(text)) return 'question';
  if (nods.test(text) || starts.test(text)) return waitsFor !== 'review' ? 'go_on' : 'talk';
  return wishes.test(text) && !courtesy.test(text) ? 'wish' : 'talk';
}

/** Said to another person of the thread: no business of the agent's. The bot's own name is not another person. */
export const isToSomebody = (message: string): boolean =>
  /^\s*(?:(?:oi|ol[aá]|hi|hey)[,\s]+)?@(?!(?:greenlight|bot)\b)[\p{L}]/iu.test(message) ||
  /^\s*<@[A-Z0-9]+(?:\|[^>]*)?>/.test(message);
