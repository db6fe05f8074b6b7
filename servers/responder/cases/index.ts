export { checkLedgers, type LedgerCheck } from './check.ts';
export { appendEvents, type CaseState, caseEvents, caseState, type Db } from './append.ts';
export { currentDirectory, directoryPin, publishDirectory } from './directory.ts';
export { eraseCase } from './erase.ts';
export { openCase } from './open.ts';
export { CASE_TABLES, isOver, purgeCase, retentionRound } from './retention.ts';
export { insertItems, readItems, sealedDigest } from './rows.ts';
export { shareHeld, shareRound, withdrawShared } from './share.ts';
export {
  addEvents,
  addGrant,
  addMessage,
  divertCase,
  type CaseForStaff,
  type CaseLine,
  holdsCase,
  listCases,
  readCase,
  requireHolder,
  type StaffMember,
} from './staff.ts';
