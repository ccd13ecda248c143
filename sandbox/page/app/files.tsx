import { useState } from 'react';
import { DownloadIcon, OpenIcon } from './icons.tsx';
import { useLightbox } from './lightbox.tsx';
import type { FileShare } from './types.ts';

export function Files({ files }: { files: FileShare[] }) {
  const showPictures = useLightbox();
  const pictures = files.filter((file) => file.mimetype.startsWith('image/'));
  const others = files.filter((file) => !file.mimetype.startsWith('image/'));
  const all = pictures.map((file) => ({ url: fileUrl(file), name: file.alt_txt || file.title || file.name }));
  return (
    <div className="files">
      {pictures.length > 0 && (
        <ul className={pictures.length === 1 ? 'gallery gallery-one' : 'gallery'}>
          {pictures.map((file, index) => (
            <li key={file.id}>
              <button
                type="button"
                className="thumb"
                aria-label={`Open picture ${index + 1} of ${pictures.length}: ${file.title || file.name}`}
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
      alt={file.alt_txt || file.title || file.name}
      loading="lazy"
      onError={() => {
        if (attempt < 8) setTimeout(() => setAttempt(attempt + 1), 400 * (attempt + 1));
      }}
    />
  );
}

function FileCard({ file }: { file: FileShare }) {
  const kind = file.mimetype === 'application/pdf' ? 'PDF' : (file.name.split('.').at(-1) ?? 'file').toUpperCase();
  const title = file.title || file.name;
  return (
    <div className="file-card">
      <span className={`file-kind file-kind-${kind.toLowerCase()}`} aria-hidden="true">
        {kind.slice(0, 4)}
      </span>
      <span className="file-text">
        <span className="file-name">{title}</span>
        <span className="file-detail">
          {kind} · {readableSize(file.size)}
        </span>
      </span>
      <span className="file-actions">
        <a className="icon-button" href={fileUrl(file)} target="_blank" rel="noreferrer" aria-label={`Open ${title}`}>
          <OpenIcon />
        </a>
        <a className="icon-button" href={fileUrl(file)} download={file.name} aria-label={`Download ${title}`}>
          <DownloadIcon />
        </a>
      </span>
    </div>
  );
}

export function fileUrl(file: Pick<FileShare, 'id'>): string {
  return `/sandbox/api/files/${encodeURIComponent(file.id)}`;
}

export function readableSize(bytes: number): string {
  if (bytes < 1024) return `${bytes} bytes`;
  if (bytes < 1024 ** 2) return `${Math.round(bytes / 1024)} KB`;
  return `${(bytes / 1024 ** 2).toFixed(1)} MB`;
}
