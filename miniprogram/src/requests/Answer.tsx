import { Button } from '../components/Button.tsx'
import { Card } from '../components/Card.tsx'
import { Notice } from '../components/Notice.tsx'
import { callNumber } from '../station/CallButton.tsx'
import { emergencyNumber, words } from '../words.ts'
import { Reply } from './RequestCard.tsx'

/** The assistant's words where they stand alone; a call for 120, 119 or 110 comes with the button that rings it. */
export function Answer({ text }: { text: string }) {
  const emergency = emergencyNumber(text)
  if (emergency === undefined) {
    return (
      <Card tone="spoken">
        <Reply text={text} />
      </Card>
    )
  }
  const call = (
    <Button kind="emergency" href={`tel:${emergency}`} onTap={() => callNumber(emergency)}>
      {words.callEmergency(emergency)}
    </Button>
  )
  return <Notice tone="emergency" urgent title={text} act={call} />
}
