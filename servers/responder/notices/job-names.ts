/** The names of the jobs of this room: sending, the end of a clock, a reminder's day, a look at links. */
export const JOBS = {
  send: 'notice-send',
  clock: 'notice-clock',
  remind: 'notice-remind',
  watch: 'notice-watch',
} as const;

/** The key under which a notice's job waits: adding it again moves it. */
export function jobKey(job: (typeof JOBS)[keyof typeof JOBS], notice: string): string {
  return `${job}:${notice}`;
}
