import type { ReactNode } from 'react';

interface IconProps {
  size?: number;
}

export function Glyph({ size = 18, children }: IconProps & { children: ReactNode }) {
  return (
    <svg
      className="icon"
      width={size}
      height={size}
      viewBox="0 0 20 20"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.6"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      {children}
    </svg>
  );
}

export function HashIcon(props: IconProps) {
  return (
    <Glyph {...props}>
      <path d="M8 3.5 6.4 16.5M13.6 3.5 12 16.5M3.8 7.3h13M3.2 12.7h13" />
    </Glyph>
  );
}

export function MenuIcon(props: IconProps) {
  return (
    <Glyph {...props}>
      <path d="M3 5h14M3 10h14M3 15h14" />
    </Glyph>
  );
}

export function LockIcon(props: IconProps) {
  return (
    <Glyph {...props}>
      <rect x="4" y="9" width="12" height="8" rx="2" />
      <path d="M6.8 9V6.5a3.2 3.2 0 0 1 6.4 0V9" />
    </Glyph>
  );
}

export function CloseIcon(props: IconProps) {
  return (
    <Glyph {...props}>
      <path d="m5 5 10 10M15 5 5 15" />
    </Glyph>
  );
}

export function ChevronIcon(props: IconProps) {
  return (
    <Glyph {...props}>
      <path d="m5.5 8 4.5 4.5L14.5 8" />
    </Glyph>
  );
}

export function LeftIcon(props: IconProps) {
  return (
    <Glyph {...props}>
      <path d="M12.5 4.5 7 10l5.5 5.5" />
    </Glyph>
  );
}

export function RightIcon(props: IconProps) {
  return (
    <Glyph {...props}>
      <path d="M7.5 4.5 13 10l-5.5 5.5" />
    </Glyph>
  );
}

export function ReplyIcon(props: IconProps) {
  return (
    <Glyph {...props}>
      <path d="M3.5 9.5c0-3.2 2.9-5.7 6.5-5.7s6.5 2.5 6.5 5.7-2.9 5.7-6.5 5.7c-.8 0-1.6-.1-2.3-.4L4 16.2l.9-2.9c-.9-1-1.4-2.3-1.4-3.8Z" />
    </Glyph>
  );
}

export function LinkIcon(props: IconProps) {
  return (
    <Glyph {...props}>
      <path d="M8.6 11.4a3 3 0 0 0 4.3 0l2.6-2.6a3 3 0 0 0-4.3-4.3L10 5.7M11.4 8.6a3 3 0 0 0-4.3 0l-2.6 2.6a3 3 0 0 0 4.3 4.3l1.2-1.2" />
    </Glyph>
  );
}

export function CopyIcon(props: IconProps) {
  return (
    <Glyph {...props}>
      <rect x="7" y="7" width="9.5" height="9.5" rx="2" />
      <path d="M13 7V5.5a2 2 0 0 0-2-2H5.5a2 2 0 0 0-2 2V11a2 2 0 0 0 2 2H7" />
    </Glyph>
  );
}

export function CheckIcon(props: IconProps) {
  return (
    <Glyph {...props}>
      <path d="m4.5 10.5 3.7 3.7 7.3-8" />
    </Glyph>
  );
}

export function EyeIcon(props: IconProps) {
  return (
    <Glyph {...props}>
      <path d="M2.5 10S5.3 5 10 5s7.5 5 7.5 5-2.8 5-7.5 5-7.5-5-7.5-5Z" />
      <circle cx="10" cy="10" r="2.2" />
    </Glyph>
  );
}

export function SendIcon(props: IconProps) {
  return (
    <Glyph {...props}>
      <path d="M3.5 16.5 17 10 3.5 3.5l1.6 5.2L11 10l-5.9 1.3-1.6 5.2Z" fill="currentColor" />
    </Glyph>
  );
}

export function DownloadIcon(props: IconProps) {
  return (
    <Glyph {...props}>
      <path d="M10 3.5v9m0 0 3.5-3.5M10 12.5 6.5 9M4 16.5h12" />
    </Glyph>
  );
}

export function OpenIcon(props: IconProps) {
  return (
    <Glyph {...props}>
      <path d="M11.5 3.5h5v5M16.5 3.5 9.5 10.500M8 5H5a1.5 1.5 0 0 0-1.5 1.500v8.500A1.5 1.5 0 0 0 5 16.500h8.500A1.5 1.5 0 0 0 15 15v-3" />
    </Glyph>
  );
}

export function HomeIcon(props: IconProps) {
  return (
    <Glyph {...props}>
      <path d="M3.5 9 10 3.5 16.5 9v6.500a1 1 0 0 1-1 1H12V12H8v4.500H4.500a1 1 0 0 1-1-1Z" />
    </Glyph>
  );
}

export function PeopleIcon(props: IconProps) {
  return (
    <Glyph {...props}>
      <circle cx="7.5" cy="7" r="2.8" />
      <path d="M2.5 16c0-2.8 2.2-4.5 5-4.500s5 1.7 5 4.500M13 4.600a2.6 2.6 0 0 1 0 4.900M14.5 11.900c1.9.5 3 2 3 4.1" />
    </Glyph>
  );
}

export function SlashIcon(props: IconProps) {
  return (
    <Glyph {...props}>
      <rect x="3" y="3" width="14" height="14" rx="3" />
      <path d="m11.8 6.5-3.6 7" />
    </Glyph>
  );
}

export function AtIcon(props: IconProps) {
  return (
    <Glyph {...props}>
      <circle cx="10" cy="10" r="3" />
      <path d="M13 10v1.200a2 2 0 0 0 4 0V10a7 7 0 1 0-2.8 5.6" />
    </Glyph>
  );
}

/** A flask: something is being tried out. */
export function FlaskIcon(props: IconProps) {
  return (
    <Glyph {...props}>
      <path d="M8 3.500h4M8.500 3.500v4.700l-4.100 6.600a1.200 1.200 0 0 0 1 1.800h9.200a1.200 1.200 0 0 0 1-1.800l-4.100-6.600V3.500M6.600 12.200h6.800" />
    </Glyph>
  );
}

export function PaperclipIcon(props: IconProps) {
  return (
    <Glyph {...props}>
      <path d="m15.800 9.600-5.700 5.700a3.500 3.500 0 0 1-5-5l6.200-6.200a2.300 2.300 0 0 1 3.300 3.300l-6.100 6.100a1.200 1.200 0 0 1-1.700-1.700l5.400-5.400" />
    </Glyph>
  );
}

export function SparkIcon(props: IconProps) {
  return (
    <Glyph {...props}>
      <path d="M11.2 2.8 4.6 11h4.2l-.9 6.200L14.900 8.800h-4.400l.7-6Z" />
    </Glyph>
  );
}

export function SearchIcon(props: IconProps) {
  return (
    <Glyph {...props}>
      <circle cx="9" cy="9" r="5.3" />
      <path d="m13 13 3.7 3.7" />
    </Glyph>
  );
}

export function ThreadsIcon(props: IconProps) {
  return (
    <Glyph {...props}>
      <path d="M3 4.5h14v8.6H9.2L5.8 16v-2.9H3z" />
      <path d="M6.4 7.6h7.2M6.4 10.2h4.6" />
    </Glyph>
  );
}

export function PlusIcon(props: IconProps) {
  return (
    <Glyph {...props}>
      <path d="M10 4v12M4 10h12" />
    </Glyph>
  );
}

export function ClockIcon(props: IconProps) {
  return (
    <Glyph {...props}>
      <circle cx="10" cy="10" r="6.7" />
      <path d="M10 6.4V10l2.4 1.6" />
    </Glyph>
  );
}

export function AddReactionIcon(props: IconProps) {
  return (
    <Glyph {...props}>
      <path d="M15.6 9.6a6.4 6.4 0 1 1-5.2-6.2" />
      <path d="M7 8.2v.1M11.6 8.2v.1M6.6 11.6c1.3 2 4.1 2 5.4 0M15 2.6v4.8M12.6 5h4.8" />
    </Glyph>
  );
}

export function PencilIcon(props: IconProps) {
  return (
    <Glyph {...props}>
      <path d="m4 16 .8-3.500L13.500 3.800a1.400 1.400 0 0 1 2 0l.700.700a1.400 1.400 0 0 1 0 2L7.500 15.200 4 16Zm7.800-10.500 2.700 2.700" />
    </Glyph>
  );
}

export function TrashIcon(props: IconProps) {
  return (
    <Glyph {...props}>
      <path d="M4 5.500h12M8 5.500V4a.8.8 0 0 1 .8-.8h2.400a.8.8 0 0 1 .8.8v1.500M5.500 5.500l.6 10a1.200 1.200 0 0 0 1.200 1.100h5.400a1.200 1.200 0 0 0 1.200-1.100l.6-10M8.300 8.800v4.700M11.700 8.800v4.700" />
    </Glyph>
  );
}
