import { useState } from 'react'
import type { MyData } from '../api/routes.ts'
import { Button } from '../components/Button.tsx'
import { Box, Paragraph } from '../components/elements.tsx'
import { useRefused, useSignedIn } from '../session/SessionProvider.tsx'
import { allReads, copyAsData, copyAsPage, copyAsText } from './myCopy.ts'
import type { Reads } from './myCopy.ts'
import { takeAway } from './takeAway.ts'
import type { Copy } from './takeAway.ts'
import { meWords as words } from './words.ts'

/** All that is kept, with who looked at it: once to be read by a person, once for another program. */
export function TakeAway({ data }: { data: MyData }) {
  const { token } = useSignedIn()
  const refused = useRefused()
  const [busy, setBusy] = useState(false)
  const [told, setTold] = useState<string>()
  const take = (copyOf: (reads: Reads) => Copy) => {
    setBusy(true)
    allReads(token)
      .then((reads) => takeAway(copyOf(reads)))
      .then(
        (how) => setTold(how === 'file' ? words.taken : words.copied),
        (error: unknown) => {
          refused(error)
          setTold(words.notTaken)
        },
      )
      .finally(() => setBusy(false))
  }
  return (
    <Box className="data-section">
      <Button kind="strong" busy={busy} onTap={() => take((reads) => readable(data, reads))}>
        {words.take}
      </Button>
      <Button busy={busy} onTap={() => take((reads) => forPrograms(data, reads))}>
        {words.takeData}
      </Button>
      <Paragraph className="invitation" live>
        {told ?? words.takeText}
      </Paragraph>
    </Box>
  )
}

function readable(data: MyData, reads: Reads): Copy {
  // Into a chat or a note of WeChat no page can be pasted.
  const text = process.env.TARO_ENV === 'h5' ? copyAsPage(data, reads) : copyAsText(data, reads)
  return { name: words.pageName, type: 'text/html', text }
}

function forPrograms(data: MyData, reads: Reads): Copy {
  return { name: words.fileName, type: 'application/json', text: copyAsData(data, reads) }
}
