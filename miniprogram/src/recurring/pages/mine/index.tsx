import { useRouter } from '@tarojs/taro'
import { SignedIn } from '../../../session/SignedIn.tsx'
import { TaskList } from '../../TaskList.tsx'
import { words } from '../../words.ts'

/** What comes again for me. */
export default function MinePage() {
  const { code } = useRouter().params
  return (
    <SignedIn place="me" title={words.mineTitle}>
      <TaskList whose="mine" {...(code === undefined ? {} : { code })} />
    </SignedIn>
  )
}
