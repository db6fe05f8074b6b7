// The inner loops of rule `aligned`: hashing parallelograms of one upload, and finding bank views near a hash.
//
// The caller lays out the memory: the sums of the upload, the low bands of all views, the tables. See robust/aligned.

/** Where the memory that is the caller's begins. */
export function free(): u32 {
  return u32(__heap_base);
}

export { start } from './_hash';
export { outside, picture, places, quality } from './_grid';
export { window } from './_fit';
export { turn } from './_hash';
export { distance, features, lowMisfit, misfit } from './_fit';
export { ask, build, keyBits, keys, probe, probes, scan, views } from './_tables';
