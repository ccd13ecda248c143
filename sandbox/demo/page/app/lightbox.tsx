import { createContext, type ReactNode, useContext, useEffect, useState } from 'react';
import { Dialog } from './dialog.tsx';
import { CloseIcon, DownloadIcon, LeftIcon, RightIcon } from './icons.tsx';

interface Picture {
  url: string;
  name: string;
}

type ShowPictures = (pictures: Picture[], index: number) => void;
const LightboxContext = createContext<ShowPictures>(() => {});

export function useLightbox(): ShowPictures {
  return useContext(LightboxContext);
}

export function LightboxProvider({ children }: { children: ReactNode }) {
  const [open, setOpen] = useState<{ pictures: Picture[]; index: number } | null>(null);
  return (
    <LightboxContext.Provider value={(pictures, index) => setOpen({ pictures, index })}>
      {children}
      {open && (
        <Lightbox
          {...open}
          onMove={(index) => setOpen({ pictures: open.pictures, index })}
          onClose={() => setOpen(null)}
        />
      )}
    </LightboxContext.Provider>
  );
}

interface LightboxProps {
  pictures: Picture[];
  index: number;
  onMove(index: number): void;
  onClose(): void;
}

function Lightbox({ pictures, index, onMove, onClose }: LightboxProps) {
  const picture = pictures[index];
  const count = pictures.length;
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'ArrowRight') onMove((index + 1) % count);
      if (event.key === 'ArrowLeft') onMove((index - 1 + count) % count);
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [index, count, onMove]);
  if (!picture) return null;
  return (
    <Dialog
      label={`Picture ${index + 1} of ${count}: ${picture.name}`}
      className="lightbox"
      onClose={onClose}
    >
      <header className="lightbox-head">
        <span className="lightbox-name">{picture.name}</span>
        <span className="lightbox-count">
          {index + 1} of {count}
        </span>
        <a
          className="lightbox-button"
          href={picture.url}
          download={picture.name}
          aria-label="Download the picture"
        >
          <DownloadIcon />
        </a>
        <button type="button" className="lightbox-button" aria-label="Close" onClick={onClose}>
          <CloseIcon />
        </button>
      </header>
      <div className="lightbox-stage" data-first-focus tabIndex={-1}>
        {count > 1 && (
          <button
            type="button"
            className="lightbox-step"
            aria-label="Previous picture"
            onClick={() => onMove((index - 1 + count) % count)}
          >
            <LeftIcon size={24} />
          </button>
        )}
        <img src={picture.url} alt={picture.name} />
        {count > 1 && (
          <button
            type="button"
            className="lightbox-step"
            aria-label="Next picture"
            onClick={() => onMove((index + 1) % count)}
          >
            <RightIcon size={24} />
          </button>
        )}
      </div>
    </Dialog>
  );
}
