import { ApiError } from '../api/apiError.ts'
import { call } from '../api/call.ts'
import type { MyData, Replies } from '../api/routes.ts'
import { sayTime } from './time.ts'
import { meWords as words } from './words.ts'

export type Reads = Replies['listMyReads']['items']

/** More pages of who looked than this nobody has. */
const MOST_PAGES = 50

/** Who looked at my data, all of it. @throws ApiError */
export async function allReads(token: string): Promise<Reads> {
  const reads: Reads = []
  let cursor: string | undefined
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const { items, nextCursor } = await call('listMyReads', { token, query: cursor === undefined ? {} : { cursor } })
    reads.push(...items)
    if (nextCursor === null) return reads
    cursor = nextCursor
  }
  throw new ApiError('internal', words.notTaken)
}

interface Part {
  title: string
  why: string
  entries: { title: string; facts: { name: string; value: string }[] }[]
  after?: string
}

/** All that is kept, to be read by a person: 我是谁、我的求助 …, and who looked at it last. */
function partsOf({ sections }: MyData, reads: Reads): Part[] {
  const kept = sections.map(({ title, why, entries, leftOut }) => ({
    title,
    why,
    entries: entries.map((entry) => ({
      title: [entry.title, entry.at && sayTime(entry.at)].filter(Boolean).join(' · '),
      facts: entry.facts,
    })),
    ...(leftOut > 0 ? { after: words.leftOut(leftOut) } : {}),
  }))
  const readers = reads.map(({ at, reader, readerRole, fields, reason }) => ({
    title: sayTime(at),
    facts: [
      { name: words.readers, value: words.readBy(reader, readerRole) },
      { name: words.readWhat, value: fields.join('、') },
      { name: words.readWhy, value: reason },
    ],
  }))
  return [...kept, { title: words.readers, why: words.readersText, entries: readers }]
}

const takenLine = ({ takenAt, station }: MyData) => words.copyTaken(sayTime(takenAt), station)

/** As plain text, by headings. */
export function copyAsText(data: MyData, reads: Reads): string {
  const parts = partsOf(data, reads).map(({ title, why, entries, after }) => {
    const said = entries.map((entry) => [entry.title, ...entry.facts.map(line)].filter(Boolean).join('\n'))
    return [`【${title}】`, why, ...(said.length === 0 ? [words.nothingHere] : said), after]
      .filter(Boolean)
      .join('\n\n')
  })
  return [words.dataTitle, takenLine(data), ...parts].join('\n\n')
}

/** As a page for any browser: large letters, headings, nothing that is fetched from anywhere. */
export function copyAsPage(data: MyData, reads: Reads): string {
  const parts = partsOf(data, reads).map(({ title, why, entries, after }) => {
    const said = entries.map((entry) => {
      const facts = entry.facts.map(({ name, value }) => `<dt>${plain(name)}</dt><dd>${plain(value)}</dd>`).join('')
      return `${entry.title === '' ? '' : `<h3>${plain(entry.title)}</h3>`}<dl>${facts}</dl>`
    })
    const body = said.length === 0 ? `<p>${words.nothingHere}</p>` : said.join('')
    return `<h2>${plain(title)}</h2><p>${plain(why)}</p>${body}${after === undefined ? '' : `<p>${plain(after)}</p>`}`
  })
  return `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${words.dataTitle}</title><style>${STYLE}</style></head><body><h1>${words.dataTitle}</h1><p>${plain(takenLine(data))}</p>${parts.join('')}</body></html>`
}

/** For another program. */
export function copyAsData(data: MyData, reads: Reads): string {
  return JSON.stringify({ ...data, reads }, null, 2)
}

const STYLE =
  'body{max-width:40em;margin:0 auto;padding:16px;font:20px/1.6 sans-serif;color:#1f1a17}h2{margin-top:2em;border-bottom:1px solid #8f8478}dl{margin:0 0 1em}dt{color:#574d45}dd{margin:0 0 .4em;overflow-wrap:anywhere;white-space:pre-line}'

const line = ({ name, value }: { name: string; value: string }) => `${name}：${value}`

const MARKS: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const plain = (text: string) => text.replace(/[&<>"]/g, (mark) => MARKS[mark] ?? mark)
