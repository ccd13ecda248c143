import { useEffect, useRef, useState } from 'react';
import { Dialog } from './dialog.tsx';
import { CloseIcon, DownloadIcon } from './icons.tsx';
import { loadPdf, type OpenPdf } from './load-pdf.ts';

interface PdfViewerProps {
  url: string;
  name: string;
  onClose(): void;
}

/** A PDF inside the page: its pages one below the other, each drawn when it comes into view. */
export function PdfViewer({ url, name, onClose }: PdfViewerProps) {
  const [pdf, setPdf] = useState<OpenPdf | null>(null);
  const [fault, setFault] = useState<string | null>(null);
  const [current, setCurrent] = useState(1);
  useEffect(() => {
    let opened: OpenPdf | null = null;
    let stopped = false;
    loadPdf(url).then(
      (found) => {
        opened = found;
        if (stopped) found.close();
        else setPdf(found);
      },
      (error: unknown) => {
        console.warn('could not open the PDF', error);
        setFault('This PDF cannot be shown here. Download it to open it in another program.');
      },
    );
    return () => {
      stopped = true;
      opened?.close();
    };
  }, [url]);
  return (
    <Dialog label={`PDF: ${name}`} className="lightbox" onClose={onClose}>
      <header className="lightbox-head">
        <span className="lightbox-name">{name}</span>
        {pdf && (
          <span className="lightbox-count" role="status">
            Page {current} of {pdf.pages}
          </span>
        )}
        <a className="lightbox-button" href={url} download={name} aria-label={`Download ${name}`}>
          <DownloadIcon />
        </a>
        <button type="button" className="lightbox-button" aria-label="Close" onClick={onClose}>
          <CloseIcon />
        </button>
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls has to be reachable with the keyboard */}
      <section className="pdf-pages" data-first-focus aria-label="Pages" tabIndex={0}>
        {fault && <p role="alert">{fault}</p>}
        {!pdf && !fault && <p role="status">Opening…</p>}
        {pdf &&
          Array.from({ length: pdf.pages }, (_, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a page is its number
            <Page key={index} pdf={pdf} number={index + 1} onSeen={setCurrent} />
          ))}
      </section>
    </Dialog>
  );
}

function Page({ pdf, number, onSeen }: { pdf: OpenPdf; number: number; onSeen(number: number): void }) {
  const frame = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const [text, setText] = useState('');
  useEffect(() => {
    const element = frame.current;
    if (!element) return;
    let isDrawn = false;
    const draw = new IntersectionObserver(
      (entries) => {
        if (isDrawn || !canvas.current || !entries.some((entry) => entry.isIntersecting)) return;
        isDrawn = true;
        pdf.draw(number, canvas.current, element.clientWidth).then(setText, (error: unknown) => {
          console.warn('could not draw a page', error);
        });
      },
      { root: element.parentElement, rootMargin: '100%' },
    );
    // The page that takes the middle is the one that is read.
    const middle = new IntersectionObserver(
      (entries) => entries.some((entry) => entry.isIntersecting) && onSeen(number),
      { root: element.parentElement, rootMargin: '-50% 0px' },
    );
    draw.observe(element);
    middle.observe(element);
    return () => {
      draw.disconnect();
      middle.disconnect();
    };
  }, [pdf, number, onSeen]);
  return (
    <div className="pdf-page" ref={frame} style={{ aspectRatio: pdf.ratio }}>
      <canvas ref={canvas} role="img" aria-label={`Page ${number}`} />
      <p className="hidden">{text}</p>
    </div>
  );
}
