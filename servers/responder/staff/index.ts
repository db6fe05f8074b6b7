export { firstCodeNotes, inviteAdmin } from './codes.ts';
export { listPeople, staffKeys } from './people.ts';
export { staffRoutes } from './routes.ts';
export { requireRight, requireSession, requireStaff, type SignedIn } from './session.ts';
