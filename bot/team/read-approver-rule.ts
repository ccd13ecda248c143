import type { RuleGroup, RuleSettings } from '../../ports/people.ts';
import type { ApproverRuleTexts } from '../texts/en/approver-rules.ts';

/** What Slack sends of the form; only the parts that are read. */
export type RuleValues = Record<
  string,
  Record<
    string,
    {
      value?: string | null | undefined;
      selected_option?: { value: string } | null | undefined;
      selected_options?: { value: string }[] | undefined;
      selected_users?: string[] | undefined;
    }
  >
>;

/** The rule that the form asks for, or what is wrong, by field. Slack checks too, but not every client does. Pure. */
export function readApproverRule(
  groups: number,
  values: RuleValues,
  t: ApproverRuleTexts,
): { rule: RuleSettings } | { errors: Record<string, string> } {
  const errors: Record<string, string> = {};
  const of = (id: string) => values[id]?.[id] ?? {};
  const text = (id: string) => (of(id).value ?? '').trim();
  const whole = (id: string, max: number, fault: string): number | null => {
    const n = text(id) === '' ? null : Number(text(id));
    if (n !== null && !(Number.isInteger(n) && n >= 1 && n <= max)) errors[id] = fault;
    return n;
  };
  const read = Array.from({ length: groups }, (_, i): RuleGroup => {
    const n = i + 1;
    const name = groups === 1 ? null : text(`name_${n}`);
    const userGroup = of(`user_group_${n}`).selected_option?.value ?? 'none';
    const group: RuleGroup = {
      name,
      quorum: whole(`quorum_${n}`, 10, t.errors.quorum) ?? 1,
      roles: (['member', 'approver', 'admin'] as const).filter((role) =>
        of(`roles_${n}`).selected_options?.some(({ value }) => value === role),
      ),
      people: of(`people_${n}`).selected_users ?? [],
      user_group: userGroup === 'none' ? null : userGroup,
      deputies: of(`deputies_${n}`).selected_users ?? [],
    };
    if (name === '') errors[`name_${n}`] = t.errors.nameMissing;
    if (name !== null && [...name].length > 40) errors[`name_${n}`] = t.errors.nameTooLong;
    if (text(`quorum_${n}`) === '') errors[`quorum_${n}`] = t.errors.quorum;
    if (group.roles.length === 0 && group.people.length === 0 && group.user_group === null)
      errors[`roles_${n}`] = t.errors.whoMissing;
    return group;
  });
  const [first, second] = read;
  if (first?.name && second && first.name.toLowerCase() === second.name?.toLowerCase())
    errors.name_2 = t.errors.nameTwice;
  const rule: RuleSettings = {
    order: of('order').selected_option?.value === 'in_order' ? 'in_order' : 'parallel',
    groups: read,
    remind_after_hours: whole('remind', 80, t.errors.hours),
    escalate_after_hours: whole('escalate', 80, t.errors.hours),
    expire_after_days: whole('expire', 90, t.errors.days),
  };
  if (rule.escalate_after_hours !== null && read.every(({ deputies }) => deputies.length === 0))
    errors.escalate ??= t.errors.deputiesMissing;
  return Object.keys(errors).length > 0 ? { errors } : { rule };
}
