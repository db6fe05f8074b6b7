/** Where a deployment is looked at: its origins as browsers and sites reach them, its web server's files. */
export interface Where {
  readonly survivor?: string | undefined;
  readonly console?: string | undefined;
  readonly exchange?: string | undefined;
  readonly gate?: string | undefined;
  readonly hma?: string | undefined;
  readonly nginx?: string | undefined;
  readonly log?: readonly string[] | undefined;
}
