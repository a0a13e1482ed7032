import { scoreAddresses } from './addresses.ts'
import { scoreDates } from './dates.ts'
import { scoreNumbers, SPEC_FILES } from './numbers.ts'
import { lineOf, type Line, type Row } from './table.ts'

interface Part {
  title: string
  lines: Line[]
}

const PARTS: readonly { title: string; read: (dir: string) => Promise<Row[]>; leftOut?: Line[] }[] = [
  { title: 'Addresses: houseno, cellno, floorno, roomno', read: scoreAddresses },
  { title: 'Dates and times of Recognizers-Text; the peer is its own library', read: scoreDates },
  {
    title: 'Numbers and units of Recognizers-Text; the peer is its own library',
    read: scoreNumbers,
    leftOut: SPEC_FILES.filter(({ used }) => !used).map(({ path, reason }) => ({
      what: path,
      figure: 'left out',
      note: reason,
    })),
  },
]

/**
 * Scores on public data, part by part; what is not in the folder is told and passed over.
 * @param dir with `chinese-address` and `recognizers-zh`
 */
export async function* scoreOnData(dir: string, progress: (text: string) => void): AsyncGenerator<Part> {
  for (const { title, read, leftOut = [] } of PARTS) {
    progress(title)
    try {
      yield { title, lines: [...(await read(dir)).map(lineOf), ...leftOut] }
    } catch (error) {
      if (!isMissing(error)) throw error
      progress(`passed over: ${error.message}`)
    }
  }
}

const isMissing = (error: unknown): error is Error =>
  error instanceof Error && ((error as NodeJS.ErrnoException).code === 'ENOENT' || / holds no /.test(error.message))
