const colours = ['#1264a3', '#2f855a', '#b7410e', '#6b46c1', '#0f766e', '#b83280', '#92600a', '#3b5bdb'];

/** Initials on a colour that is always the same for a person. The app has its own mark. */
export function Avatar({ id, name, isBot = false, size = 36 }: AvatarProps) {
  const style = {
    width: size,
    height: size,
    fontSize: Math.round(size * 0.4),
    borderRadius: size > 24 ? 6 : 4,
  };
  if (isBot) {
    return (
      <span className="avatar avatar-bot" style={style} aria-hidden="true">
        <svg viewBox="0 0 36 36" width={size} height={size} aria-hidden="true">
          <rect width="36" height="36" rx="6" fill="#0f2a22" />
          <circle cx="18" cy="18" r="9" fill="#2eb67d" />
          <path
            d="m13.6 18.3 3.1 3.1 5.9-6.5"
            stroke="#fff"
            strokeWidth="2.6"
            fill="none"
            strokeLinecap="round"
          />
        </svg>
      </span>
    );
  }
  const colour = colours[hash(id) % colours.length];
  return (
    <span className="avatar" style={{ ...style, background: colour }} aria-hidden="true">
      {initials(name)}
    </span>
  );
}

interface AvatarProps {
  id: string;
  name: string;
  isBot?: boolean;
  size?: number;
}

function initials(name: string): string {
  const words = name.trim().split(/\s+/).filter(Boolean);
  const first = words[0]?.[0] ?? '?';
  const last = words.length > 1 ? (words.at(-1)?.[0] ?? '') : '';
  return (first + last).toUpperCase();
}

/** FNV-1a; its upper half, as the lower bits of short ids repeat. */
function hash(text: string): number {
  let value = 2_166_136_261;
  for (const char of text) value = Math.imul(value ^ (char.codePointAt(0) ?? 0), 16_777_619) >>> 0;
  return value >>> 15;
}
