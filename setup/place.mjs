import path from 'node:path'
import { fileURLToPath } from 'node:url'

/** The checkout. */
export const ROOT = fileURLToPath(new URL('..', import.meta.url)).replace(/[\\/]$/, '')
/** What was fetched once serves every data directory of this checkout. */
export const CACHE = path.join(ROOT, '.data')
