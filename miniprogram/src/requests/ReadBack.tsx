import type { RequestView } from '../api/routes.ts'
import { Box } from '../components/elements.tsx'
import { emergencyNumber } from '../words.ts'
import { Answer } from './Answer.tsx'
import { RequestCard } from './RequestCard.tsx'
import type { Ask } from './useAsk.ts'

/** What was understood of the last sentence: the assistant's words and, while it still asks, the request itself. */
export function ReadBack({ ask, request }: { ask: Ask; request?: RequestView }) {
  const { answer } = ask
  if (answer === undefined) return null
  if (request === undefined || emergencyNumber(answer.reply) !== undefined) return <Answer text={answer.reply} />
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
