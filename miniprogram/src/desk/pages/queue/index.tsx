import { SignedIn } from '../../../session/SignedIn.tsx'
import { Workbench } from '../../Workbench.tsx'

/** What a worker has to look at before it goes out. */
export default function QueuePage() {
  return (
    <SignedIn place="queue" wide>
      <Workbench shows="queue" />
    </SignedIn>
  )
}
