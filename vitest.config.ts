import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{kernels,servers,apps,examples,tools,e2e,conformance,bench}/**/*.test.{ts,tsx}'],
    exclude: ['**/node_modules/**', '**/dist/**'],
    setupFiles: ['tools/test-seed.ts'],
    globalSetup: ['servers/store/test-server.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // Two cores: more workers only make each test slower and time-outs likelier.
    maxWorkers: 2,
  },
});
