import { isExpected } from '../../platform/errors.ts';
import { type ErasedContent, erasedPerson } from '../../ports/content.ts';
import { said } from '../slack/blocks.ts';
import type { Carry } from './handover-desk.ts';

/**
 * A person who was erased in outreach, to content; the admin who did it hears what went there. This is never refused for good: as
 * long as content does not take it, it waits, and stands on the Home tab of admins.
 */
export const carryErasure: Carry = async (desk, { payload }) => {
  const person = erasedPerson.parse(payload);
  let erased: ErasedContent;
  try {
    erased = await desk.content.erasePerson(person);
  } catch (error) {
    if (isExpected(error)) throw new Error(`Content does not erase yet: ${error.code}`, { cause: error });
    throw error;
  }
  desk.hints.outbox.wake();
  desk.hints.jobs.wake();
  desk.log.info('person_erased', { user_id: person.person_id, count: erased.jobs });
  // What the governor knew again was erased by an admin before.
  if (person.person_id !== 'governor') {
    const { erasure: t } = await desk.textsFor(person.team_id);
    const text = t.content(erased);
    await desk.tell({ user_id: person.person_id, channel_id: null }, { text, blocks: [said(text)] });
  }
  return erased;
};
