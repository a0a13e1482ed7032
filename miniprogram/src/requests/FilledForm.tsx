import type { FormKind } from '@yimin/shared/myRequests/contract'
import { Bar } from '../components/Bar.tsx'
import { Button } from '../components/Button.tsx'
import { Choice } from '../components/Choice.tsx'
import { Box, Line, Paragraph } from '../components/elements.tsx'
import { ReadNotice } from '../components/ReadNotice.tsx'
import type { Act } from '../hooks/useAct.ts'
import { useRead } from '../hooks/useRead.ts'
import { PhotoTray } from '../photos/PhotoTray.tsx'
import { useSignedIn } from '../session/SessionProvider.tsx'
import { CallButton } from '../station/CallButton.tsx'
import { usePoster } from '../wechat/usePoster.ts'
import { atPoster, bodyOf, chosenWay, isChosen } from './formDraft.ts'
import type { FormDraft } from './formDraft.ts'
import { FormDetails } from './FormDetails.tsx'
import { LastOrder } from './LastOrder.tsx'
import { sayDraft } from './sayDraft.ts'
import { requestWords as words } from './words.ts'
import type { Tile } from './words.ts'

export interface FilledFormProps {
  tile: Tile
  draft: FormDraft
  ask: Act
  onChange(part: Partial<FormDraft>): void
}

/** The form behind one tile. What is known is chosen already, and may be changed; the button says yes to what is read back above it. */
export function FilledForm({ tile, draft, ask, onChange }: FilledFormProps) {
  const me = useRead('readMe')
  const { kind } = draft
  return (
    <Box className="narrow form">
      <Box className="chosen-kind">
        <Paragraph className="section-title">{tile.word}</Paragraph>
        <Button kind="quiet" onTap={() => onChange({ tile: undefined, kind: undefined, items: [], phrases: [] })}>
          {words.otherHelp}
        </Button>
      </Box>
      <Ways tile={tile} draft={draft} fault={ask.faults.kind} onChange={onChange} />
      <ReadNotice
        state={me.state}
        known={me.data !== undefined}
        gone={{ title: words.goneTitle, text: words.goneText }}
        onRetry={me.refresh}
      />
      {kind !== undefined && me.data !== undefined ? (
        <Details kind={kind} me={me.data} draft={draft} ask={ask} onChange={onChange} />
      ) : null}
    </Box>
  )
}

/** Which, where a tile stands for several. */
function Ways({ tile, draft, fault, onChange }: Omit<FilledFormProps, 'ask'> & { fault?: string }) {
  const { ways = [] } = tile
  if (ways.length === 0) return null
  return (
    <Choice
      label={words.whichOne}
      look="doors"
      options={ways.map(({ word }) => ({ value: word, word }))}
      chosen={ways.filter((way) => isChosen(draft, way)).map(({ word }) => word)}
      fault={fault}
      onChoose={(word) => {
        const way = ways.find((one) => one.word === word)
        if (way !== undefined) onChange(chosenWay(draft, tile, way))
      }}
    />
  )
}

interface DetailsProps extends Omit<FilledFormProps, 'tile'> {
  kind: FormKind
  me: Parameters<typeof bodyOf>[2]
}

function Details({ kind, me, draft, ask, onChange }: DetailsProps) {
  const { hello } = useSignedIn()
  const station = useRead('readMyStation')
  const orders = useRead('readMyOrders')
  const poster = usePoster()
  const filled = atPoster(draft, me, station.data?.zones, poster)
  const last = orders.data?.last.find((one) => one.kind === kind)
  return (
    <>
      {last === undefined ? null : <LastOrder draft={filled} last={last} onChange={onChange} />}
      <FormDetails
        draft={filled}
        kind={kind}
        me={me}
        station={station.data}
        oftenBought={orders.data?.oftenBought}
        fromPoster={filled !== draft}
        faults={ask.faults}
        onChange={onChange}
      />
      <PhotoTray tray="form" />
      {ask.error === undefined ? null : (
        <Paragraph className="card-error" role="alert">
          {ask.error}
        </Paragraph>
      )}
      <Paragraph className="invitation">{words.keptHere}</Paragraph>
      <Bar
        said={
          <Paragraph>
            <Line className="read-back">{words.readBack}</Line>
            {sayDraft(filled, kind, me)}
          </Paragraph>
        }
      >
        <CallButton station={hello.station} short />
        <Button
          kind="main"
          className="bar-main"
          busy={ask.busy}
          onTap={() => ask.run({ body: { ...bodyOf(filled, kind, me) } })}
        >
          {ask.busy ? words.sending : words.send}
        </Button>
      </Bar>
    </>
  )
}
