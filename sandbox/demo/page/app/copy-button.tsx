import { useEffect, useState } from 'react';
import { CheckIcon, CopyIcon } from './icons.tsx';

export function CopyButton({ text, label = 'Copy' }: { text: string; label?: string }) {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 1600);
    return () => clearTimeout(timer);
  }, [copied]);
  return (
    <button
      type="button"
      className="copy"
      aria-label={copied ? 'Copied' : `${label} to clipboard`}
      onClick={async (event) => {
        event.stopPropagation();
        await copyText(text);
        setCopied(true);
      }}
    >
      {copied ? <CheckIcon size={16} /> : <CopyIcon size={16} />}
      <span aria-hidden="true">{copied ? 'Copied' : label}</span>
    </button>
  );
}

/** The clipboard interface exists only on secure origins; 127.0.0.1 is one, a machine's name in a network is not. */
export async function copyText(text: string): Promise<void> {
  if (navigator.clipboard) {
    try {
      await navigator.clipboard.writeText(text);
      return;
    } catch {
      // Refused, for example as the page has no focus: the old way below needs no permission.
    }
  }
  const area = document.createElement('textarea');
  area.value = text;
  area.style.position = 'fixed';
  area.style.opacity = '0';
  document.body.append(area);
  area.select();
  document.execCommand('copy');
  area.remove();
}
