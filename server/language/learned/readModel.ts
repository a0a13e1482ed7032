import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { unpackModel } from './modelFile.ts'
import type { LearnedFile } from './models.ts'

/** Beside the source; what is built reads it from there too. Made by `npm run learn`. */
export const MODEL_PLACES = ['./model.bin', '../../../language/learned/model.bin'].map((place) =>
  fileURLToPath(new URL(place, import.meta.url)),
)

export function readModel(): LearnedFile {
  const found = MODEL_PLACES.find((each) => existsSync(each))
  if (!found) throw new Error('server/language/learned/model.bin is missing: npm run learn makes it')
  return unpackModel(readFileSync(found))
}
