/** The banner of the demo; English alone, where nobody has read the Urdu yet. */
export interface Around {
  readonly demo: boolean;
  readonly english: boolean;
}
