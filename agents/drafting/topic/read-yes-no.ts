import { foldText } from '../../text/fold-text.ts';

const YES =
  /^(?:sim|pode|podem|claro|ok(?:ay)?|usa|use|usar|vai|segue|siga|prossiga|continue|continua|manda|bora|isso|com certeza|yes|yep|yeah|sure|please do|go on|go ahead|do it|use them|fine)(?![\p{L}])/u;
const NO =
  /^(?:nao|nem|deixa|cancela|cancele|pare|para|no|nope|dont|don't|do not|leave it|stop|cancel|never mind)(?![\p{L}])/u;
/** More words hold a wish of their own. */
const MAX_WORDS = 12;

/** A short reply that agrees or declines; null: neither, or both. Pure. */
export function readYesNo(text: string): 'yes' | 'no' | null {
  const plain = foldText(text, { accents: false })
    .text.replace(/<@[^>]*>/g, '')
    .replace(/^[\s,.!¡-]+/, '');
  if (plain.split(/\s+/).length > MAX_WORDS || plain.includes('?')) return null;
  if (NO.test(plain)) return 'no';
  return YES.test(plain) && !/(?<!\p{L})(?:mas|porem|but|nao|not)(?!\p{L})/u.test(plain) ? 'yes' : null;
}
