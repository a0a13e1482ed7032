import { createRequire } from 'node:module'
import path from 'node:path'
import type PDFDocument from 'pdfkit'
import { sheetWords } from '@yimin/shared/reports/words'
import type { DaySheet, SheetLine } from '../daySheet.presenter.ts'

/** Points; A4 is 595 × 842. */
const MARGIN = 36
const PAGE = { width: 595.28, height: 841.89 }
const TEXT = { title: 16, group: 12, line: 10, small: 9 }
const ROW_HEIGHT = 20
const INK = '#1F1A17'
const LINE = '#B8AEA3'

const COLUMNS: { name: keyof typeof sheetWords.columns; width: number }[] = [
  { name: 'code', width: 44 },
  { name: 'kind', width: 92 },
  { name: 'building', width: 96 },
  { name: 'promised', width: 84 },
  { name: 'owner', width: 66 },
  { name: 'helper', width: 78 },
  { name: 'note', width: PAGE.width - 2 * MARGIN - 460 },
]

/** Beside the package's entry: its `exports` name the entry alone. */
function fontFile(): string {
  const entry = createRequire(import.meta.url).resolve('@embedpdf/fonts-sc')
  return path.join(path.dirname(entry), '..', 'fonts', 'NotoSansHans-Regular.otf')
}

type Paper = InstanceType<typeof PDFDocument>

/** A new page where the rest of this one is too short. */
function makeRoom(paper: Paper, height: number): void {
  if (paper.y + height > PAGE.height - MARGIN - ROW_HEIGHT) paper.addPage()
}

function row(paper: Paper, cells: Partial<Record<keyof typeof sheetWords.columns, string>>, size: number): void {
  makeRoom(paper, ROW_HEIGHT)
  const top = paper.y
  let left = MARGIN
  paper.fontSize(size)
  for (const { name, width } of COLUMNS) {
    const cell = (cells[name] ?? '').replace(/\p{C}/gu, '')
    paper.text(cell, left + 2, top + 4, { width: width - 4, height: ROW_HEIGHT - 6, ellipsis: '…', lineBreak: false })
    left += width
  }
  const bottom = top + ROW_HEIGHT
  paper
    .moveTo(MARGIN, bottom)
    .lineTo(PAGE.width - MARGIN, bottom)
    .lineWidth(0.5)
    .strokeColor(LINE)
    .stroke()
  paper.x = MARGIN
  paper.y = bottom
}

function group(paper: Paper, state: string, lines: readonly SheetLine[]): void {
  makeRoom(paper, 3.5 * ROW_HEIGHT)
  paper.moveDown(0.6).fontSize(TEXT.group).text(`${state} ${lines.length}`, MARGIN)
  row(paper, sheetWords.columns, TEXT.small)
  for (const line of lines) row(paper, { ...line }, TEXT.line)
}

function foot(paper: Paper): void {
  const { start, count } = paper.bufferedPageRange()
  for (let page = start; page < start + count; page += 1) {
    paper.switchToPage(page)
    // Below the margin pdfkit would begin a new page for each line.
    paper.page.margins.bottom = 0
    const words = `${sheetWords.foot} ${sheetWords.page(page + 1, count)}`
    paper.fontSize(TEXT.small).text(words, MARGIN, PAGE.height - MARGIN, { lineBreak: false })
  }
}

function draw(paper: Paper, sheet: DaySheet): void {
  paper.registerFont('han', fontFile())
  paper.font('han').fillColor(INK)
  paper.fontSize(TEXT.title).text(sheet.title, MARGIN, MARGIN)
  paper.fontSize(TEXT.small).text(sheet.printedAt)
  paper.moveDown(0.5).fontSize(TEXT.group).text(sheetWords.duty)
  paper.fontSize(TEXT.line)
  for (const line of sheet.duty) paper.text(line)
  for (const { state, lines } of sheet.groups) group(paper, state, lines)
  if (sheet.groups.length === 0) paper.moveDown().text(sheetWords.none)
  foot(paper)
}

/** The sheet as a PDF with its own characters in it: it prints the same on a machine without Chinese fonts. Takes about 0.3 s. */
export async function drawDaySheet(sheet: DaySheet): Promise<Buffer> {
  const { default: Pages } = await import('pdfkit')
  const paper = new Pages({
    size: 'A4',
    margin: MARGIN,
    bufferPages: true,
    lang: 'zh-CN',
    info: { Title: sheet.title, Creator: '', Producer: '' },
  })
  return new Promise((resolve, reject) => {
    const parts: Buffer[] = []
    paper.on('data', (part: Buffer) => parts.push(part))
    paper.once('end', () => resolve(Buffer.concat(parts)))
    paper.once('error', reject)
    draw(paper, sheet)
    paper.end()
  })
}
