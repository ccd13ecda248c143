import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome', 'msedge'];

const places = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/google-chrome',
  '/opt/google/chrome/chrome',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];

interface BrowserSearch {
  /** CHROMIUM_PATH; taken before anything else, and an error to the caller when it leads nowhere. */
  chromiumPath?: string | undefined;
  /** PATH. */
  path?: string | undefined;
}

/** How to get one, for the message that says which tests were left out. */
export const howToGetABrowser =
  'no Chromium or Chrome found. Install one (Debian, Ubuntu: apt-get install chromium; macOS: brew install --cask chromium) or set CHROMIUM_PATH';

/**
 * The path of a Chromium or Chrome on this machine.
 *
 * @returns null when there is none, or when `chromiumPath` is given and cannot be run.
 */
export function findBrowser(
  { chromiumPath, path = '' }: BrowserSearch = {},
  canRun: (file: string) => boolean = isExecutable,
): string | null {
  if (chromiumPath) return canRun(chromiumPath) ? chromiumPath : null;
  const onPath = path
    .split(delimiter)
    .filter(Boolean)
    .flatMap((folder) => names.map((name) => join(folder, name)));
  return [...places, ...onPath].find(canRun) ?? null;
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
