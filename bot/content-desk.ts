import type { ContentForBot } from '../ports/content.ts';
import type { Desk } from './desk.ts';
import type { ReadSlackFile } from './slack/read-slack-file.ts';

/** What the handlers of content generation work with: drafts, their review, and what drafts rest on. */
export interface ContentDesk extends Desk {
  content: ContentForBot;
  readFile: ReadSlackFile;
}
