import { useRouter } from '@tarojs/taro'
import { Notice } from '../../../components/Notice.tsx'
import { ReadNotice } from '../../../components/ReadNotice.tsx'
import { useRead } from '../../../hooks/useRead.ts'
import { SignedIn } from '../../../session/SignedIn.tsx'
import { OneRequest } from '../../OneRequest.tsx'
import { requestWords as words } from '../../words.ts'

/** Hints tell at once; this is for one that was lost. */
const EVERY_MS = 10_000
const NEWS = ['request'] as const

/** One request: where it stands, who comes, and everything that may be done with it. */
export default function OnePage() {
  const { code = '', known } = useRouter().params
  return (
    <SignedIn place="ask" title={words.oneTitle}>
      <Reading code={code} known={known !== undefined} />
    </SignedIn>
  )
}

/** @param known the same was just asked once more: this is what came of the first time */
function Reading({ code, known }: { code: string; known: boolean }) {
  const { data, state, put, refresh } = useRead('readMyRequest', { params: { code } }, EVERY_MS, NEWS)
  return (
    <>
      <ReadNotice
        state={state}
        known={data !== undefined}
        gone={{ title: words.goneTitle, text: words.goneText }}
        onRetry={refresh}
      />
      {known && data !== undefined ? (
        <Notice title={data.status === 'draft' ? words.knownDraft : words.knownInHand} urgent />
      ) : null}
      {data === undefined || state === 'gone' ? null : <OneRequest request={data} onRead={put} onStale={refresh} />}
    </>
  )
}
