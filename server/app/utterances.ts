import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { CATEGORIES, INTENTS, type Category, type Frame, type Intent } from '@yimin/shared/language/frame'
import type { Several } from '../language/learned/matters/learnCuts.ts'

/** A sentence with what it means: the reader's input line and the frame beside it. */
export interface Utterance extends Frame {
  id: string
  text: string
  /** Local time, `YYYY-MM-DDTHH:mm`. */
  now: string
  chat: 'group' | 'private'
  /** Only intent and kind of help were labelled: it says nothing on goods, doors and times. */
  kindOnly?: true
}

export type Part = 'learn' | 'held'

/**
 * Messages whose id begins so were written from the contract alone, without knowledge of the reader, and each is clear by itself: of
 * ordinary days, by very different speakers, and in the manner of what is quoted in public.
 */
export const THREE_KINDS = { 'ordinary days': ['clear'], 'many tongues': ['tongues'], 'as published': ['published'] }
/** Written like those, but half of them say the thing in words that nobody would look for. */
export const OBLIQUE = ['oblique']
const FROM_THE_CONTRACT = [...Object.values(THREE_KINDS).flat(), ...OBLIQUE]

/** Written as people write, with nothing in view but the contract; the others were written to teach one thing. */
export const isAsPeopleWrite = ({ id }: Utterance): boolean => FROM_THE_CONTRACT.some((start) => id.startsWith(start))

const OWN = path.resolve('tests', 'utterances')

/** The project's own sentences: those that are learned from, or the third that nothing may be fitted to. */
export function readOwn(part: Part): Utterance[] {
  return [...readWhole(part), ...readKinds(part)]
}

/** Those with a whole frame. */
function readWhole(part: Part): Utterance[] {
  return filesIn(part, '.jsonl').flatMap(readUtterances)
}

/** The messages with several matters. */
export function readSeveral(part: Part): Several[] {
  return linesOf(path.join(OWN, 'several', `${part}.jsonl`)).map(([, line]) => JSON.parse(line) as Several)
}

/** One JSON object a line; empty lines are passed over. */
export function readUtterances(file: string): Utterance[] {
  return linesOf(file).map(([number, line]) => {
    try {
      return JSON.parse(line) as Utterance
    } catch (error) {
      throw new Error(`${file}:${number}: ${(error as Error).message}`, { cause: error })
    }
  })
}

/** Those of which only intent and kind of help are told: `g` or `p` for the chat, intent, kind or `-`, text; tabs between. */
function readKinds(part: Part): Utterance[] {
  return filesIn(path.join('kinds', part), '.tsv').flatMap(readKindsIn)
}

/** Sentences without a time of their own are said on an ordinary morning. */
const SAID = '2026-11-22T10:00'
const CHATS: Record<string, 'group' | 'private'> = { g: 'group', p: 'private' }

export function readKindsIn(file: string): Utterance[] {
  return linesOf(file).map(([number, line]) => {
    const [chat = '', intent = '', kind = '', text = '', ...more] = line.split('\t')
    const isKnown = chat in CHATS && INTENTS.includes(intent as Intent)
    const isKind = kind === '-' || CATEGORIES.includes(kind as Category)
    if (!isKnown || !isKind || !text || more.length > 0) throw new Error(`${file}:${number}: ${line}`)
    return {
      id: `${path.basename(file, '.tsv')}:${number}`,
      text,
      now: SAID,
      chat: CHATS[chat] ?? 'group',
      intent: intent as Intent,
      ...(kind !== '-' && { category: kind as Category }),
      kindOnly: true,
    }
  })
}

function filesIn(folder: string, ending: string): string[] {
  return readdirSync(path.join(OWN, folder))
    .filter((file) => file.endsWith(ending))
    .sort()
    .map((file) => path.join(OWN, folder, file))
}

/** Lines that are not empty, with their numbers. */
function linesOf(file: string): [number, string][] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .map((line, i): [number, string] => [i + 1, line])
    .filter(([, line]) => line.trim() !== '')
}
