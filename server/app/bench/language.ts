import { existsSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { fuzz, type Finding, type FuzzReport } from './language/fuzz.ts'
import { loadNlpJs } from './language/peers.ts'
import { scoreOnData } from './language/publicData.ts'
import {
  allLines,
  ofThreeKinds,
  qualityLines,
  readSet,
  writeByField,
  writeByIntent,
  writeByWording,
  writeCalibration,
  writeDifference,
  writeThresholds,
  type Read,
} from './language/quality.ts'
import { scoreRecognizers } from './language/recognizers.ts'
import { score, shareOf } from './language/score.ts'
import { severalLines } from './language/severalMatters.ts'
import { measureSpeed, speedLines } from './language/speed.ts'
import { lineOf, percent, writeLines, type Line } from './language/table.ts'
import { readOwn, readUtterances } from '../utterances.ts'

const USAGE = 'usage: npm run --silent bench:language -- [--data DIR] [--dev FILE] [--errors N] | --fuzz N [--seed N]\n'

const say = (text: string): void => void process.stdout.write(text)
const progress = (text: string): void => void process.stderr.write(`${text}\n`)
const chapter = (title: string): void => say(`\n${title}\n`)

/** Every bar of the run; one missed makes the exit code 1. */
const all: Line[] = []
function show(title: string, lines: readonly Line[]): void {
  all.push(...lines)
  chapter(title)
  say(writeLines(lines))
}

/** Measures the reader of messages: how well, how sure, how fast; peers beside it. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      data: { type: 'string' },
      dev: { type: 'string' },
      errors: { type: 'string' },
      fuzz: { type: 'string' },
      seed: { type: 'string' },
    },
  })
  if (values.fuzz === undefined) await measure(values)
  else runFuzz(wholeNumber(values.fuzz), wholeNumber(values.seed ?? '20261122'))
  if (all.some(({ held }) => held === false)) process.exitCode = 1
}

function wholeNumber(text: string): number {
  const number = Number(text)
  if (!Number.isSafeInteger(number) || number < 0) throw new TypeError(`${text} is no number`)
  return number
}

interface Wishes {
  data?: string
  dev?: string
  errors?: string
}

async function measure({ data, dev, errors }: Wishes): Promise<void> {
  const held = readOwn('held')
  const sets = [readSet('three kinds, kept out', ofThreeKinds(held))]
  const file = dev ?? devBeside(data)
  if (file) sets.push(readSet(path.basename(file), readUtterances(file)))
  for (const set of sets) show(`Our reader on ${set.name} (${set.meant.length} messages)`, qualityLines(set))
  const all = readSet('held-out third', held)
  show(
    `Our reader on the whole ${all.name}, with what was written to be misread (${held.length} messages)`,
    allLines(all),
  )
  await showPeers([...sets, all])
  showParts(sets, all)
  show('Messages with several matters, held out', severalLines())
  progress('speed')
  show('Speed, on one core, in a process of its own', speedLines(await measureSpeed()))
  if (data) for await (const { title, lines } of scoreOnData(data, progress)) show(title, lines)
  if (errors !== undefined) for (const set of sets) showErrors(set, wholeNumber(errors))
}

/** The file of labelled messages that lies beside public data, where it does. */
function devBeside(data: string | undefined): string | undefined {
  if (!data) return undefined
  const file = path.join(data, '..', 'nlu', 'dev.jsonl')
  return existsSync(file) ? file : undefined
}

async function showPeers(sets: readonly Read[]): Promise<void> {
  progress('NLP.js learns the same sentences')
  const peer = await loadNlpJs()
  const asked = sets.flatMap(({ meant }) => meant)
  const answers = (await peer?.read(readOwn('learn'), asked)) ?? []
  let from = 0
  const columns = sets.flatMap((set) => {
    const theirs = answers.slice(from, from + set.meant.length)
    from += set.meant.length
    const own = { name: set.name, score: set.score }
    return peer ? [own, { name: `${peer.name} on it`, score: score(set.meant, theirs) }] : [own]
  })
  chapter('By intent: right ones')
  say(writeByIntent(columns))
  chapter(peer ? 'Beside NLP.js, trained on the same sentences' : 'NLP.js is not installed: npm ci brings it')
  say(
    writeLines(
      columns.map(({ name, score: reached }) => ({
        what: name,
        figure: `intent ${percent(shareOf(reached.intent))}, small talk answered ${percent(shareOf(reached.falseAlarms))}, requests missed ${percent(shareOf(reached.missedRequests))}`,
      })),
    ),
  )
  for (const { name, meant, answers: ours } of sets) {
    progress(`Recognizers-Text on ${name}`)
    const rows = await scoreRecognizers(meant, ours)
    if (rows.length > 0) show(`Beside Recognizers-Text (peer) on ${name}`, rows.map(lineOf))
  }
}

function showParts(sets: readonly Read[], all: Read): void {
  chapter('By field: F1')
  say(writeByField([...sets, all]))
  const [first, second] = sets
  if (first && second) {
    chapter('What was kept out, and the other set')
    say(writeDifference(first, second))
  }
  chapter('Held out, by how it was written')
  say(writeByWording(all))
  chapter(`Belief and truth on the ${all.name}`)
  say(writeCalibration(all))
  chapter(`What a threshold costs on the ${all.name}`)
  say(writeThresholds(all))
}

function showErrors({ name, score: reached }: Read, most: number): void {
  chapter(`Misread on ${name}: ${reached.errors.length}`)
  for (const error of reached.errors.slice(0, most)) say(`${JSON.stringify(error)}\n`)
}

function runFuzz(count: number, seed: number): void {
  const sentences = readOwn('learn').map(({ text }) => text)
  const began = performance.now()
  const report = fuzz(sentences, { count, seed, progress: (done) => progress(`${done} of ${count}`) })
  show(`Hostile texts, seed ${seed}`, fuzzLines(report, (performance.now() - began) / 1_000))
  for (const { text, fault } of [...report.faults, ...report.slow]) say(`  ${text}\n    ${fault}\n`)
}

function fuzzLines({ texts, faults, slow, slowest }: FuzzReport, seconds: number): Line[] {
  const none = (what: string, found: readonly Finding[]): Line => ({
    what,
    figure: String(found.length),
    bar: 'none',
    held: found.length === 0,
  })
  return [
    { what: 'texts read', figure: `${texts} in ${seconds.toFixed(0)} s` },
    none('thrown, or no frame of the contract', faults),
    none('over 50 ms each of three times', slow),
    { what: 'slowest', figure: `${slowest.toFixed(1)} ms` },
  ]
}

void main().catch((error: unknown) => {
  process.stderr.write(error instanceof TypeError ? `${error.message}\n${USAGE}` : `${String(error)}\n`)
  process.exitCode = 2
})
