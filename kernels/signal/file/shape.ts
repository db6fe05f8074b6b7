/** Width and height as stored (before any orientation), and the EXIF orientation, 1 when there is none. */
export interface Header {
  width: number;
  height: number;
  orientation: number;
}
