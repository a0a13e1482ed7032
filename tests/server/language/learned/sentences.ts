import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type { Taught } from '../../../../server/language/learned/learn.ts'
import type { Several } from '../../../../server/language/learned/matters/learnCuts.ts'

const UTTERANCES = path.join(__dirname, '..', '..', '..', 'utterances')

function linesOf<Sentence>(...place: string[]): Sentence[] {
  return readFileSync(path.join(UTTERANCES, ...place), 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Sentence)
}

/** The labelled sentences of `learn` or `held`, in the order in which they are learned. */
export function sentencesIn(folder: 'learn' | 'held'): Taught[] {
  return readdirSync(path.join(UTTERANCES, folder))
    .sort()
    .flatMap((file) => linesOf<Taught>(folder, file))
}

/** The messages with several matters. */
export function severalIn(part: 'learn' | 'held'): Several[] {
  return linesOf<Several>('several', `${part}.jsonl`)
}
