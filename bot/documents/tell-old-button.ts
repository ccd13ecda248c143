import { type Press, tellLine } from '../asking/press.ts';
import type { KnowledgeDesk } from './knowledge-desk.ts';

/** A button of an earlier release, whose value says something else: never silent. */
export async function tellOldButton(desk: KnowledgeDesk, press: Press): Promise<void> {
  await tellLine(desk, press.to, (await desk.textsFor(press.teamId)).oldButton);
}
