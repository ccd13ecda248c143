import type { Language } from '../../../ports/content.ts';

/** A picture of the team's own, ready to be drawn. */
export interface SlidePicture {
  /** JPEG, upright, in RGB. */
  bytes: Uint8Array;
  width: number;
  height: number;
  /** What it shows. */
  alt: string;
  language: Language;
}
