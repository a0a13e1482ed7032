import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { writeOpenApi } from '../platform/web/index.ts'
import { API_TITLE, ROUTES } from './contracts.ts'

/** The text of docs/openapi.json. */
export function openApiText(): string {
  return `${JSON.stringify(writeOpenApi(ROUTES, API_TITLE), null, 2)}\n`
}

/** Writes docs/openapi.json, or the file named on the command line. */
function main(): void {
  const file = path.resolve(process.argv[2] ?? 'docs/openapi.json')
  mkdirSync(path.dirname(file), { recursive: true })
  writeFileSync(file, openApiText())
  process.stdout.write(`${path.relative(process.cwd(), file)}: ${ROUTES.length} routes\n`)
}

// Run as a program, not when a test reads the text.
if (/[\\/]openapi\.[jt]s$/.test(process.argv[1] ?? '')) main()
