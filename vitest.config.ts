import { defineConfig } from 'vitest/config'

/** The embedded engine cannot live in a worker thread, and is one a process: test files share two processes. */
export default defineConfig({
  test: {
    globalSetup: ['test/cli/build-cli.ts', 'test/scratch-in-memory.ts'],
    pool: 'forks',
    maxWorkers: 2,
    // One file after the other, in a process that has loaded code and engine: a quarter of all processor time less.
    isolate: false,
    include: ['test/**/*.test.ts', 'src/**/*.test.ts'],
    // A limit finds what hangs; a whole flow on a loaded machine takes longer than a minute.
    testTimeout: 180_000,
    hookTimeout: 180_000,
  },
})
