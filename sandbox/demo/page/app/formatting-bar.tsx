import { useRef, useState } from 'react';
import { formatIcons } from './format-icons.tsx';
import { type Format, formats } from './formatting.ts';

const words: Record<Format, string> = {
  bold: 'Bold (Ctrl+B)',
  italic: 'Italic (Ctrl+I)',
  strike: 'Strikethrough (Ctrl+Shift+X)',
  link: 'Link (Ctrl+Shift+U)',
  ordered: 'Ordered list (Ctrl+Shift+7)',
  bullets: 'Bulleted list (Ctrl+Shift+8)',
  quote: 'Blockquote (Ctrl+Shift+9)',
  code: 'Code (Ctrl+Shift+C)',
  block: 'Code block',
};

/** One tab stop, as a toolbar has; left and right move inside it. */
export function FormattingBar({ onFormat }: { onFormat(format: Format): void }) {
  const [stop, setStop] = useState(0);
  const bar = useRef<HTMLDivElement>(null);
  return (
    <div
      ref={bar}
      className="format-bar"
      role="toolbar"
      aria-label="Formatting"
      onKeyDown={(event) => {
        if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return;
        event.preventDefault();
        const next = (stop + (event.key === 'ArrowRight' ? 1 : -1) + formats.length) % formats.length;
        setStop(next);
        bar.current?.querySelectorAll('button')[next]?.focus();
      }}
    >
      {formats.map((format, index) => (
        <button
          key={format}
          type="button"
          className="icon-button"
          tabIndex={index === stop ? 0 : -1}
          aria-label={words[format].replace(/ \(.*/, '')}
          title={words[format]}
          // The text field keeps the focus and its selection.
          onMouseDown={(event) => event.preventDefault()}
          onFocus={() => setStop(index)}
          onClick={() => onFormat(format)}
        >
          {formatIcons[format]}
        </button>
      ))}
    </div>
  );
}
