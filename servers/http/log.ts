import { pino } from 'pino';
import type { DestinationStream, Logger } from 'pino';

/** Structured lines of a server: JSON, with time, level, name and what the caller gives; nothing about a visitor. */
export type Log = Logger;

/** A log for the named server. Lines go to stderr, or to `destination` in tests. */
export function createLog(name: string, destination?: DestinationStream): Log {
  return pino(
    { base: { app: name }, timestamp: pino.stdTimeFunctions.isoTime, level: process.env.LOG_LEVEL ?? 'info' },
    destination ?? pino.destination(2),
  );
}

/**
 * What of an error may be logged: its class, its code and where it was thrown. Never its message: a database's or
 * parser's message quotes the value it choked on.
 */
export function loggable(error: unknown): { error: string; code?: string; at?: string[] } {
  if (!(error instanceof Error)) return { error: typeof error };
  const code = (error as { code?: unknown }).code;
  const frames = (error.stack ?? '').split('\n').filter((line) => line.startsWith('    at '));
  return {
    error: error.name,
    ...(typeof code === 'string' && { code }),
    at: frames.slice(0, 6).map((line) => line.trim()),
  };
}
