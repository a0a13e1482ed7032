import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type { Taught } from '../../../../server/language/learned/learn.ts'

const UTTERANCES = path.join(__dirname, '..', '..', '..', 'utterances')

/** The labelled sentences of `learn` or `held`, in the order in which they are learned. */
export function sentencesIn(folder: 'learn' | 'held'): Taught[] {
  return readdirSync(path.join(UTTERANCES, folder))
    .sort()
    .flatMap((file) =>
      readFileSync(path.join(UTTERANCES, folder, file), 'utf8')
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line) as Taught),
    )
}
