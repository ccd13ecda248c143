import { useState } from 'react';
import { DownloadIcon, OpenIcon } from './icons.tsx';
import { useLightbox } from './lightbox.tsx';
import { PdfViewer } from './pdf-viewer.tsx';
import type { FileShare } from './types.ts';

const KEPT_END = 16;

export function Files({ files }: { files: FileShare[] }) {
  const showPictures = useLightbox();
  const pictures = files.filter(isPicture);
  const others = files.filter((file) => !isPicture(file));
  const all = pictures.map((file) => ({ url: fileUrl(file), name: file.alt_text || nameOf(file) }));
  return (
    <div className="files">
      {pictures.length > 0 && (
        <ul className={pictures.length === 1 ? 'gallery gallery-one' : 'gallery'}>
          {pictures.map((file, index) => (
            <li key={file.id}>
              <button
                type="button"
                className="thumb"
                aria-label={`Open picture ${index + 1} of ${pictures.length}: ${nameOf(file)}`}
                onClick={() => showPictures(all, index)}
              >
                <Thumbnail file={file} />
              </button>
            </li>
          ))}
        </ul>
      )}
      {others.map((file) => (
        <FileCard key={file.id} file={file} />
      ))}
    </div>
  );
}

/** A file that is still being processed is not served yet, so the picture asks again. */
function Thumbnail({ file }: { file: FileShare }) {
  const [attempt, setAttempt] = useState(0);
  return (
    <img
      src={attempt === 0 ? fileUrl(file) : `${fileUrl(file)}?again=${attempt}`}
      alt={file.alt_text || nameOf(file)}
      loading="lazy"
      onError={() => {
        if (attempt < 8) setTimeout(() => setAttempt(attempt + 1), 400 * (attempt + 1));
      }}
    />
  );
}

function FileCard({ file }: { file: FileShare }) {
  const title = nameOf(file);
  const extension = /\.(\w{1,5})$/.exec(file.name ?? '')?.[1];
  const kind = file.mimetype === 'application/pdf' ? 'PDF' : (extension ?? 'File').toUpperCase();
  const isPdf = kind === 'PDF' && file.mimetype !== '';
  const [isOpen, setOpen] = useState(false);
  return (
    <div className="file-card">
      {isOpen && <PdfViewer url={fileUrl(file)} name={title} onClose={() => setOpen(false)} />}
      <span className={`file-kind file-kind-${kind.toLowerCase()}`} aria-hidden="true">
        {kind.slice(0, 4)}
      </span>
      <span className="file-text">
        <FileName name={title} />
        <span className="file-detail">
          {kind} · {file.mimetype === '' ? 'processing…' : readableSize(file.size ?? 0)}
        </span>
      </span>
      <span className="file-actions">
        {isPdf ? (
          <button
            type="button"
            className="icon-button"
            aria-label={`Open ${title}`}
            onClick={() => setOpen(true)}
          >
            <OpenIcon />
          </button>
        ) : (
          <a
            className="icon-button"
            href={fileUrl(file)}
            target="_blank"
            rel="noreferrer"
            aria-label={`Open ${title}`}
          >
            <OpenIcon />
          </a>
        )}
        <a className="icon-button" href={fileUrl(file)} download={file.name} aria-label={`Download ${title}`}>
          <DownloadIcon />
        </a>
      </span>
    </div>
  );
}

/** Cut in its middle: what tells two files apart, a version or `final`, stands at the end. */
export function FileName({ name }: { name: string }) {
  const at = Math.max(0, name.length - KEPT_END);
  return (
    <span className="file-name" title={name}>
      <span className="file-name-start">{name.slice(0, at)}</span>
      <span className="file-name-end">{name.slice(at)}</span>
    </span>
  );
}

/** The name tells what a file is while it is being processed and has no type yet. */
function isPicture(file: FileShare): boolean {
  return file.mimetype
    ? file.mimetype.startsWith('image/')
    : /\.(png|jpe?g|gif|webp)$/i.test(file.name ?? '');
}

function nameOf(file: FileShare): string {
  return file.title || file.name || file.id;
}

function fileUrl(file: Pick<FileShare, 'id'>): string {
  return `/sandbox/api/files/${encodeURIComponent(file.id)}`;
}

export function readableSize(bytes: number): string {
  if (bytes < 1024) return bytes === 1 ? '1 byte' : `${bytes} bytes`;
  if (bytes < 1024 ** 2) return `${Math.round(bytes / 1024)} KB`;
  return `${(bytes / 1024 ** 2).toFixed(1)} MB`;
}
