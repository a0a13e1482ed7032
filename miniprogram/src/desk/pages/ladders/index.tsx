import { SignedIn } from '../../../session/SignedIn.tsx'
import { LadderBoard } from '../../ladder/LadderBoard.tsx'

/** Whom the station asks one after the other, for each kind of help. */
export default function LaddersPage() {
  return (
    <SignedIn place="duty" wide>
      <LadderBoard />
    </SignedIn>
  )
}
