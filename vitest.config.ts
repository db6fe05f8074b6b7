import { defineConfig } from 'vitest/config';

const ROOMS = '{kernels,servers,apps,examples,tools,e2e,conformance,bench}/**/*.test.{ts,tsx}';
/** Kernels are pure and a server keeps its state in a context, so their test files may share modules. */
const SHARED = [
  'kernels/{base,custody,notice}/**/*.test.ts',
  'servers/{http,store,responder,platform}/**/*.test.ts',
];
const NEVER = ['**/node_modules/**', '**/dist/**'];

export default defineConfig({
  test: {
    setupFiles: ['tools/test-seed.ts'],
    globalSetup: ['servers/store/test-server.ts'],
    // Where only slowness is at issue a limit is generous: the suite runs on busy machines too.
    testTimeout: 180_000,
    hookTimeout: 180_000,
    expect: { poll: { timeout: 60_000 } },
    // Two cores: more workers only make each test slower and time-outs likelier.
    maxWorkers: 2,
    projects: [
      // Half of the time of such a file went into reading the same modules again.
      { extends: true, test: { name: 'shared', include: SHARED, exclude: NEVER, isolate: false } },
      { extends: true, test: { name: 'alone', include: [ROOMS], exclude: [...NEVER, ...SHARED] } },
    ],
  },
});
