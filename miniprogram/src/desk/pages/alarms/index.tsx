import { SignedIn } from '../../../session/SignedIn.tsx'
import { AlarmList } from '../../alarms/AlarmList.tsx'
import { DeskFrame } from '../../DeskFrame.tsx'

/** What calls for a person of the station. */
export default function AlarmsPage() {
  return (
    <SignedIn place="alarms" wide>
      <DeskFrame>
        <AlarmList />
      </DeskFrame>
    </SignedIn>
  )
}
