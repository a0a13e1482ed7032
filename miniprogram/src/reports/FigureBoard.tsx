import { useState } from 'react'
import { download } from '../api/download.ts'
import type { Figures as Shown } from '../api/routes/office.ts'
import { Button } from '../components/Button.tsx'
import { Box, Paragraph } from '../components/elements.tsx'
import { ReadNotice } from '../components/ReadNotice.tsx'
import { Select } from '../components/Select.tsx'
import { useRead } from '../hooks/useRead.ts'
import type { Read } from '../hooks/useRead.ts'
import { useRefused, useSignedIn } from '../session/SessionProvider.tsx'
import { Figures } from './Figures.tsx'
import { lastMonths } from './months.ts'
import { words } from './words.ts'
import '../styles/figures.scss'

const TODAY = 'today'
const TODAY_EVERY_MS = 60_000
const MONTH_EVERY_MS = 5 * 60_000

/** The figures of today or of a month, and the two papers. */
export function FigureBoard() {
  const [span, setSpan] = useState(TODAY)
  const months = lastMonths(Date.now())
  return (
    <Box className="column">
      <Box className="office-head">
        <Select
          name="span"
          label={words.span}
          placeholder={words.today}
          options={[{ value: TODAY, word: words.today }, ...months]}
          value={span}
          onChoose={setSpan}
        />
        <Papers month={span === TODAY ? (months[0]?.value ?? '') : span} />
      </Box>
      {span === TODAY ? <Today /> : <Month month={span} />}
    </Box>
  )
}

function Today() {
  return <Board read={useRead('readTodayFigures', {}, TODAY_EVERY_MS)} />
}

function Month({ month }: { month: string }) {
  return <Board read={useRead('readMonthFigures', { query: { month } }, MONTH_EVERY_MS)} />
}

/** What was read stays readable where the newest could not be; then that is said above it. */
function Board({ read: { data, state, refresh } }: { read: Read<Shown> }) {
  return (
    <>
      <ReadNotice state={state} known={data !== undefined} gone={words.gone} onRetry={refresh} />
      {data === undefined || state === 'gone' ? null : <Figures figures={data} />}
    </>
  )
}

function Papers({ month }: { month: string }) {
  const { token } = useSignedIn()
  const refused = useRefused()
  const [getting, setGetting] = useState<string>()
  const [note, setNote] = useState('')
  const get = (path: string, name: string) => {
    setGetting(path)
    setNote(words.getting)
    download({ path, name, token })
      .then(
        () => setNote(''),
        (error: unknown) => {
          refused(error)
          setNote(words.notGot)
        },
      )
      .finally(() => setGetting(undefined))
  }
  const table = `/api/reports/month-table?month=${month}`
  const sheet = '/api/reports/day-sheet'
  return (
    <Box className="acts">
      <Button busy={getting === sheet} onTap={() => get(sheet, words.sheetFile)}>
        {words.daySheet}
      </Button>
      <Button busy={getting === table} onTap={() => get(table, words.tableFile(month))}>
        {words.monthTable}
      </Button>
      <Paragraph className="field-note" role="status">
        {note}
      </Paragraph>
    </Box>
  )
}
