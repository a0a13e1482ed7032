import { useEffect, useState } from 'react'
import { call } from '../api/call.ts'
import type { Replies } from '../api/routes.ts'
import { isInWeChat, launchScene } from './inWeChat.ts'

export type Poster = Replies['readPoster']

/** The poster that was scanned to come here, and where it hangs; a torn or old one says nothing, and all else goes on. */
export function usePoster(): Poster | undefined {
  const [poster, setPoster] = useState<Poster>()
  useEffect(() => {
    const scene = isInWeChat() ? launchScene() : undefined
    if (scene !== undefined) call('readPoster', { params: { scene } }).then(setPoster, () => undefined)
  }, [])
  return poster
}
