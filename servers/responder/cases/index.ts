export { caseEvents, type Db } from './append.ts';
export { currentDirectory, directoryPin, publishDirectory } from './directory.ts';
export { CASE_TABLES, retentionRound } from './retention.ts';
export { shareRound } from './share.ts';
export {
  addEvents,
  addGrant,
  addMessage,
  divertCase,
  holdsCase,
  listCases,
  readCase,
  type StaffMember,
} from './staff.ts';
