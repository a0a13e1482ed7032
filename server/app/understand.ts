import { createInterface } from 'node:readline'
import { z } from 'zod'
import { NO_WORDS, understand } from '../language/index.ts'

/**
 * Reads JSONL messages on stdin and writes one frame a line on stdout; a faulty line ends the run with exit code 2. What else
 * stands in a line, labels among it, is left alone.
 */
const inputLine = z.object({
  id: z.string(),
  text: z.string(),
  now: z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/, 'expected YYYY-MM-DDTHH:mm'),
  chat: z.enum(['group', 'private']),
})

/** Lines are written in blocks: one write for each would be most of the work. */
const BLOCK = 64 * 1024

function faultIn(line: string): { value: z.infer<typeof inputLine> } | { fault: string } {
  let json: unknown
  try {
    json = JSON.parse(line)
  } catch (error) {
    return { fault: `not JSON (${(error as Error).message})` }
  }
  const parsed = inputLine.safeParse(json)
  if (parsed.success) return { value: parsed.data }
  return { fault: parsed.error.issues.map((issue) => `${issue.path.join('.') || 'line'}: ${issue.message}`).join('; ') }
}

async function write(text: string): Promise<void> {
  if (!process.stdout.write(text)) await new Promise((resolve) => process.stdout.once('drain', resolve))
}

async function main(): Promise<number> {
  let number = 0
  let block = ''
  for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
    number += 1
    if (line.trim() === '') continue
    const read = faultIn(line)
    if ('fault' in read) {
      await write(block)
      process.stderr.write(`line ${number}: ${read.fault}\n`)
      return 2
    }
    const { id, text, now, chat } = read.value
    block += `${JSON.stringify({ id, ...understand(text, now, NO_WORDS, chat) })}\n`
    if (block.length > BLOCK) {
      await write(block)
      block = ''
    }
  }
  await write(block)
  return 0
}

process.stdout.on('error', () => process.exit(0))
void main().then((code) => {
  process.exitCode = code
  process.stdin.destroy()
})
