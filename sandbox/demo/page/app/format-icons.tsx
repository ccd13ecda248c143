import type { ReactNode } from 'react';
import type { Format } from './formatting.ts';
import { Glyph } from './icons.tsx';

/** The signs of the formatting bar. */
export const formatIcons: Record<Format, ReactNode> = {
  bold: (
    <Glyph>
      <path d="M6 4h5a3 3 0 0 1 0 6H6zM6 10h6a3.2 3.2 0 0 1 0 6.4H6z" />
    </Glyph>
  ),
  italic: (
    <Glyph>
      <path d="M8.5 4H15M5 16h6.5M11.8 4 8.2 16" />
    </Glyph>
  ),
  strike: (
    <Glyph>
      <path d="M3.5 10h13M14 6.5C13.5 4.8 12 4 10 4 7.8 4 6.2 5 6.2 6.9c0 1.3.7 2.2 2 3.1M6 13.4C6.4 15.200 8 16 10 16c2.400 0 4-1 4-3 0-.5-.1-.9-.3-1.300" />
    </Glyph>
  ),
  link: (
    <Glyph>
      <path d="m8.200 11.800 3.600-3.600M9 6.300l1.700-1.700a3.300 3.300 0 0 1 4.700 4.700L13.700 11M11 13.700l-1.700 1.700a3.300 3.300 0 0 1-4.700-4.700L6.300 9" />
    </Glyph>
  ),
  ordered: (
    <Glyph>
      <path d="M8.500 5H17M8.500 10H17M8.500 15H17M3.500 4 4.800 3.300V7M3.300 12.900c.2-.9 2-.9 2 .1 0 .8-2 1.300-2 2.700h2.100" />
    </Glyph>
  ),
  bullets: (
    <Glyph>
      <path d="M8 5h9M8 10h9M8 15h9M4 5h.01M4 10h.01M4 15h.01" />
    </Glyph>
  ),
  quote: (
    <Glyph>
      <path d="M4 4v12M8 6h9M8 10h9M8 14h6" />
    </Glyph>
  ),
  code: (
    <Glyph>
      <path d="m7 6-4 4 4 4M13 6l4 4-4 4" />
    </Glyph>
  ),
  block: (
    <Glyph>
      <rect x="2.500" y="4" width="15" height="12" rx="2" />
      <path d="m7.500 8-2 2 2 2M12.500 8l2 2-2 2" />
    </Glyph>
  ),
};

export function FormattingIcon() {
  return (
    <Glyph>
      <path d="m2.500 15 4-10.500 4 10.500M4 11.500h5M12 12.200c0-1.700 4.500-1.700 4.500 0V15M16.500 13c-4.500-.6-5 2.200-3.200 2.200 1.600 0 3.200-.8 3.200-2.200" />
    </Glyph>
  );
}
