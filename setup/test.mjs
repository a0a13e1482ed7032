/** `npm test [-- what Jest understands]`. */
import './nodeVersion.mjs'

const { runTests } = await import('./tests.mjs')
await runTests(process.argv.slice(2))
