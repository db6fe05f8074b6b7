import { s, type Text } from '@amaan/base';

/** One thing that is counted for each month. */
interface Figure {
  readonly title: Text;
  /** The parts that it always has; `names`: whoever it concerned, known by a code or a name; absent: a plain count. */
  readonly parts?: Readonly<Record<string, Text>> | 'names';
}

const named = <Name extends string>(all: Record<Name, Figure>): Readonly<Record<Name, Figure>> => all;

/** The one list of what is counted for the public, in the order in which it is shown. No Urdu is reviewed yet. */
export const FIGURES = named({
  cases: { title: s('Cases opened', 'کھولے گئے معاملات') },
  declarations: {
    title: s('What became of declarations', 'بیانات کا کیا ہوا'),
    parts: {
      corroborated: s('Confirmed by a person', 'کسی فرد نے تصدیق کی'),
      suspended: s('Suspended', 'روکے گئے'),
      refused: s('Refused', 'رد ہوئے'),
      withdrawn: s('Withdrawn', 'واپس لیے گئے'),
    },
  },
  sentUnder: { title: s('Notices sent, by law', 'بھیجے گئے نوٹس، قانون کے لحاظ سے'), parts: 'names' },
  sentTo: { title: s('Notices sent, by platform', 'بھیجے گئے نوٹس، پلیٹ فارم کے لحاظ سے'), parts: 'names' },
  late: {
    title: s(
      'Notices not answered by removal in time, by platform',
      'نوٹس جن پر وقت پر کچھ نہ ہٹا، پلیٹ فارم کے لحاظ سے',
    ),
    parts: 'names',
  },
  removed: {
    title: s('Links that we saw gone, by platform', 'لنک جو ہم نے ہٹے ہوئے دیکھے، پلیٹ فارم کے لحاظ سے'),
    parts: 'names',
  },
  demands: {
    title: s('Demands by authorities for something of a case', 'کسی معاملے کی چیز کے لیے حکام کے مطالبے'),
    parts: {
      given: s('Something was given', 'کچھ دیا گیا'),
      nothing: s('Nothing was given', 'کچھ نہیں دیا گیا'),
    },
  },
  compared: {
    title: s('Pictures and videos compared', 'تصاویر اور ویڈیوز جن کا موازنہ ہوا'),
    parts: {
      held: s('Held for a person', 'کسی فرد کے دیکھنے تک روکی گئیں'),
      passed: s('Not held', 'نہیں روکی گئیں'),
    },
  },
  decisions: {
    title: s('Decisions', 'فیصلے'),
    parts: {
      remove: s('Removed', 'ہٹا دیا'),
      keep: s('Kept', 'رہنے دیا'),
      minor: s('Stopped: may show a minor', 'روک دیا: کم عمر فرد ہو سکتا ہے'),
    },
  },
  appealsOpened: { title: s('Objections by uploaders', 'اپ لوڈ کرنے والوں کے اعتراض') },
  appeals: {
    title: s('Objections decided', 'اعتراضات پر فیصلے'),
    parts: {
      upheld: s('The decision stood', 'فیصلہ برقرار رہا'),
      overturned: s('The decision was reversed', 'فیصلہ بدل دیا گیا'),
    },
  },
  noticesReceived: { title: s('Notices received', 'موصول نوٹس') },
  noticesDue: {
    title: s('Notices that had to be answered', 'نوٹس جن کا جواب دینا لازم تھا'),
    parts: {
      inTime: s('Answered in time', 'وقت پر جواب'),
      late: s('Late, or not answered', 'دیر سے، یا جواب نہیں'),
    },
  },
  withdrawals: { title: s('Signals withdrawn by those who gave them', 'نشان جو دینے والوں نے واپس لیے') },
  feedback: {
    title: s('What we told the exchanges about their signals', 'نشانوں کے بارے میں تبادلوں کو ہماری رائے'),
    parts: {
      Blocked: s('Right', 'درست'),
      NotBlocked: s('Wrong', 'غلط'),
      PendingReview: s('Not settled', 'طے نہیں ہوا'),
    },
  },
});
export type FigureName = keyof typeof FIGURES;

/** The one list of what is timed for the public. */
export const TIMES = {
  decision: s('From upload or notice to decision', 'اپ لوڈ یا نوٹس سے فیصلے تک'),
  removal: s('From proof of receipt until we saw the link gone', 'وصولی کے ثبوت سے لنک ہٹا ہوا دیکھنے تک'),
} as const satisfies Record<string, Text>;
export type TimeName = keyof typeof TIMES;
