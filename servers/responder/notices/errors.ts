import { HttpError } from '@amaan/http';
import type { Problem } from '@amaan/notice';

/** A notice may not be approved yet; `problems` goes to the console as words of the kernel. */
export class NoticeProblems extends HttpError {
  readonly problems: readonly Problem[];

  constructor(found: readonly Problem[]) {
    const list = found.map((each) => Object.values(each).join(':')).join(', ');
    super(422, 'notice.problems', `This notice cannot be sent yet. Add or answer: ${list}.`);
    this.problems = found;
  }
}

/** There is no such notice in this case. */
export function noSuchNotice(): HttpError {
  return new HttpError(404, 'notice.unknown', 'There is no such notice in this case.');
}
