import { defineConfig } from 'vitest/config';

export default defineConfig({
  // What both test suites load stands beside this folder: ../contract, ../tests/conformance.
  server: { fs: { allow: ['..'] } },
  test: {
    // jsdom, not happy-dom: DOMPurify does not work under the latter.
    environment: 'jsdom',
    include: ['test/**/*.test.ts'],
    setupFiles: ['test/setup.ts'],
    css: false,
    // What a test that passes has logged says nothing.
    silent: 'passed-only',
  },
});
