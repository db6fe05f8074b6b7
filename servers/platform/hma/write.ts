import type { FastifyReply } from 'fastify';

/** A bank as the protocol writes it. */
export interface BankLine {
  readonly name: string;
  readonly enabledRatio: number;
}

/** A strict client wants a float where JSON has only numbers: 1 is written as 1.0. */
function float(value: number): string {
  return Number.isInteger(value) ? `${value}.0` : String(value);
}

/** The JSON text of one bank. */
export function bankJson({ name, enabledRatio }: BankLine): string {
  return `{"matching_enabled_ratio":${float(enabledRatio)},"name":${JSON.stringify(name)}}`;
}

/** The JSON text of one content with its bank. */
export function contentJson(bank: BankLine, content: Readonly<Record<string, unknown>>): string {
  return `{"bank":${bankJson(bank)},${JSON.stringify(content).slice(1)}`;
}

/** The JSON text of a signal type's switch. */
export function typeJson(name: string, enabledRatio: number): string {
  return `{"enabled_ratio":${float(enabledRatio)},"name":${JSON.stringify(name)}}`;
}

/** Sends JSON that was written by hand. */
export function sendJson(reply: FastifyReply, json: string, status = 200): FastifyReply {
  return reply.code(status).type('application/json').send(json);
}
