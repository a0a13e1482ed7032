import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { packModel } from '../language/learned/modelFile.ts'
import { learn, type Taught } from '../language/learned/learn.ts'
import type { Several } from '../language/learned/matters/learnCuts.ts'

const SENTENCES = path.resolve('tests', 'utterances', 'learn')
const SEVERAL = path.resolve('tests', 'utterances', 'several', 'learn.jsonl')
const MODEL = path.resolve('server', 'language', 'learned', 'model.bin')

/** Learns the reader's model again from the project's own sentences. The same sentences give the same file, bit for bit. */
function main(): void {
  const taught = readdirSync(SENTENCES)
    .filter((file) => file.endsWith('.jsonl'))
    .sort()
    .flatMap((file) => readSentences<Taught>(path.join(SENTENCES, file)))
  const learned = learn(taught, readSentences<Several>(SEVERAL), (text) => process.stderr.write(`${text}\n`))
  writeFileSync(MODEL, packModel(learned))
  process.stdout.write(`${learned.sentences} sentences learned\n`)
}

function readSentences<Sentence>(file: string): Sentence[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Sentence)
}

main()
