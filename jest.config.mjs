import os from 'node:os'

/** One configuration for all tests; which real services they get is decided in tests/set-up. */
const swc = [
  '@swc/jest',
  {
    jsc: {
      parser: { syntax: 'typescript', tsx: true },
      target: 'es2022',
      transform: { react: { runtime: 'automatic' } },
    },
    module: { type: 'commonjs' },
  },
]

export default {
  rootDir: '.',
  roots: ['<rootDir>/tests'],
  testMatch: ['**/*.test.ts', '**/*.test.tsx'],
  testEnvironment: 'node',
  // Two packages under otplib come as ES modules alone.
  transform: { '^.+\\.tsx?$': swc, '/node_modules/@(scure|noble)/.+\\.js$': swc },
  transformIgnorePatterns: ['/node_modules/(?!@(scure|noble)/)'],
  moduleNameMapper: {
    '\\.scss$': '<rootDir>/tests/miniprogram/doubles/styles.ts',
    '^@yimin/shared/(.*)$': '<rootDir>/shared/$1.ts',
  },
  modulePathIgnorePatterns: ['/dist/', '/.data/'],
  testSequencer: '<rootDir>/tests/set-up/longestFirst.cjs',
  globalSetup: '<rootDir>/tests/set-up/startServices.mjs',
  setupFiles: ['<rootDir>/tests/set-up/ownServices.cjs'],
  globalTeardown: '<rootDir>/tests/set-up/stopServices.mjs',
  testTimeout: 30_000,
  // Much of a test is waiting for other processes: two at once use two cores better than one after the other.
  maxWorkers: Math.max(2, os.availableParallelism() - 1),
}
