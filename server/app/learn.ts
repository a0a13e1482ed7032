import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { packModel } from '../language/learned/modelFile.ts'
import { learn } from '../language/learned/learn.ts'
import { readOwn, readSeveral, isAsPeopleWrite } from './utterances.ts'

const MODEL = path.resolve('server', 'language', 'learned', 'model.bin')

/**
 * Learns the reader's model again from the project's own sentences. The same sentences give the same file, bit for bit;
 * `--check` writes nothing, and ends with exit code 1 where the file is another one.
 */
function main(): void {
  const { values } = parseArgs({ options: { check: { type: 'boolean' } } })
  const sentences = readOwn('learn').map((sentence) => ({
    ...sentence,
    ...(isAsPeopleWrite(sentence) && { asPeopleWrite: true as const }),
  }))
  const learned = learn(sentences, readSeveral('learn'), (text) => process.stderr.write(`${text}\n`))
  const packed = packModel(learned)
  if (!values.check) writeFileSync(MODEL, packed)
  else if (!packed.equals(readFileSync(MODEL))) {
    process.stderr.write('the shipped model is not what the sentences give: npm run learn\n')
    process.exitCode = 1
  }
  process.stdout.write(`${learned.sentences} sentences learned\n`)
}

main()
