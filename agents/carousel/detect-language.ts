import { franc } from 'franc';
import type { Language } from '../../ports/content.ts';

/** Below this, franc guesses wrong as often as not (two Portuguese words became Danish). */
const FRANC_MIN = 40;
const PT_WORDS =
  /\b(o|a|os|as|um|uma|de|do|da|dos|das|em|no|na|nos|nas|para|por|com|sem|que|e|ao|aos|se|como|seu|sua|são|é|não|mais|quando|sobre|entre|erros|dicas|passos)\b/g;
const EN_WORDS =
  /\b(the|an|of|in|on|for|with|without|to|and|or|how|why|what|when|your|our|is|are|not|more|about|between|mistakes|tips|steps|ways)\b/g;

/** The language of a brief, or null when its words do not tell. Pure. */
export function detectLanguage(text: string): Language | null {
  const lower = text.toLowerCase();
  const pt = (lower.match(PT_WORDS)?.length ?? 0) + (lower.match(/[ãõçáéíóúâêôà]/g)?.length ?? 0) * 2;
  const en = lower.match(EN_WORDS)?.length ?? 0;
  if (pt !== en) return pt > en ? 'pt' : 'en';
  if (lower.length < FRANC_MIN) return null;
  const guess = franc(lower, { only: ['por', 'eng', 'spa'] });
  if (guess === 'und') return null;
  // Spanish is not offered; Portuguese is what a Spanish speaker reads more easily.
  return guess === 'eng' ? 'en' : 'pt';
}
