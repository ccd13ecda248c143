import { cognatesOf } from '../drafting/topic/cognates-of.ts';
import { rootOf } from '../drafting/topic/root-of.ts';
import { smallWords } from '../drafting/topic/small-words.ts';
import { plainWords } from '../drafting/topic/subject.ts';
import { foldText } from '../text/fold-text.ts';
import { sentences } from '../text/sentences.ts';

const list = (words: string): string[] => words.split(/\s+/).filter(Boolean);
const any = (words: string): string => list(words).join('|');

/** What a letter takes for granted: that two have met, that a person asked for something, or has a need. Folded. */
const familiar = new RegExp(
  `\\b(?:${[
    'nos (?:conhecemos|encontramos|falamos)',
    '(?:conforme|como) (?:conversamos|combinamos|combinado|falamos)',
    '(?:nossa|ultima) conversa (?:de|da|na|no|anterior|passada)',
    '(?:conex(?:ao|oes)|amig[oa]s?|contatos?) em comum',
    '(?:me |nos )?(?:indicou|recomendou|apresentou) (?:voce|seu)',
    '(?:recebi|tive) (?:a |uma )?indicacao',
    'voces? (?:pediu|pediram|solicitou|se inscreveu|baixou|participou|esteve|comentou|curtiu|publicou|escreveu|palestrou|apresentou|mencionou|demonstrou|ganhou|conquistou)',
    '(?:sei|imagino|acredito|tenho certeza(?: de)?|suponho) que (?:voces?|sua|seu)',
    'voces? (?:deve|devem|provavelmente)',
    'we (?:have )?met',
    '(?:nice|great|good|lovely) (?:meeting|talking|speaking|chatting|to meet|to see you)',
    'as (?:we )?(?:discussed|agreed|promised|mentioned)',
    'our (?:last |previous |recent )?(?:call|conversation|chat|meeting)\\b(?! (?:could|would))',
    'we (?:spoke|talked|chatted|worked together)',
    '(?:recomendad|indicad)[oa]s? por',
    'mutual (?:connections?|friends?|contacts?)',
    '(?:referred|introduced|recommended) (?:me|us|you)',
    'you (?:have |recently |just )?(?:asked|requested|signed up|downloaded|attended|commented|liked|posted|published|wrote|spoke|mentioned|presented|won|showed interest)',
    'i (?:know|imagine|believe|bet|guess|assume)(?: that)? you',
    '(?:i m|i am) (?:sure|certain)(?: that)? (?:you|your)',
    'you (?:must|probably|surely|likely)',
    '(?:you re|you are) (?:probably|likely|struggling|facing|looking)',
    '(?:anos|years|decadas?|decades?) (?:de|of|in|no|as) (?:experiencia|experience|carreira|career|mercado|atuacao|the|a|an|um|uma)',
    '(?:vasta|ampla|longa|extensive|deep|vast|long|rich) (?:experiencia|experience)',
    'hope (?:the|your) [a-z ]{1,40}? (?:went|was|is going)',
    'espero que (?:a|o|sua|seu) [a-z ]{1,40}? (?:tenha|esteja|foi)',
  ].join('|')})\\b`,
  'u',
);

/** What follows was seen or is praised. Folded. */
const seen = new RegExp(
  `\\b(?:${any('vi vimos notei notamos percebi percebemos li lemos soube soubemos ouvi ouvimos acompanho acompanhei acompanhamos gostei adorei parabens parabenizo admiro')}|me chamou (?:a )?atencao|chamou minha atencao|fiquei impressionad[oa]|${any('congrats congratulations kudos impressed admire admired loved enjoyed')}|i (?:saw|see|noticed|read|heard|learned|understand|liked|follow|came across)|caught my (?:eye|attention)|stood out)\\b(.*)`,
  'u',
);
const yours = /\b(?:seus?|suas?|d[eao]s? voces?|your)\s+((?:[\p{L}\p{N}-]+\s*){1,4})/gu;
/** What a person is said to do. */
const youDo = /\b(?:voces?|you)\s+(?:ja |tambem |also |already |currently )?([\p{L}-]+)/gu;
const ofReader = /\b(?:voces?|seus?|suas?|lhe|you|your|yours)\b/u;

/** Words of a greeting, an offer and a question, and what a profile shows of itself. Roots. */
const neutral = new Set(
  list(`perfil profile linkedin equipe time team empresa company area atuacao atuar trabalho trabalha trabalhar work works working cargo funcao role rotina agenda resposta
    opiniao interesse tempo disponibilidade contato rede setor segmento mercado dia semana caixa telefone email mensagem convite conexao ponto vista lado
    time reply thoughts thought network day week inbox interest opinion feedback calendar field industry sector side view message invitation connection convenience
    lidera liderar lead leads leading cuida cuidar responsavel responsible coordena coordenar gerencia gerenciar manage manages managing dirige dirigir head heads run runs running responde
    e sao esta estao eh fica pode podem puder puderem quiser quiserem quer querem prefere preferem achar acha tiver ver veja vir aceita aceitar topa toparia gostaria teria responder responda
    are is can could would will might may want like prefer think have had see need find let decide reply accept know care hear open
    ola oi bom boa tarde noite hi hello hey dear obrigado obrigada thanks thank abraco regards best mais more que como que ai voce nome name hoje today aqui here agora now
    profissional professional colega colleague pessoa person gente people conectar connect conexoes trocar exchange ideia ideias ideas conversa conversar talk chat minuto minutos minutes
    breve through some any few radar list lista mind desk saw seen vi notei rapida rapido quick short compartilhar share enviar mando envio send mostrar show ajudar help contar tell`).map(
    rootOf,
  ),
);
/** Nothing that is said lightly of a person whom one does not know. Folded. */
const praise =
  /\b(?:impressive|amazing|incredible|outstanding|remarkable|inspiring|renowned|leading expert|award winning|visionary|one of the (?:top|best|leading|most)|um[a]? d[ao]s (?:maiores|melhores|principais)|leading company|well known|reconhecid[oa]s?|impressionante|incrivel|excelente|excepcional|extraordinari[oa]|inspirador(?:a)?|admiravel|renomad[oa]|referencia n[oa]|brilhante|fantastic[oa]?)\b/u;
/** One role in both languages: a director is no manager. */
const roles = [
  'gerente manager',
  'diretor diretora director',
  'coordenador coordenadora coordinator',
  'supervisor supervisora',
  'analista analyst',
  'engenheiro engenheira engineer',
  'head chefe',
  'ceo',
  'cto',
  'cfo',
  'coo',
  'presidente president',
  'fundador fundadora founder cofounder cofundador cofundadora',
  'socio socia partner',
  'especialista specialist expert',
  'lider leader',
  'consultor consultora consultant',
  'comprador compradora buyer',
  'cirurgiao surgeon',
  'medico medica physician doctor',
  'dentista dentist',
  'proprietario proprietaria dono dona owner',
].map(list);
const rolesBy = new Map(roles.flatMap((same) => same.map((word): [string, string[]] => [word, same])));

/** Letters that forms of one word have in common. */
const BEGINNING = 6;

export interface Known {
  /** What is known of the person: values and quotes of the facts. */
  facts: readonly string[];
  /** Where the person works; null: not known. */
  company: string | null;
  /** What else the text may speak of: the purpose, the campaign, passages, the sender. */
  matter: readonly string[];
  /** The person's names. */
  names: readonly string[];
}

/**
 * Words of a text that say something of its reader which no fact holds; null: none. What the sender offers, asks and knows is
 * another matter. It reads forms, not meanings: what it lets through stands before a person all the same. Pure.
 */
export function saidOfPerson(text: string, { facts, company, matter, names }: Known): string | null {
  const held = rootsOf(facts);
  const named = rootsOf(names);
  const spoken = rootsOf(matter);
  const companies = company === null ? [] : [foldText(company).text];
  // "fabrica" is what a fact says with "fabricamos".
  const beginnings = new Set(
    facts.flatMap(plainWords).flatMap((word) => (word.length >= BEGINNING ? [word.slice(0, BEGINNING)] : [])),
  );
  const isHeld = (word: string): boolean =>
    beginnings.has(word.slice(0, BEGINNING)) ||
    [word, ...cognatesOf(word), ...(rolesBy.get(word) ?? [])].some(
      (one) => held.has(rootOf(one)) || named.has(rootOf(one)),
    );
  const isSaid = (word: string): boolean =>
    isHeld(word) || [word, ...cognatesOf(word)].some((one) => spoken.has(rootOf(one)));
  const isPlain = (word: string): boolean => smallWords.has(word) || neutral.has(rootOf(word));
  for (const { text: sentence } of sentences(text)) {
    const folded = foldText(sentence, { accents: false }).text.replace(/[’']/g, ' ');
    const words = plainWords(sentence);
    const factsHold = (part: string) => plainWords(part).some((w) => !isPlain(w) && isHeld(w));
    const taken = familiar.exec(folded)?.[0];
    if (taken !== undefined && !facts.some((fact) => foldText(fact, { accents: false }).text.includes(taken)))
      return taken;
    const isOfReader = ofReader.test(folded);
    const praised = praise.exec(folded)?.[0];
    if (isOfReader && praised !== undefined && !factsHold(praised)) return praised;
    if (isOfReader) {
      const role = words.find((word) => {
        const same = rolesBy.get(word);
        return same !== undefined && !same.some((one) => held.has(rootOf(one)));
      });
      if (role !== undefined && !/\?\s*$/.test(sentence)) return role;
    }
    const ofCompany = companies
      .map((name) => afterCompany(foldText(sentence).text, name))
      .find((said) => said !== null);
    // A question or a condition says nothing of what a person or a company does.
    const isStated =
      !/\?\s*$/.test(sentence) && !/^\s*(?:se|caso|quando|if|when|whenever|should)\b/.test(folded);
    if (isStated && ofCompany) {
      const wrong = plainWords(clause(ofCompany)).find((word) => !isPlain(word) && !isHeld(word));
      if (wrong !== undefined) return wrong;
    }
    const behind = seen.exec(folded)?.[1];
    if (behind !== undefined) {
      const wrong = plainWords(clause(behind)).find((word) => !isPlain(word) && !isHeld(word));
      if (wrong !== undefined) return wrong;
    }
    for (const [, noun = ''] of folded.matchAll(yours)) {
      const own = untilSmall(plainWords(noun));
      const wrong = own.find((word) => !isPlain(word) && !isSaid(word));
      if (wrong !== undefined) return wrong;
    }
    if (!isStated) continue;
    for (const [, verb = ''] of folded.matchAll(youDo)) {
      if (!isPlain(verb) && !isSaid(verb)) return verb;
    }
  }
  return null;
}

const rootsOf = (texts: readonly string[]): Set<string> =>
  new Set(
    texts.flatMap((text) => plainWords(text).flatMap((word) => [word, ...cognatesOf(word)].map(rootOf))),
  );

/** Before the name of a company these say where something is, and make it no subject. */
const places = 'na|no|nas|nos|da|do|das|dos|de|em|com|para|pela|pelo|at|of|in|with|for|from|to|by';

/** With accents: "é" says something, "e" goes on. What a sentence says of a company whose name is its subject; null: nothing. */
function afterCompany(folded: string, company: string): string | null {
  const name = company.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const found = new RegExp(`(?<!\\b(?:${places}) )(?<![\\p{L}\\p{N}])${name} (?=\\p{L})(.*)`, 'u').exec(
    folded,
  )?.[1];
  const [first = ''] = found?.match(/[\p{L}\p{N}]+/u) ?? [];
  return found === undefined || isTie.test(first) ? null : (found.split(',')[0] ?? '');
}
const isTie = new RegExp(`^(?:${places}|e|ou|and|or|que|that|as|como|também|also|por)$`);

/** What was seen ends where the sender begins to speak of himself. */
const clause = (behind: string): string =>
  behind.split(
    /[;:.]|,? (?:e|and|mas|but|por isso|so|entao) (?:queria|gostaria|quero|achei|pensei|i |we |would|wanted)|\b(?:por isso|gostaria|queria|aqui na|na nossa|here at|at our)\b/u,
  )[0] ?? '';

function untilSmall(words: readonly string[]): string[] {
  const end = words.findIndex((word) => smallWords.has(word));
  return end < 0 ? [...words] : words.slice(0, end);
}
