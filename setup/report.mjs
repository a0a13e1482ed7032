import { SetupFault } from './fault.mjs'
import { ROOT } from './place.mjs'
import { words } from './words.mjs'

/** A terminal that was closed must not bring the stopping itself down. */
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {})

/** Tells a step of the set-up, in one line. */
export function say({ zh }) {
  process.stdout.write(`${zh}\n`)
}

/** The same on standard error, for commands whose output is read by programs. */
export function sayAside({ zh }) {
  process.stderr.write(`${zh}\n`)
}

function sentencesFor(error) {
  if (error instanceof SetupFault) return error.words
  const where = error?.path ?? ROOT
  if (['ENOSPC', 'EDQUOT'].includes(error?.code)) return words.diskFull(where)
  if (['EACCES', 'EPERM', 'EROFS'].includes(error?.code)) return words.noRight(where)
  return words.unexpected(error?.message ?? String(error))
}

/** Prints a fault's two sentences, or the one for what nobody foresaw; the stack only where YIMIN_DEBUG asks for it. */
export function reportFault(error) {
  const { zh, en } = sentencesFor(error)
  process.stderr.write(`\n${zh}\n（${en}）\n`)
  if (process.env.YIMIN_DEBUG) process.stderr.write(`${error?.stack}\n${error?.cause?.stack ?? error?.cause ?? ''}\n`)
}
