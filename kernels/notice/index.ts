export { businessDay } from './business.ts';
export { type Choice, chooseVersion, type FamilyClock, familyClock, type Pin, pinOf } from './choose.ts';
export { type Clock, type ClockRow, clock, daysUp } from './clock.ts';
export { type ClockEvent, parseClockEvent, spanOf } from './clock-events.ts';
export { digestOf } from './digest.ts';
export {
  MAX_ADDRESSES,
  MAX_LINKS,
  type NoticeBody,
  NoticeDigestError,
  type NoticeDocument,
  type NoticeLink,
  parseLink,
  parseNoticeDocument,
  sealDocument,
} from './document.ts';
export { draftNotice, type Draft, type Story } from './drafts/draft.ts';
export { isBreach, nextSteps } from './escalation.ts';
export { type Following, followingClocks, givesNewEnd, happenings, openTests, putBackOf } from './follow.ts';
export { brandLetter, type Letter, pressLetter } from './drafts/letters.ts';
export { preservationRequest } from './drafts/preservation.ts';
export { custodyLog } from './drafts/custody-log.ts';
export { herPack } from './drafts/her-pack.ts';
export { officersPack, type Pack, type PackInput } from './drafts/pack.ts';
export { escalationText } from './drafts/escalation.ts';
export { stepTo } from './drafts/step-to.ts';
export { zoneOf } from './zone-of.ts';
export { type Elements, missingElements, needsSecondYes } from './elements.ts';
export {
  type Answers,
  type Gate,
  gate,
  inForce,
  isForMinors,
  isWritten,
  type Review,
  reviewed,
  stale,
} from './gates.ts';
export { type MailSuggestion, readMail } from './inbound.ts';
export { type LinkRemoval, wholeRemoval } from './links.ts';
export { type MandateProblem, mandateProblem } from './mandate.ts';
export { checkNumbers, type PkSection, pkSections, suggestSections, WrongNumberError } from './pakistan.ts';
export { isolateRuns } from './paper/direction.ts';
export { DRAFT, textPaper } from './paper/of-text.ts';
export { type Block, type Paper, paperText, type Sheet, sheetText } from './paper/paper.ts';
export { PAPER_FONTS, typstOf } from './paper/typst.ts';
export { type FieldText, fieldTexts } from './playbooks/fields.ts';
export { forHost, groupLinks, hostOf, type LinkGroup } from './playbooks/group.ts';
export {
  CHANNELS,
  FORM_FIELDS,
  nameOf,
  type Playbook,
  newestDay,
  playbookIsOld,
  playbooks,
  type Said,
  type Way,
} from './playbooks/playbooks.ts';
export { needsHerYes, type Problem, type Proposal, problems } from './ready.ts';
export {
  followReminders,
  type Reminder,
  REMINDERS,
  reminderAt,
  reminders,
  safeDay,
} from './reminders.ts';
export { type NoticeSpan, type RemovalTimes, removalTimes } from './removal-times.ts';
export {
  type BookRow,
  loadRegimes,
  type RegimeBook,
  RegimeError,
  regimes,
  shippedFiles,
} from './regimes/load.ts';
export { type Escalation, parseRegimeFile, parseRow, type Row } from './regimes/row.ts';
export { settings, words } from './regimes/words.ts';
export {
  type Acknowledgement,
  checkStatus,
  parseAcknowledgement,
  parseStatus,
  type StatusBody,
  type StatusMessage,
  StatusSignatureError,
  signStatus,
} from './status.ts';
