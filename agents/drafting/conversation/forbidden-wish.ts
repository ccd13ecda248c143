import type { HouseRule, Language } from '../../../ports/content.ts';
import { findBanned } from '../../text/find-banned.ts';

/** What cannot be had by asking for it: words that a rule bans, a draft without what a rule demands, a decision. */
export type Forbidden = { by: 'ban' | 'demand'; rule: HouseRule } | { by: 'people' };

/** A wish to take words out, to replace them or to leave them unsaid names them too. */
const takesOut =
  /(?<!\p{L})(?:remov\p{L}*|tir(?:e|ar|em|a)|retir\p{L}*|apag\p{L}*|exclu\p{L}*|elimin\p{L}*|delet\p{L}*|cort(?:e|ar|em)|suprim\p{L}*|evit\p{L}*|sem|não|nao|nunca|troqu\p{L}*|trocar|substitu\p{L}*|remove|delete|drop|take out|leave out|cut|omit|get rid of|strike|without|avoid|don'?t|do not|never|no longer|stop|replace|swap|instead of|em vez de)(?!\p{L})/iu;
/** A sentence that the house demands, however people call it. */
const demanded =
  /(?<!\p{L})(?:remov\p{L}*|tir(?:e|ar|em|a)|retir\p{L}*|apag\p{L}*|exclu\p{L}*|elimin\p{L}*|delet\p{L}*|cort(?:e|ar|em|a)|suprim\p{L}*|omit\p{L}*|pul(?:e|ar)|dispens\p{L}*|sem|drop|take out|leave out|cut(?: out)?|get rid of|strike|skip|without|no)(?:\s+(?:o|a|os|as|esse|este|aquele|the|that|this|any|our|nosso|de|frase|sentence|linha|line|legal|final|obrigat[óo]ri\p{L}+|mandatory|required)){0,4}\s+(?:disclaimers?|avisos?(?:\s+(?:legal|legais|obrigat[óo]ri\p{L}+))?|ressalvas?|advert[êe]ncias?|isen[çc][ãa]o|notas? lega(?:l|is)|legal (?:notes?|notices?)|small print)(?!\p{L})/iu;
const draftNames =
  '(?:(?:o|a|os|as|este|esta|esse|essa|the|this|that|it|isso|isto|tudo|everything|all)\\s+)?(?:drafts?|rascunhos?|carousel|carrossel|article|artigo|post|version|vers[ãa]o|it|this|that|isso|isto|ele|ela|tudo|everything)';
const decide = '(?:approve|aprov(?:e|ar|a))';
const letOut =
  '(?:publish|release|send|post|publi(?:que|car|ca)|liber(?:e|ar|a)|envi(?:e|ar|a)|mand(?:e|ar|a)|post(?:e|ar))';
const forMe =
  '(?:for me|for us|on my behalf|yourself|(?:por|pra|para|p/) ?mim|pra gente|por n[óo]s|no meu lugar|em meu nome|voc[êe] mesm[oa]|sozinh[oa]|automaticamente|automatically)';
/** To decide on a draft, or to let it out without a decision; approvals that a text tells of are none. */
const decision = new RegExp(
  [
    `(?<!\\p{L})${decide}(?:\\s+${draftNames})?(?:\\s+(?:${forMe}|now|please|j[áa]|a[íi]|agora|logo|direto|por favor|pf))*\\s*(?:$|[.!,;\\n])`,
    `(?<!\\p{L})${decide}(?:\\s+(?:now|j[áa]|a[íi]|agora|logo))?\\s+(?:${draftNames}|${forMe})(?!\\p{L})`,
    `(?<!\\p{L})(?:mark|consider|count|mar(?:c|qu)\\p{L}*|consider\\p{L}*|d[êe])\\s+(?:${draftNames}\\s+)?(?:as\\s+|como\\s+|por\\s+)?(?:approved|aprovad[oa])(?!\\p{L})`,
    `(?<!\\p{L})${letOut}\\s+(?:${draftNames})(?!\\p{L})`,
    `(?<!\\p{L})${letOut}[^.;\\n]{0,40}\\s(?:without|sem|skipping|pulando)\\s+(?:\\p{L}+\\s+){0,2}?(?:approvals?|reviews?|aprova[çc](?:[ãa]o|[õo]es)|revis(?:[ãa]o|[õo]es))(?!\\s*(?:d[aeo]s?|of|by|from)\\s)`,
    `(?:^|[.!;\\n])\\s*(?:(?:pode|please|just|ent[ãa]o|ok)[\\s,]+)*${letOut}\\s+(?:(?:${draftNames}|direto|logo|agora|j[áa]|now|directly|straight)\\s+)*(?:no|pro|para o|ao|on|to)\\s+(?:the\\s+)?(?:linkedin|site|blog|feed|ar)(?!\\p{L})`,
    '(?<!\\p{L})(?:skip|bypass|pul(?:e|ar)|dispens(?:e|ar))\\s+(?:\\p{L}+\\s+){0,1}?(?:approval|review|aprova[çc][ãa]o|revis[ãa]o)\\s*(?:$|[.!,;\\n])',
  ].join('|'),
  'iu',
);
/** Words of a text that is given, in quotation marks or behind the name of a part, are no wish for a decision. */
const given =
  /"[^"]*"|“[^”]*”|«[^»]*»|(?:slides?|t[íi]tulo|title|post|legenda|caption|se[çc][ãa]o|section)\s*\d*\s*:\s*[^\n]*/giu;

const told = {
  pt: {
    ban: ({ pattern, reason }: HouseRule) =>
      `Isto eu não faço: a regra da casa proíbe “${pattern}” (${bare(reason)}). O resto fica como está; peça com outras palavras.`,
    demand: ({ pattern, reason }: HouseRule) =>
      `Isto eu não faço: a regra da casa exige “${pattern}” em cada texto (${bare(reason)}). Um administrador muda a regra com \`/knowledge regras\`.`,
    people:
      'Isto eu não faço: nada é aprovado nem sai sem a decisão de uma pessoa, com os botões do cartão. Nada foi decidido.',
  },
  en: {
    ban: ({ pattern, reason }: HouseRule) =>
      `I cannot do that: a house rule forbids “${pattern}” (${bare(reason)}). The rest stays as it is; ask for it in other words.`,
    demand: ({ pattern, reason }: HouseRule) =>
      `I cannot do that: a house rule demands “${pattern}” in every text (${bare(reason)}). An admin changes the rule with \`/knowledge rules\`.`,
    people:
      'I cannot do that: nothing is approved and nothing goes out without a person’s decision, by the buttons of the card. Nothing was decided.',
  },
} as const satisfies Record<Language, unknown>;

/**
 * What of a wish is forbidden; null when nothing is. Pure.
 *
 * By code and before anything is written: a model that obeys the rule and the wish both writes something else, which
 * was not asked for.
 */
export function forbiddenWish(wish: string, rules: readonly HouseRule[]): Forbidden | null {
  const binding = rules.filter((rule) => rule.severity === 'block');
  const banned = findBanned(wish, binding).find(({ start }) => !takesOut.test(clauseBefore(wish, start)));
  if (banned) return { by: 'ban', rule: banned.rule };
  const rule = rules.find(({ kind, pattern }) => {
    if (kind !== 'required_disclaimer') return false;
    const beginning = pattern.split(/\s+/).slice(0, 3).join(' ');
    return demanded.test(wish.replaceAll(/["“”]/g, '').replace(beginning, 'the disclaimer'));
  });
  if (rule) return { by: 'demand', rule };
  return decision.test(wish.replaceAll(given, ' ')) ? { by: 'people' } : null;
}

/** What the thread is told then. Pure. */
export function refusal(forbidden: Forbidden, language: Language): string {
  const t = told[language];
  return forbidden.by === 'people' ? t.people : t[forbidden.by](forbidden.rule);
}

function bare(reason: string): string {
  return reason.replace(/[.\s]+$/, '');
}

/** From the end of the sentence before, as a wish to take out stands in front of what it takes out. */
function clauseBefore(text: string, end: number): string {
  return (
    text
      .slice(0, end)
      .split(/[.;\n!?]\s/)
      .at(-1) ?? ''
  );
}
