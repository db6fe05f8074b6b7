/**
 * The root of every error that Amaan raises on purpose.
 *
 * `code` is stable and goes over the wire; `message` tells the reader what to do next and never holds anything that
 * a user typed, picked or owns: both may be logged.
 */
export class AmaanError extends Error {
  readonly code: string;

  constructor(code: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = new.target.name;
    this.code = code;
  }
}

/** Input from outside does not have the shape it must have. `path` names the field ("links[2].url"), never its value. */
export class ShapeError extends AmaanError {
  readonly path: string;

  constructor(path: string, expected: string) {
    super('shape', `${path || 'The input'} must be ${expected}.`);
    this.path = path;
  }
}
