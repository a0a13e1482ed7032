import { DomainError } from '@yimin/shared/errors/domainError'
import { entryWords, GUESSED_WORDS } from '@yimin/shared/entry/words'
import { isCommonPassword } from './commonPasswords.ts'
import { isSystematic } from './systematicPasswords.ts'

/** ASVS 6.2.1 wants 8 and recommends 15; no rule says which characters (6.2.5), and nothing is cut (6.2.8, 6.2.9). */
const LEAST = 10
const MOST = 128
/** What must be left when everything guessable is taken away. */
const LEAST_LEFT = 5

const ROWS = ['01234567890', 'abcdefghijklmnopqrstuvwxyz', 'qwertyuiop', 'asdfghjkl', 'zxcvbnm', '1qaz2wsx3edc4rfv5tgb']
const DATE_OR_PHONE = /1[3-9]\d{9}|(19|20)\d{2}([-./]?\d{1,2}){0,2}/g

/**
 * Refuses a password that somebody who knows the station and the person would try first, and one that was stolen elsewhere so
 * often that everybody tries it (ASVS 6.2.4). `guesses`: her name and the station's, in characters and letters. Nothing here calls home: the
 * list lies beside the code. Throws DomainError `invalid_input`.
 */
export function checkPassword(password: string, guesses: readonly string[]): void {
  const length = Array.from(password).length
  if (length < LEAST) throw refusal(entryWords.passwordShort(LEAST))
  if (length > MOST) throw refusal(entryWords.passwordLong(MOST))
  const left = withoutGuesses(password, guesses)
  if (Array.from(left).length < LEAST_LEFT || isRepeated(password)) throw refusal(entryWords.passwordGuessable)
  if (isSystematic(password)) throw refusal(entryWords.passwordGuessable)
  if (isCommonPassword(password)) throw refusal(entryWords.passwordStolen)
}

/** Names, words of the place, dates, phones and rows of the keyboard tell a guesser nothing new. */
function withoutGuesses(password: string, guesses: readonly string[]): string {
  const words = [...GUESSED_WORDS, ...guesses.map((guess) => guess.toLowerCase())].filter(({ length }) => length > 1)
  const bare = words
    .sort((a, b) => b.length - a.length)
    .reduce((left, word) => left.replaceAll(word, ''), password.normalize('NFKC').toLowerCase())
  return withoutRuns(bare.replace(DATE_OR_PHONE, ''))
}

/** 1234, qwer, 4321: three and more in a row count as one character. */
function withoutRuns(text: string): string {
  const isNext = (a: string, b: string) => a === b || ROWS.some((row) => row.includes(a + b) || row.includes(b + a))
  const characters = Array.from(text)
  return characters.filter((one, at) => at === 0 || !isNext(characters[at - 1] ?? '', one)).join('')
}

/** abcabcabcabc: a short piece said again and again. */
function isRepeated(text: string): boolean {
  return /^(.{1,5}?)\1{2,}.?$/su.test(text)
}

function refusal(message: string): DomainError {
  return new DomainError('invalid_input', { fields: [{ path: 'password', message }] })
}
