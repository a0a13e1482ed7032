import { useCallback, useEffect, useState } from 'react'
import { call } from '../api/call.ts'
import { onNetworkBack } from '../api/networkBack.ts'
import { useReach } from '../api/reach.ts'
import { StationCall } from '../station/StationCall.tsx'
import { words } from '../words.ts'
import { Box } from './elements.tsx'
import { Button } from './Button.tsx'
import { Notice } from './Notice.tsx'

/** The line is down: the one place where it is said, on top of whatever lies on the page, in one sentence that fits what was done. */
export function LineNotice() {
  const reach = useReach()
  const [busy, setBusy] = useState(false)
  const again = useCallback(() => {
    setBusy(true)
    // Any answer takes the notice away, and every view reads again.
    call('readHello')
      .catch(() => undefined)
      .finally(() => setBusy(false))
  }, [])
  const isDown = reach !== 'up'
  // Nobody has to tap for it: what was missed stands there a moment after the lift's door has opened.
  useEffect(() => (isDown ? onNetworkBack(again) : undefined), [isDown, again])
  if (!isDown) return null
  return (
    <Box className="line-notice">
      <Notice
        tone="wait"
        urgent
        title={words.offlineTitle}
        act={
          <Box className="acts">
            <Button busy={busy} onTap={again}>
              {words.retry}
            </Button>
            <StationCall />
          </Box>
        }
      >
        {reach === 'unsent' ? words.notSent : words.offlineText}
      </Notice>
    </Box>
  )
}
