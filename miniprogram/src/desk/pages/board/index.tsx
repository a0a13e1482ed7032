import { SignedIn } from '../../../session/SignedIn.tsx'
import { Workbench } from '../../Workbench.tsx'

/** Everything that is under way at the station. */
export default function BoardPage() {
  return (
    <SignedIn place="board" wide>
      <Workbench shows="board" />
    </SignedIn>
  )
}
