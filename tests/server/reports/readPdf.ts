import { inflateSync } from 'node:zlib'

function streamsOf(pdf: Buffer): string[] {
  const text = pdf.toString('latin1')
  return [...text.matchAll(/stream\r?\n([\s\S]*?)\r?\nendstream/g)].flatMap(([, body = '']) => {
    try {
      return [inflateSync(Buffer.from(body, 'latin1')).toString('latin1')]
    } catch {
      return []
    }
  })
}

function fromHex(hex: string): string {
  return Buffer.from(hex, 'hex').swap16().toString('utf16le')
}

/** Glyph number → character, as the file's ToUnicode tables tell it. */
function glyphsIn(streams: readonly string[]): Map<string, string> {
  const glyphs = new Map<string, string>()
  for (const table of streams.filter((stream) => stream.includes('beginbfrange'))) {
    for (const [, first = '', list = ''] of table.matchAll(/<([\da-f]{4})> <[\da-f]{4}> \[([^\]]*)\]/gi)) {
      const characters = [...list.matchAll(/<([\da-f ]*)>/gi)].map(([, hex = '']) => fromHex(hex.replaceAll(' ', '')))
      const start = Number.parseInt(first, 16)
      characters.forEach((character, n) => glyphs.set((start + n).toString(16).padStart(4, '0'), character))
    }
  }
  return glyphs
}

/** The text that somebody would copy out of the file, a line for each piece that was drawn. Reads files of one font only. */
export function readPdf(pdf: Buffer): string {
  const streams = streamsOf(pdf)
  const glyphs = glyphsIn(streams)
  const pieces = streams
    .filter((stream) => stream.includes(' Tf'))
    .flatMap((stream) => [...stream.matchAll(/\[([^\]]*)\] TJ/g)].map(([, piece = '']) => piece))
  return pieces
    .map((piece) => [...piece.matchAll(/<([\da-f]+)>/gi)].map(([, hex = '']) => hex).join(''))
    .map((hex) => (hex.match(/.{4}/g) ?? []).map((glyph) => glyphs.get(glyph.toLowerCase()) ?? '\uFFFD').join(''))
    .join('\n')
}
