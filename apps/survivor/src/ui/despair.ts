// Words about dying lead to a human line, never to advice from us. The text is looked at here, in memory, and nowhere
// else: nothing is counted, kept or sent. A false alarm costs two lines of reading; a miss can cost more.
const WORDS: readonly RegExp[] = [
  /suicid|kill(ing)? my ?self|end (my|this) life|ending my life|take my (own )?life|want to die|wanna die|better off dead|don'?t want to live|no reason to live|(harm|hurt|cut)(ing|ting)? my ?self|can(no|')?t go on/i,
  /خود\s?کشی|خودکشی|اپنی جان (لے|دے|لینے|دینے)|مر ?جا(نا|ؤں|وں|تی|تا)|مرنا چاہ|مرنے کو (دل|جی)|جینا نہیں|جینے کا (دل|جی|فائدہ)|زندہ نہیں رہ|زندگی ختم|زہر (کھا|پی)|پھندا|خود کو (مار|ختم|نقصان)/u,
  /khud ?ku?shi|(marna|mar ?jana) ?(chaht|hai|chahiye)|mar (jaun|jaon|jaoon)|apni jaan (le|de)|jeena nahi|jine ka (dil|faida)|zinda nahi reh|zindagi khatam|zeher (kha|pi)|khud ko (maar|khatam|nuqsan)/i,
];

/** Whether a text has words about ending one's life: English, Urdu, Roman Urdu. */
export function speaksOfDying(text: string): boolean {
  return WORDS.some((words) => words.test(text));
}
