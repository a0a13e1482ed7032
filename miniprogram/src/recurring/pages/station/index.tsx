import { useRouter } from '@tarojs/taro'
import { SignedIn } from '../../../session/SignedIn.tsx'
import { TaskList } from '../../TaskList.tsx'
import { words } from '../../words.ts'

/** What comes again in the whole station. */
export default function StationPage() {
  const { code } = useRouter().params
  return (
    <SignedIn place="board" title={words.stationTitle}>
      <TaskList whose="station" {...(code === undefined ? {} : { code })} />
    </SignedIn>
  )
}
