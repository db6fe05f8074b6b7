const nothing = () => undefined;

/** What is told to every decoder that Emscripten made: start nothing, look for no file, print nothing. */
export const QUIET = {
  noInitialRun: true,
  locateFile: (name: string) => name,
  print: nothing,
  printErr: nothing,
};
