import { kindOf, writeResolution, writeValues, type DateCase, type Finding } from './dateCases.ts'

/** What Microsoft's own JavaScript library finds in one case of this spec file. */
export type DatePeer = (one: DateCase) => Finding[]

interface Extracted {
  start: number
  length: number
  text: string
  type: string
}
interface Parsed extends Extracted {
  value?: { futureValue?: unknown; futureResolution?: Record<string, string> } | null
}
interface Extractor {
  extract(text: string, reference: Date): Extracted[]
}
interface Parser {
  parse(extracted: Extracted, reference: Date): Parsed | null
}
type Maker = new (...settings: unknown[]) => unknown
interface Recognized {
  text: string
  typeName: string
  resolution?: { values?: Record<string, string>[] } | null
}
type Library = Record<string, Maker> & {
  recognizeDateTime(text: string, culture: string, options: number, reference: Date): Recognized[]
}

const LIBRARY = '@microsoft/recognizers-text-date-time'

/** Loads the library; undefined where it is not installed (it is a development dependency). */
export async function loadDatePeer(): Promise<((file: string) => DatePeer) | undefined> {
  try {
    const loaded = (await import(LIBRARY)) as { default?: Library } & Library
    const library = loaded.default ?? loaded
    return (file) => guarded(peerFor(library, file))
  } catch {
    return undefined
  }
}

/** What the library throws at counts as nothing found. */
function guarded(peer: DatePeer): DatePeer {
  return (one) => {
    try {
      return peer(one)
    } catch {
      return []
    }
  }
}

function peerFor(library: Library, file: string): DatePeer {
  const [, part, role] = /^(\w+?)(Extractor|Parser)\.json$/.exec(file) ?? []
  if (!part || part === 'Merged') return (one) => recognise(library, one)
  const extractor = makeExtractor(library, part)
  if (role === 'Extractor')
    return (one) => extractor.extract(one.input, new Date(one.reference)).map(({ text, type }) => ({ text, type }))
  const parser = makeParser(library, part)
  return (one) => {
    const reference = new Date(one.reference)
    return extractor.extract(one.input, reference).map((found) => {
      const value = writeResolution(parser.parse(found, reference)?.value?.futureResolution)
      return { text: found.text, type: found.type, ...(value && { value }) }
    })
  }
}

function recognise(library: Library, one: DateCase): Finding[] {
  return library.recognizeDateTime(one.input, 'zh-cn', 0, new Date(one.reference)).map((found) => {
    const value = found.resolution?.values ? writeValues(found.resolution.values) : undefined
    return { text: found.text, type: kindOf(found.typeName), ...(value && { value }) }
  })
}

function made<T>(library: Library, name: string, ...settings: unknown[]): T {
  const Made = library[name]
  if (!Made) throw new TypeError(`${LIBRARY} has no ${name}`)
  return new Made(...settings) as T
}

function makeExtractor(library: Library, part: string): Extractor {
  return part === 'Holiday'
    ? made(library, 'BaseHolidayExtractor', made(library, 'ChineseHolidayExtractorConfiguration'))
    : made(library, `Chinese${part}Extractor`)
}

function makeParser(library: Library, part: string): Parser {
  return made(library, `Chinese${part}Parser`)
}
