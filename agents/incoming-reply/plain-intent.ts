import { folded } from '../../platform/folded.ts';
import type { ReplyIntent } from '../../ports/content.ts';

/** Words that mean one thing in any sentence, folded. */
const plain: readonly [ReplyIntent, RegExp][] = [
  [
    'unsubscribe',
    /\b(?:unsubscribe|opt[ -]?out|descadastr\w*|remov[ae]m?[- ](?:me|meu (?:nome|contato|perfil))|me (?:remova|tire|exclua)\w*|(?:nao|nunca) (?:me )?(?:escreva|mande|envie|contate|procure|chame)\w*(?: mais)?|pare de (?:me )?(?:escrever|mandar|enviar|contatar)|(?:stop|quit) (?:messaging|contacting|writing|emailing|spamming)|(?:do not|don't|dont) (?:contact|message|write|email) me|(?:remove|take) me (?:from|off))/u,
  ],
  [
    'out_of_office',
    /\b(?:out of (?:the )?office|automatic reply|auto-?reply|away (?:from|until)|on (?:vacation|annual leave|parental leave|maternity leave)|fora do escritorio|resposta automatica|(?:estou|estarei) (?:de|em) (?:ferias|licenca)|ausente (?:ate|de))/u,
  ],
];

/** What a message says by its very words, over what a model takes it for; null: its words leave it open. Pure. */
export function plainIntent(text: string): ReplyIntent | null {
  const words = folded(text).replaceAll('’', "'");
  return plain.find(([, pattern]) => pattern.test(words))?.[0] ?? null;
}
