import type { ReactNode } from 'react'
import { useState } from 'react'
import type { BoardRequest, RequestFile } from '../api/routes/desk.ts'
import { Box } from '../components/elements.tsx'
import { ReadNotice } from '../components/ReadNotice.tsx'
import { useAct } from '../hooks/useAct.ts'
import { useSignedIn } from '../session/SessionProvider.tsx'
import { DECISIONS } from './decisions.ts'
import type { DecisionName, OpenSheet } from './decisions.ts'
import { freshen } from './freshen.ts'
import { LadderAtWork } from './ladder/LadderAtWork.tsx'
import { RequestPane } from './RequestPane.tsx'
import { RequestSheet } from './RequestSheet.tsx'
import { PeopleFor } from './Suggestions.tsx'
import { useNow } from './time.ts'
import { useDeskRead } from './useDesk.ts'
import { useKeys } from './useKeys.ts'
import { words } from './words.ts'

export interface OneRequestProps {
  code: string
  /** The map of zones below the people. */
  map(place: { zone: string | undefined }): ReactNode
  onDecided(moved: BoardRequest): void
}

/** The request that is open, with its keys and sheets, and who could go for it. */
export function OneRequest({ code, map, onDecided }: OneRequestProps) {
  const { me } = useSignedIn()
  const now = useNow()
  const card = useDeskRead('readRequestCard', { params: { code } })
  const [sheet, setSheet] = useState<OpenSheet>()
  const [file, setFile] = useState<RequestFile>()
  const request = card.data?.request
  const moved = (next: BoardRequest) => {
    setSheet(undefined)
    freshen()
    onDecided(next)
  }
  const owning = useAct('ownRequest', moved)
  const mine = request?.owner.id === me.id
  const own = () => request && owning.run({ params: { code }, body: { version: request.version } })
  const opens = (name: DecisionName | 'assign' | 'amend') =>
    request?.abilities[name] ? () => setSheet(name) : undefined
  useKeys({
    Enter: request && file === undefined ? () => setSheet('file') : undefined,
    d: opens('assign'),
    e: opens('amend'),
    s: card.data?.split ? () => setSheet('split') : undefined,
    o: request?.abilities.own && !mine ? own : undefined,
    ...Object.fromEntries(
      (Object.keys(DECISIONS) as DecisionName[]).map((name) => [DECISIONS[name].key, opens(name)] as const),
    ),
  })
  return (
    <>
      <Box className="desk-column desk-request">
        <ReadNotice
          state={card.state}
          known={card.data !== undefined}
          gone={{ title: words.goneTitle, text: words.goneText }}
          onRetry={card.refresh}
        />
        {card.data === undefined ? null : (
          <RequestPane
            card={card.data}
            file={file}
            now={now}
            mine={mine}
            owning={{ busy: owning.busy, error: owning.error, run: own }}
            onSheet={setSheet}
            onHideFile={() => setFile(undefined)}
            onMoved={moved}
          />
        )}
      </Box>
      <Box className="desk-column desk-people">
        {request === undefined ? null : <PeopleFor request={request} onGiven={moved} />}
        {request === undefined ? null : <LadderAtWork code={code} />}
        {map({ zone: request?.zone })}
      </Box>
      {card.data === undefined || sheet === undefined ? null : (
        <RequestSheet
          sheet={sheet}
          card={card.data}
          onMoved={moved}
          onFile={(opened) => {
            setFile(opened)
            setSheet(undefined)
          }}
          onClose={() => setSheet(undefined)}
        />
      )}
    </>
  )
}
