import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { LearnedFile } from './models.ts'

/** Beside the source; what is built reads it from there too. Made by `npm run learn`. */
export const MODEL_PLACES = ['./model.json', '../../../language/learned/model.json'].map((place) =>
  fileURLToPath(new URL(place, import.meta.url)),
)

export function readModel(): LearnedFile {
  const found = MODEL_PLACES.find((each) => existsSync(each))
  if (!found) throw new Error('server/language/learned/model.json is missing: npm run learn makes it')
  return JSON.parse(readFileSync(found, 'utf8')) as LearnedFile
}
