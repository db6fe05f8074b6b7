/** Who may do what, in one table. Cases are not in it: they open by grant, never by role. */
export const ROLES = {
  caseworker: { people: false, team: false },
  supervisor: { people: false, team: true },
  admin: { people: true, team: true },
} as const;

export type Role = keyof typeof ROLES;
export type Right = keyof (typeof ROLES)['admin'];

/** Whether a role has a right: `people` to invite and change staff, `team` to see everybody's load. */
export function may(role: Role, right: Right): boolean {
  return ROLES[role][right];
}
