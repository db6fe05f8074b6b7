/** What a decoder may be given. Sizes in bytes, times in milliseconds. */
export interface FileLimits {
  photoBytes: number;
  pixels: number;
  photoMs: number;
  /** Frames of an animated picture; beyond these limits its frames are given in part. */
  frames: number;
  /** Pixels of an animated picture's canvas, and of all its frames together. */
  canvas: number;
  framePixels: number;
  videoBytes: number;
  videoDurationMs: number;
  videoMs: number;
}

/** Limits that a phone's picture never meets and a bomb always does. */
export const FILE_LIMITS: FileLimits = {
  photoBytes: 100 * 2 ** 20,
  pixels: 50_000_000,
  photoMs: 60_000,
  frames: 5000,
  canvas: 12_000_000,
  framePixels: 1_000_000_000,
  videoBytes: 8 * 2 ** 30,
  videoDurationMs: 4 * 3_600_000,
  videoMs: 2 * 3_600_000,
};
