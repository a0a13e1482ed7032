import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type { Frame } from '@yimin/shared/language/frame'

/** A sentence with what it means: the reader's input line and the frame beside it. */
export interface Utterance extends Frame {
  id: string
  text: string
  /** Local time, `YYYY-MM-DDTHH:mm`. */
  now: string
  chat: 'group' | 'private'
}

const OWN = path.resolve('tests', 'utterances')

/** The project's own sentences: those that are learned from, or the third that nothing may be fitted to. */
export function readOwn(part: 'learn' | 'held'): Utterance[] {
  const dir = path.join(OWN, part)
  return readdirSync(dir)
    .filter((file) => file.endsWith('.jsonl'))
    .sort()
    .flatMap((file) => readUtterances(path.join(dir, file)))
}

/** One JSON object a line; empty lines are passed over. */
export function readUtterances(file: string): Utterance[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line, i) => {
      try {
        return JSON.parse(line) as Utterance
      } catch (error) {
        throw new Error(`${file}:${i + 1}: ${(error as Error).message}`, { cause: error })
      }
    })
}
