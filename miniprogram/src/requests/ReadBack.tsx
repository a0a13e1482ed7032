import type { RequestView } from '../api/routes.ts'
import { Box } from '../components/elements.tsx'
import { Button } from '../components/Button.tsx'
import { Card } from '../components/Card.tsx'
import { Notice } from '../components/Notice.tsx'
import { callNumber } from '../station/CallButton.tsx'
import { emergencyNumber, words } from '../words.ts'
import { Reply, RequestCard } from './RequestCard.tsx'
import type { Ask } from './useAsk.ts'

/** What was understood of the last sentence: the assistant's words and, while it still asks, the request itself. */
export function ReadBack({ ask, request }: { ask: Ask; request?: RequestView }) {
  const { answer } = ask
  if (answer === undefined) return null
  const emergency = emergencyNumber(answer.reply)
  if (emergency !== undefined) {
    const call = (
      <Button kind="emergency" href={`tel:${emergency}`} onTap={() => callNumber(emergency)}>
        {words.callEmergency(emergency)}
      </Button>
    )
    return <Notice tone="emergency" urgent title={answer.reply} act={call} />
  }
  if (request === undefined) {
    return (
      <Card tone="spoken">
        <Reply text={answer.reply} />
      </Card>
    )
  }
  return (
    <Box className="readback">
      <RequestCard
        request={request}
        reply={answer.reply}
        busy={ask.busy === request.code}
        error={ask.error?.at === request.code ? ask.error.message : undefined}
        onSay={(sentence) => ask.say(request.code, sentence)}
        onTurnTo={ask.about === request.code ? undefined : () => ask.turnTo(request.code)}
      />
    </Box>
  )
}
