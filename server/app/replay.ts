import { readFileSync } from 'node:fs'
import { openLog } from './log.ts'
import { playScript } from './replay/playScript.ts'
import { parseScript, ScriptError } from './replay/script.ts'

const printLine = (line: object) => process.stdout.write(`${JSON.stringify(line)}\n`)

/** Plays one conversation against the whole stack on a throwaway database with a clock that jumps, and prints what happened. */
async function main(): Promise<void> {
  const file = process.argv[2]
  if (!file) throw new ScriptError('usage: npm run --silent replay -- FILE.jsonl')
  const stage = {
    mongodbUri: process.env['MONGODB_URI'] ?? '',
    redisUrl: process.env['REDIS_URL'] ?? '',
    log: openLog('replay', 'error'),
  }
  printLine(
    await playScript(parseScript(readScript(file)), stage, printLine, (fault) => process.stderr.write(`${fault}\n`)),
  )
}

function readScript(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    throw new ScriptError(`cannot read ${file}: ${(error as NodeJS.ErrnoException).code ?? 'error'}`)
  }
}

// Whoever reads may go away first (replay … | head): that is no fault of the play.
process.stdout.on('error', () => process.exit(0))

void main().then(
  () => process.exit(0),
  (error: unknown) => {
    process.stderr.write(
      `${error instanceof ScriptError ? error.message : error instanceof Error ? error.stack : String(error)}\n`,
    )
    process.exit(error instanceof ScriptError ? 2 : 1)
  },
)
