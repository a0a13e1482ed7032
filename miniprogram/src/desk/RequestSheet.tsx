import type { BoardRequest, RequestCard, RequestFile } from '../api/routes/desk.ts'
import { Sheet } from '../components/Sheet.tsx'
import { useAct } from '../hooks/useAct.ts'
import { AmendSheet } from './AmendSheet.tsx'
import { DECISIONS, OPTIONAL, usualReason } from './decisions.ts'
import type { DecisionName, OpenSheet } from './decisions.ts'
import { freshen } from './freshen.ts'
import { ReasonSheet } from './ReasonSheet.tsx'
import { SplitSheet } from './SplitSheet.tsx'
import { Suggestions } from './Suggestions.tsx'
import { words } from './words.ts'

export interface RequestSheetProps {
  sheet: OpenSheet
  card: RequestCard
  onMoved(moved: BoardRequest): void
  onFile(file: RequestFile): void
  onClose(): void
}

/** What lies above the desk: one decision about one request. */
export function RequestSheet({ sheet, card, onMoved, onFile, onClose }: RequestSheetProps) {
  const { request } = card
  switch (sheet) {
    case 'file':
      return <FileSheet request={request} onFile={onFile} onClose={onClose} />
    case 'assign':
      return (
        <Sheet title={titled(words.dispatch.title, request)} onClose={onClose}>
          <Suggestions request={request} numbered onGiven={onMoved} />
        </Sheet>
      )
    case 'amend':
      return <AmendSheet card={card} onMoved={onMoved} onClose={onClose} />
    case 'split':
      return <SplitSheet card={card} onMoved={onMoved} onClose={onClose} />
    default:
      return <DecisionSheet name={sheet} request={request} onMoved={onMoved} onClose={onClose} />
  }
}

function titled(title: string, { code }: BoardRequest): string {
  return `${title}〔${code}〕`
}

type Above = Pick<RequestSheetProps, 'onClose'> & { request: BoardRequest }

/** One step of a worker on what she has before her eyes; whoever looked at something older is told so, and sees the newer. */
function DecisionSheet({
  name,
  request,
  onMoved,
  onClose,
}: Above & Pick<RequestSheetProps, 'onMoved'> & { name: DecisionName }) {
  const { route, field } = DECISIONS[name]
  const act = useAct(route, onMoved)
  return (
    <ReasonSheet
      {...words.decide[name]}
      title={titled(words.decide[name].title, request)}
      reasons={words.reasons[name] ?? []}
      ownWords={field !== undefined}
      optional={OPTIONAL.includes(name)}
      busy={act.busy}
      error={act.error}
      fault={field === undefined ? undefined : act.faults[field]}
      onGo={(reason) => {
        if (act.error !== undefined) freshen()
        const said = field === undefined || reason === '' ? {} : { [field]: reason }
        act.run({ params: { code: request.code }, body: { version: request.version, ...said } })
      }}
      onClose={onClose}
    />
  )
}

function FileSheet({ request, onFile, onClose }: Above & Pick<RequestSheetProps, 'onFile'>) {
  const act = useAct('readRequest', onFile)
  return (
    <ReasonSheet
      {...words.decide.file}
      reasons={words.reasons.file ?? []}
      usual={usualReason(request)}
      ownWords
      busy={act.busy}
      error={act.error}
      fault={act.faults.reason}
      onGo={(reason) => act.run({ params: { code: request.code }, query: { reason } })}
      onClose={onClose}
    />
  )
}
