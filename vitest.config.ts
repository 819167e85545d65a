import { defineConfig } from 'vitest/config'

/** The embedded engine cannot live in a worker thread, so each test file runs in a process of its own. */
export default defineConfig({
  test: {
    globalSetup: ['test/cli/build-cli.ts', 'test/scratch-in-memory.ts'],
    pool: 'forks',
    maxWorkers: 2,
    include: ['test/**/*.test.ts', 'src/**/*.test.ts'],
    // A limit finds what hangs; a whole flow on a loaded machine takes longer than a minute.
    testTimeout: 180_000,
    hookTimeout: 180_000,
  },
})
