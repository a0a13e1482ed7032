import { useRouter } from '@tarojs/taro'
import { useState } from 'react'
import { Button } from '../../../components/Button.tsx'
import { Choice } from '../../../components/Choice.tsx'
import { Box } from '../../../components/elements.tsx'
import { useAct } from '../../../hooks/useAct.ts'
import { useFirstFault } from '../../../hooks/useFirstFault.ts'
import { usePhotoTray } from '../../../photos/useBox.ts'
import { keep, kept } from '../../../session/keep.ts'
import { useSignedIn } from '../../../session/SessionProvider.tsx'
import { SignedIn } from '../../../session/SignedIn.tsx'
import { CallButton } from '../../../station/CallButton.tsx'
import { Answer } from '../../Answer.tsx'
import { begun, emptyForm } from '../../formDraft.ts'
import type { FormDraft } from '../../formDraft.ts'
import { FilledForm } from '../../FilledForm.tsx'
import { goOnToOne } from '../../links.ts'
import { requestWords as words, tiles } from '../../words.ts'

/** Asking without writing: one tile, and everything that can be known is chosen already; the read-back stands beside the button. */
export default function FormPage() {
  return (
    <SignedIn place="ask" title={words.formTitle}>
      <Form />
    </SignedIn>
  )
}

function Form() {
  const { hello } = useSignedIn()
  const { tile: tapped } = useRouter().params
  const [draft, setDraft] = useState<FormDraft>(() => draftFor(tapped))
  const [told, setTold] = useState<string>()
  const photos = usePhotoTray('form')
  const change = (part: Partial<FormDraft>) => {
    const next = { ...draft, ...part }
    setDraft(next)
    keep('form', next)
    ask.clear()
  }
  const ask = useAct('askByForm', ({ reply, request, known }) => {
    keep('form', undefined)
    if (request?.abilities.addPhoto) photos.hand(request.code)
    // What came of it stands on its own page; a refusal or a call for help is read here.
    if (request !== undefined && request.status !== 'rejected') return goOnToOne(request.code, known)
    setDraft(emptyForm(new Date().getHours()))
    setTold(reply)
  })
  useFirstFault(ask.faults)
  const tile = tiles.find(({ value }) => value === draft.tile)
  if (told !== undefined) {
    return (
      <Box className="narrow">
        <Answer text={told} />
        <Button kind="strong" onTap={() => setTold(undefined)}>
          {words.askAgain}
        </Button>
        <CallButton station={hello.station} />
      </Box>
    )
  }
  if (tile !== undefined) return <FilledForm tile={tile} draft={draft} ask={ask} onChange={change} />
  return (
    <Box className="narrow">
      <Choice
        label={words.whatHelp}
        options={tiles}
        chosen={[]}
        onChoose={(value) => change(begun(tiles.find((one) => one.value === value) ?? { value }))}
      />
    </Box>
  )
}

/** What was left half chosen under this tile is still there; another tile begins anew, for the same person at the same place. */
function draftFor(tapped: string | undefined): FormDraft {
  const left = kept('form') ?? emptyForm(new Date().getHours())
  const tile = tiles.find(({ value }) => value === tapped)
  return tile === undefined || left.tile === tile.value ? left : { ...left, ...begun(tile) }
}
