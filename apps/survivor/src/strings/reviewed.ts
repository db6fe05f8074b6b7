import type { Text } from '@amaan/base';
import { CASE_STRINGS } from './case.ts';
import { heic } from './heic.ts';

/** Whether a reviewer has been recorded for each string. Asked when the page is built: which languages it offers. */
export const REVIEWED: boolean = [...Object.values<Text>(CASE_STRINGS), ...Object.values<Text>(heic)].every(
  ({ reviewer }) => reviewer !== null,
);
