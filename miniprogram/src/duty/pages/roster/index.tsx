import { SignedIn } from '../../../session/SignedIn.tsx'
import { RosterBoard } from '../../RosterBoard.tsx'

/** Who is on duty, and the shifts of the week. */
export default function RosterPage() {
  return (
    <SignedIn place="duty" wide>
      <RosterBoard />
    </SignedIn>
  )
}
