import { SignedIn } from '../../../session/SignedIn.tsx'
import { DeskFrame } from '../../DeskFrame.tsx'
import { EntryForm } from '../../entry/EntryForm.tsx'

/** Somebody stands at the desk or rings: written down within half a minute. */
export default function EntryPage() {
  return (
    <SignedIn place="entry" wide>
      <DeskFrame>
        <EntryForm />
      </DeskFrame>
    </SignedIn>
  )
}
