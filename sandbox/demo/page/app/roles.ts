/** The roles of the sandbox's people, in the order of menus, and what each may do. */
export const roles: { role: string; title: string; note: string }[] = [
  { role: 'member', title: 'Members', note: 'start jobs, ask for changes' },
  { role: 'approver', title: 'Approvers', note: 'approve what others asked for' },
  { role: 'admin', title: 'Admin', note: 'approves, sets rules' },
  { role: 'guest', title: 'Guest', note: 'approves nothing' },
];

export function roleNote(role: string): string {
  const note = roles.find((known) => known.role === role)?.note ?? '';
  return note.charAt(0).toUpperCase() + note.slice(1);
}
