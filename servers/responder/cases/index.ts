export { askApproval, decideApproval, listApprovals, makePackage } from './approvals.ts';
export { decideAlone, proposeDeclaration } from './declaration.ts';
export { caseEvents, lockCase, type Db } from './append.ts';
export {
  bringDirectory,
  currentDirectory,
  directoryPin,
  draftDirectory,
  publishDirectory,
} from './directory.ts';
export { CASE_TABLES, purgeAll, retentionRound } from './retention.ts';
export { regrantAll } from './regrant.ts';
export { endGrants } from './leave.ts';
export { rotateForStaff } from './rotate.ts';
export { compareAnew } from './published.ts';
export { noteWithdrawn, shareRound } from './share.ts';
export { assignCase } from './assign.ts';
export { addTask, changeTask, makeReferral, proposeReferral } from './work.ts';
export { teamLoad } from './team.ts';
export {
  addEvents,
  addMessage,
  divertCase,
  hideMessage,
  holdsCase,
  listCases,
  readCase,
  type StaffMember,
} from './staff.ts';
