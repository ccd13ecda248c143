/** How a message reads before a job is woken for it. */
export interface Aside {
  /**
   * `talk`: said to a colleague. `nod`: thanks, "ok", an emoji; it asks for nothing, but may agree to an outline that waits.
   * Null: for the agent to read, or in doubt.
   */
  aside: 'talk' | 'nod' | null;
  /** The name that it begins with, as a person is called; whether a person has it, the database knows. */
  called: string | null;
}

const greeting =
  /^(?:(?:ol[áa]|oi+|ei|opa|e a[íi]|fala|bom dia|boa tarde|boa noite|hi|hello|hey|good (?:morning|afternoon|evening)|dear|car[oa])(?!\p{L})[\s,!]*)+/iu;
/** A person, as Slack's mention reads after its id became a name. */
const mention = /(?<![\p{L}\p{N}])@[\p{L}\p{N}_.-]+/gu;
const calls = /^(\p{L}[\p{L}'’-]+)(?:\s+\p{Lu}[\p{L}'’-]+)?\s*(?:[,:!?]|\s[-–—]\s|$)/u;
/** "Shorter" alone is a wish, "hi Thomas" is not. */
const alone = /^\p{L}[\p{L}'’-]+$/u;
/** What only a person can be asked: to look, to judge, to decide, to be there. */
const askedOfPeople =
  /\b(?:(?:voc[êe]s?|vc|tu|algu[ée]m)\s+(?:j[áa]\s+|pode(?:ria)?m?\s+|consegue[m]?\s+)?(?:revis\p{L}+|olh\p{L}+|v[êe]|ver|viu|aprov\p{L}+|acha\p{L}*|concorda\p{L}*|confere|conferir|d[áa]\s+uma\s+olhada|dar\s+uma\s+olhada)|(?:can|could|would|will|did|do|have|are|has)\s+(?:you|anyone|somebody|someone)\s+(?:please\s+|already\s+)?(?:review|look|check|approve|approved|reviewed|see|seen|agree|think|free|around|available)|what do you think|o que (?:voc[êe]s?|vc) acha\p{L}*|take a look|d[áa] uma olhada)/iu;
/** What a draft is made of: who names it may mean the agent. */
const ofDraft =
  /\b(?:slides?|introdu\p{L}+|conclus\p{L}+|t[íi]tulos?|titles?|headings?|se[çc](?:[ãa]o|[õo]es)|sections?|post|legenda|caption|texto|text|par[áa]grafos?|paragraphs?|keywords?|palavras?[- ]chave|plano|plan|capa|cover|hashtags?|frases?|sentences?|resumo|summary|fontes?|sources?|resultados?|findings?|relat[óo]rio|report)\b/iu;
const pleasantries = new Set(
  `obrigado obrigada obrigados obrigadas obg brigado brigada muito muitíssimo valeu vlw agradeço agradecida agradecido thanks
  thank you thx ty cheers many so much a lot ok okay okey k blz beleza certo certinho show top legal massa boa bom ótimo otimo
  ótima otima perfeito perfeita excelente great perfect nice good cool super sim yes yep yeah sure claro combinado fechado
  parabéns parabens congrats congratulations trabalho work job done well pessoal gente time equipe team all everyone todos
  kk kkk kkkk haha hahaha rs rsrs lol entendi got it ah oh de nada imagina welcome by the way bom dia boa tarde noite
  até amanhã amanha see tomorrow`.split(/\s+/),
);
/** Agreement that a button gives, or a wish: never small talk. */
const decides = /\b(?:aprov\p{L}*|approv\p{L}*|publi\p{L}*|rejeit\p{L}*|reject\p{L}*|lgtm|ship)\b/iu;

/**
 * Whether a message is for a colleague and not for the agent: a person who may steer is answered, and talk between people is
 * left alone. In doubt it is for the agent, who reads it and may still leave it. Pure.
 *
 * @param text As people see it, of a message that does not call the bot.
 */
export function asideOf(text: string): Aside {
  const words = text.trim();
  const rest = words.replace(greeting, '');
  if (/^@/u.test(rest)) return { aside: 'talk', called: null };
  if (isNod(words)) return { aside: mention.test(words) ? 'talk' : 'nod', called: null };
  const namesPerson = words.search(mention) >= 0;
  const asksPerson = words.includes('?') && askedOfPeople.test(words);
  if (asksPerson && (namesPerson || !ofDraft.test(words))) return { aside: 'talk', called: null };
  const called = rest === words && alone.test(rest) ? null : (calls.exec(rest)?.[1] ?? null);
  return { aside: null, called };
}

function isNod(words: string): boolean {
  if (decides.test(words)) return false;
  const said = words
    .replaceAll(/:[a-z0-9_+-]+:/giu, ' ')
    .replaceAll(mention, ' ')
    .toLowerCase()
    .match(/[\p{L}\p{N}]+/gu);
  if (said === null) return words !== '' && !/[?]/.test(words);
  return !words.includes('?') && said.length <= 8 && said.every((word) => pleasantries.has(word));
}
