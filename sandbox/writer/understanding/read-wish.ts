import { even, masked, quotedIn } from '../reading/even-text.ts';

/** What a person wants done to a part of a text, as far as simple words tell. */
export type Wish =
  | { do: 'shorter' | 'longer' | 'simpler' | 'technical' | 'direct' | 'list' }
  /** The part goes; `about`: the one that is about these words, by heading or text. */
  | { do: 'drop'; about: string | null }
  /** Say something about these words; `early`: before the rest. */
  | { do: 'mention'; about: string; early: boolean }
  /** Take these words out, or the sentence that is about them. */
  | { do: 'without'; phrase: string; sentence: boolean }
  | { do: 'heading' | 'text'; text: string }
  | { do: 'replace'; from: string; to: string }
  | { do: 'add'; about: string }
  /** `first`, `last`, or what it comes behind, in the person's words. */
  | { do: 'move'; where: 'first' | 'last' | 'up' | 'down' | 'after' | 'before' | 'swap' }
  /** Something that this writer does not do; `brand`: that no draft decides, but the brand kit. */
  | { do: 'cannot'; of?: 'brand' }
  /** A change is wanted, and it does not say which. */
  | { do: 'vague' };

const noun = `(?:secao|seccao|section|topico|topic|parte|part|entrada|entry|capitulo|chapter)`;
const verbs = {
  shorter:
    /\b(?:mais (?:curt\w*|enxut\w*|brev\w*|concis\w*)|menos (?:texto|palavras)|encurt\w*|resum[aei]\w*|resumir|enxug\w*|reduz\w*|cort(?:e|ar) (?:pela metade|um pouco|bastante)|shorter|shorten\w*|less text|fewer words|trim\b|condense|more concise|brief(?:er)?\b|cut\b.* (?:in half|by half|down)|half as long|pela metade|too long|too wordy|muito (?:long\w|texto|comprid\w)|long[oa]s? demais|comprid[oa]s? demais|tighten)\b/,
  longer:
    /\b(?:mais (?:long\w+|extens\w+|detalh\w+|complet\w+|aprofundad\w+)|alongu\w*|ampli(?:e|ar)\b|expand\w*|desenvolv\w+|aprofund\w+|longer|lengthen|more detail(?:s|ed)?|in more depth|elaborate|too short|curt[oa]s? demais|muito curt\w)\b/,
  simpler:
    /\b(?:menos tecnic\w+|mais simples|simplifi\w+|less technical|simpler|simplify|plainer|easier to (?:read|understand)|mais facil|too technical|tecnic[oa]s? demais|muito tecnic\w+)\b/,
  technical: /\b(?:mais tecnic\w+|more technical|mais numeros|more (?:numbers|figures|data)|mais dados)\b/,
  direct: /\b(?:mais diret\w+|direto ao ponto|more direct|to the point|mais objetiv\w+|punchier)\b/,
  list: /\b(?:(?:em|como|numa?|vire|virar|transform\w+ em|as|into|to) (?:uma? |an? )?(?:lista|topicos|bullets?|bullet points?|list)|use bullets|bullet points)\b/,
  early:
    /\b(?:mais cedo|antes|logo no (?:inicio|comeco)|no (?:inicio|comeco)|de cara|earlier|early|up front|upfront|at the (?:start|beginning|top)|first thing|sooner)\b/,
  mention:
    /\b(?:mencion\w+|cit(?:e|ar|em|ando)\b|inclu(?:a|ir|am)\b|adicion\w+|acrescent\w+|insir\w+|inser\w+|coloqu\w+|colocar|fal(?:e|ar|em) (?:mais )?(?:de|do|da|dos|das|sobre)|trat(?:e|ar) (?:de|do|da)|mention\w*|include|add\b|insert|talk (?:more )?about|say something about|bring (?:in|up)|cover|refer to|reference)\s+(.+)$/,
  without:
    /\b(?:remov\w+|tir(?:e|ar|em|a)\b|retir\w+|apag\w+|exclu\w+|elimin\w+|delet\w+|cort(?:e|ar|em)\b|suprim\w+|remove|delete|drop|take out|leave out|cut|omit|get rid of|strike|without|sem)\b\s*(.*)$/,
  add: new RegExp(
    String.raw`\b(?:adicion\w+|acrescent\w+|inclu\w+|insir\w+|inser\w+|cri(?:e|ar)\b|add|insert|include|write|escrev\w+|need|quero|falta)\s+(?:mais\s+)?(?:um|uma|an?|another|one more|outr[oa])\s+(?:nov[oa]\s+|new\s+|short\s+)?${noun}\b\s*(?:sobre|a respeito de|about|on|com|with|de|do|da)?\s*(.*)$`,
  ),
  move: /\b(?:mov[ae]\w*|mover|lev(?:e|ar)\b|pass(?:e|ar)\b|traz(?:er)?\b|traga|coloqu\w+|ponha|move|bring|put|shift|comec(?:e|ar) (?:com|por|pel[oa])|start with|open with|begin with|inici(?:e|ar) (?:com|por|pel[oa]))\b/,
  swap: /\b(?:troqu\w+|inverta|inverter|swap|switch|exchange)\b.*\b(?:com|pel[oa]|por|e|with|and)\b/,
  first:
    /\b(?:para o (?:inicio|comeco)|no (?:inicio|comeco)|em primeiro|primeiro lugar|to the (?:start|top|beginning|front)|at the (?:start|top|beginning)|first|comec\w+|inici\w+|start with|open with|begin with)\b/,
  last: /\b(?:para o (?:fim|final)|no (?:fim|final)|por ultimo|to the (?:end|bottom)|at the end|last)\b/,
  up: /\b(?:para cima|mais (?:acima|cedo)|up\b|earlier|antes)\b/,
  down: /\b(?:para baixo|mais (?:abaixo|tarde)|down\b|later|depois)\b/,
  after: /\b(?:depois (?:de|do|da)|apos|after|behind|em seguida a)\b/,
  before: /\b(?:antes (?:de|do|da)|before|ahead of)\b/,
  replace: /\b(?:troqu\w+|substitu\w+|replace|change|swap|mud[ae]\w*|use)\b/,
  heading:
    /\b(?:titulo|cabecalho|nome|heading|title|headline|subtitulo|renomei\w+|renomear|rename|intitul\w+|call it|cham[ae]\w*)\b/,
  // "Corte a frase longa demais" takes out; "corte pela metade" shortens.
  cutOut: /\b(?:frase|sentenca|sentence|palavra|word|paragrafo|paragraph)\b/,
  field:
    /\b(?:palavras?[ -]chaves?|keywords?|publico(?:-alvo)?|audiencia|audience|angulo|angle|meta ?-?descri\w+)\b.*?(?::|=|\bpara\b|\bto\b|\bshould be\b|\bdevem? ser\b|\bpassa a ser\b)\s*(.+)$/,
  brand:
    /\b(?:cor|cores|colou?rs?|fundo|background|logo|logotipo|tipografia|typeface|fonte (?:maior|menor|d[ao]s? (?:texto|titulo|letras?))|(?:larger|bigger|smaller|other) fonts?)\b/,
  restyled:
    /\b(?:mud\w+|troqu\w+|trocar|alter\w+|deix\w+|pint\w+|us[ea]\w*|coloqu\w+|ponha|quero|change|make|use|set|paint|put|switch|replace)\b/,
  cannot:
    /\b(?:traduz\w*|traducao|translat\w+|em (?:ingles|espanhol|frances|alemao)|in (?:english|spanish|french|german|portuguese)|imagens?|fotos?|pictures?|images?|photos?|videos?|graficos?|charts?|emojis?|humor\w*|engracad\w+|divertid\w+|lev(?:e|es|eza)\b|fun\b|funn(?:y|ier)|playful|lively|exemplos?|examples?|jokes?|piadas?|formal|informal|inspirador\w*|poetic\w*|persuasiv\w+|emocion\w+|catchy|viral|tom (?:de voz|mais)|tone)\b/,
  vague:
    /\b(?:melhor(?:e|ar|em)\b|refac\w+|refazer|reescrev\w+|mud(?:e|ar|em)\b|alter(?:e|ar|em)\b|ajust(?:e|ar|em)\b|corrij\w+|corrigir|arrum(?:e|ar)\b|revis(?:e|ar)\b|nao gost\w+|nao ficou|nao esta bo[ma]|fraco|confus[oa]|ruim|improve|rewrite|redo|change|fix|adjust|revise|edit|don'?t like|do not like|not (?:good|great|happy)|weak|confusing|needs work|boring|wrong|errad[oa])\b/,
};

/** Reads one clause; undefined: it asks for no change. */
export function readWish(said: string): Wish | undefined {
  const clause = said.replace(/[\s,]*\b(?:por favor|por gentileza|please|pls)\b[\s,]*/gi, ' ').trim();
  const text = masked(even(clause));
  const quoted = quotedIn(clause);
  const two = [...clause.matchAll(/["“«]([^"”»]+)["”»]/g)].map((m) => m[1]?.trim() ?? '');
  const after = (found: RegExpExecArray) =>
    bare(clause.slice(found.index + found[0].length - (found[1]?.length ?? 0)));

  if (verbs.replace.test(text) && two.length >= 2 && two[0] && two[1])
    return { do: 'replace', from: two[0], to: two[1] };
  if (verbs.brand.test(text) && verbs.restyled.test(text)) return { do: 'cannot', of: 'brand' };
  const add = verbs.add.exec(text);
  if (add) return { do: 'add', about: quoted ?? bare(withoutPlace(after(add))) };
  if (verbs.swap.test(text) && !quoted && text.match(/\d/g)?.length === 2)
    return { do: 'move', where: 'swap' };
  if (verbs.shorter.test(text) && !verbs.cutOut.test(text)) return { do: 'shorter' };
  const without = verbs.without.exec(text);
  if (
    without &&
    !(verbs.heading.test(text) && two.length > 0 && !/\b(?:remov|tir|apag|delet|drop|cut)/.test(text))
  ) {
    const phrase = quoted ?? after(without);
    return dropped(phrase, text);
  }
  if (verbs.heading.test(text)) {
    const plain = /(?::|=|\bpara\b|\bpor\b|\bto\b|\bas\b|\bcomo\b|\bde\b)\s*([^:]+)$/.exec(text);
    if (quoted) return { do: 'heading', text: quoted };
    if (plain && /\b(?:mud|troqu|alter|renome|rename|change|call|cham|set|use|:)/.test(text)) {
      const given = after(plain);
      if (given.split(/\s+/).length <= 14 && given !== '') return { do: 'heading', text: given };
    }
  }
  if (verbs.shorter.test(text)) return { do: 'shorter' };
  const field = verbs.field.exec(text);
  if (field) return { do: 'text', text: quoted ?? after(field) };
  const moved = movedTo(text);
  if (moved && (!verbs.mention.test(text) || putsPart.test(text))) return { do: 'move', where: moved };
  if (verbs.simpler.test(text)) return { do: 'simpler' };
  if (verbs.technical.test(text)) return { do: 'technical' };
  if (verbs.direct.test(text)) return { do: 'direct' };
  if (verbs.list.test(text)) return { do: 'list' };
  if (verbs.cannot.test(text)) return { do: 'cannot' };
  const mention = verbs.mention.exec(text);
  if (mention && /\b(?:mais|more) (?:detalh|detail|texto|text|profund|depth)/.test(text))
    return { do: 'longer' };
  if (mention) {
    const about = quoted ?? bare(withoutPlace(after(mention)));
    if (about !== '') return { do: 'mention', about, early: verbs.early.test(text) };
  }
  if (verbs.longer.test(text)) return { do: 'longer' };
  if (quoted && verbs.replace.test(text)) return { do: 'text', text: quoted };
  const more =
    /(?:^|:)\W*(?:(?:um pouco |a bit |some |a little )?(?:mais|more))\s+(?!um\b|uma\b|cedo|tarde|a[ .])(.+)$/.exec(
      text,
    );
  if (more) return { do: 'mention', about: withoutPlace(after(more)), early: false };
  return verbs.vague.test(text) ? { do: 'vague' } : undefined;
}

/** Whether a clause has a word of change in it: where a list of wishes may be cut. */
export const wantsChange = (clause: string): boolean => readWish(clause) !== undefined;

function movedTo(text: string): 'first' | 'last' | 'up' | 'down' | 'after' | 'before' | undefined {
  if (!verbs.move.test(text)) return undefined;
  if (verbs.after.test(text)) return 'after';
  if (verbs.before.test(text)) return 'before';
  if (verbs.first.test(text)) return 'first';
  if (verbs.last.test(text)) return 'last';
  if (verbs.up.test(text)) return 'up';
  return verbs.down.test(text) ? 'down' : undefined;
}

// "Coloque a seção 2 depois da 4" moves; "coloque a ISO 13485 no início" mentions.
const putsPart = new RegExp(
  String.raw`\b(?:coloqu\w+|colocar|bring|insir\w+)\s+(?:(?:a|o|the)\s+)?(?:\w+\s+)?${noun}\b`,
);

const partNames = new RegExp(
  String.raw`^(?:(?:a|o|the|this|essa?|esta|that)\s+)?(?:(?:\w+\s+)?${noun}(?:\s*\d{1,2})?|\d{1,2}[ªºao]?\s+${noun}|introducao|introduction|intro|conclusao|conclusion|slide\s*\d{1,2})[.!]?$`,
);

function dropped(phrase: string, text: string): Wish {
  const plain = even(phrase);
  if (
    plain.trim() === '' ||
    partNames.test(plain.trim()) ||
    new RegExp(String.raw`^(?:(?:a|o|the)\s+)?${noun}\s+(?:\d|sobre|de|do|da|on|about|\")`).test(plain)
  )
    return { do: 'drop', about: aboutIn(phrase) };
  const sentence =
    /\b(?:frase|sentenca|sentence|trecho|item|ponto|bullet|passage|linha|line|mencao|mention|reference|referencia|paragrafo|paragraph)\b/.test(
      text,
    );
  if (/^(?:os |the |all |todos os )*(?:numeros|numbers|figures|dados|data)\b/.test(plain))
    return { do: 'simpler' };
  const named = aboutWhat.exec(plain);
  const words = named ? phrase.slice(phrase.length - (named[1] ?? '').length) : phrase;
  return { do: 'without', phrase: bare(withoutPlace(words)), sentence };
}

/** "A seção sobre embalagem": what it is about; null for a part named by number or place. */
function aboutIn(phrase: string): string | null {
  const found = new RegExp(
    `^(?:(?:a|o|the)\\s+)?${noun}\\s+(?:sobre|on|about|que fala d[aeo]|de|do|da)\\s+(.+)$`,
  ).exec(even(phrase));
  return found?.[1] ? bare(phrase.slice(phrase.length - found[1].length)) : null;
}

const aboutWhat =
  /^(?:a |o |the )?(?:frase|sentenca|sentence|trecho|linha|line|mencao|mention|palavra|word|termo|term|item|ponto|point|bullet|paragrafo|paragraph)s?\s+(?:que (?:fala|trata|diz)\s+)?(?:sobre |a |ao |of |about |on |to |that (?:says|mentions) |with |com |de |do |da |d[oa]s )?(.+)$/;

/** "ISO 13485 mais cedo", "cleanrooms in the introduction": where it goes is no part of what it is about. */
const withoutPlace = (text: string): string => {
  const plain = even(text);
  const place =
    /\s*,?\s*\b(?:mais cedo|antes|logo no (?:inicio|comeco)|no (?:inicio|comeco|texto)|de cara|earlier|early on|early|up front|upfront|sooner|at the (?:start|beginning|top)|(?:na|no|da|do|in|in the|from|from the|out of the|of the|to the|to|into the|a|into) (?:introducao|introduction|intro|conclusao|conclusion|secao \d+|section \d+|text|texto|artigo|article|slide \d+|post|capa|cover)|(?:depois|antes) d[aoe]\b|ap[o]s\b|after (?:the )?(?:section|intro)|before (?:the )?(?:section|conclusion)|as (?:the )?(?:first|last)|como (?:primeir|ultim)|por favor|please|tambem|too|as well)\b.*$/.exec(
      plain,
    );
  return place ? text.slice(0, place.index) : text;
};

export const bare = (text: string): string =>
  text
    .replace(
      /^(?:a palavra|the word|algo sobre|something about|mais sobre|more about|os|as|o|a|à|ao|um|uma|the|any|all|todas as|todos os|sobre|about|on|de|do|da)\s+/i,
      '',
    )
    .replace(/^["“«:\s]+|["”».!?\s]+$/g, '')
    .trim();
