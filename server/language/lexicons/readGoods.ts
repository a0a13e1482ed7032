import { CATEGORIES, type Category } from '@yimin/shared/language/frame'
import { LexiconFault, readField, readLines } from './readLexicon.ts'

/** A name of goods as the lexicons hold it. */
export interface Goods {
  name: string
  category: Category
  /** The name has other senses too (足球, 柜子): it counts only where it is counted or asked for. */
  weak: boolean
  /** The first name of its line: what all names of the line stand for. */
  standard: string
}

const NAME = /^[\p{Script=Han}A-Za-z0-9%-]{1,16}\??$/u

function categoryOf(file: string): Category {
  const told = readField(file, 'category')
  const category = CATEGORIES.find((each) => each === told)
  if (!category) throw new LexiconFault(`${file}:1: ${told} is no category`)
  return category
}

/** One thing a line, `name[, the same by another name …]`; `?` after a name marks it weak. */
function readLine(text: string, category: Category, here: string): Goods[] {
  const names = text.includes(',') ? text.split(',').map((part) => part.trim()) : [text]
  let standard: string | undefined
  return names.map((written) => {
    if (!NAME.test(written)) throw new LexiconFault(`${here}: expected name[, name …], found "${written}"`)
    const weak = written.endsWith('?')
    const name = weak ? written.slice(0, -1) : written
    standard ??= name
    return { name, category, weak, standard }
  })
}

/** Goods from files with a `# category: ` line. A name stands once in all files together. @throws LexiconFault */
export function readGoods(files: readonly string[]): Goods[] {
  const places = new Map<string, string>()
  const goods: Goods[] = []
  for (const file of files) {
    const category = categoryOf(file)
    for (const { line, text } of readLines(file)) {
      const here = `${file}:${line}`
      for (const one of readLine(text, category, here)) {
        const before = places.get(one.name)
        if (before) throw new LexiconFault(`${here}: ${one.name} stands already in ${before}`)
        places.set(one.name, here)
        goods.push(one)
      }
    }
  }
  return goods
}
