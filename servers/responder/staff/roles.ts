/** Who may do what, in one table. Cases are not in it: they open by grant, never by role. */
export const ROLES = {
  caseworker: { people: false, team: false, approve: false, hold: false },
  supervisor: { people: false, team: true, approve: true, hold: true },
  admin: { people: true, team: true, approve: true, hold: true },
} as const;

export type Role = keyof typeof ROLES;
export type Right = keyof (typeof ROLES)['admin'];

/**
 * Whether a role has a right: `people` to invite and change staff, `team` to see everybody's load, `approve` to be the
 * second person for a case one does not hold, `hold` to keep a case for a court.
 */
export function may(role: Role, right: Right): boolean {
  return ROLES[role][right];
}
