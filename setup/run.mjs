/**
 * `npm run understand|learn|replay|bench|bench:language|bench:dispatch|bench:desk|bench:queues|bench:phone|check:age|screenshots|seeds|simulate|test:mutants|chaos|openapi|invite|release|affected|exchange-key`:
 * builds if needed, lends throwaway data services or a browser where they are wanted.
 */
import './nodeVersion.mjs'

const { runCommand } = await import('./command.mjs')
await runCommand(process.argv[2], process.argv.slice(3))
