import { useRef, useState } from 'react';

/** Files cannot be stored in the browser; they are kept as long as the page lives. */
const filesOf = new Map<string, File[]>();

/** What a person has typed in a place and not sent: it waits there, also over a reload. */
export function useDraft(place: string) {
  const name = `draft ${place}`;
  const [text, showText] = useState(() => localStorage.getItem(name) ?? '');
  const [files, showFiles] = useState(() => filesOf.get(place) ?? []);
  const now = useRef({ text, files });
  return {
    text,
    files,
    setText(value: string) {
      now.current.text = value;
      if (value === '') localStorage.removeItem(name);
      else localStorage.setItem(name, value);
      showText(value);
    },
    setFiles(value: File[]) {
      now.current.files = value;
      filesOf.set(place, value);
      showFiles(value);
    },
    /** What could not be sent comes back, unless something new was written meanwhile. */
    restore(sent: { text: string; files: File[] }) {
      if (now.current.text === '') this.setText(sent.text);
      if (now.current.files.length === 0) this.setFiles(sent.files);
    },
  };
}
