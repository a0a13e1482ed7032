import { StationCall } from '../station/StationCall.tsx'
import { words } from '../words.ts'
import { Notice } from './Notice.tsx'

/** The line is slow: it goes on by itself, and whoever is in a hurry has the telephone. */
export function SlowNotice() {
  return (
    <Notice tone="wait" title={words.slowTitle} act={<StationCall />}>
      {words.slowText}
    </Notice>
  )
}
