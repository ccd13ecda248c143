import { normalText } from '../../platform/placeholder-in.ts';
import { plainText } from './plain-line.ts';

/** A model's text as it would be sent. Pure. */
export const asSent = (text: string): string => normalText(plainText(text));
