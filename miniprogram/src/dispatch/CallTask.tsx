import type { Task } from '../api/routes.ts'
import { Button } from '../components/Button.tsx'
import { Line, Paragraph } from '../components/elements.tsx'
import { useAct } from '../hooks/useAct.ts'
import { callNumber } from '../station/CallButton.tsx'
import { dispatchWords } from './words.ts'

/** The number itself is asked for when it is rung, and every time it is. */
export function CallTask({ task }: { task: Pick<Task, 'code' | 'maskedPhone' | 'spokenTo' | 'abilities'> }) {
  const call = useAct('callForTask', ({ phone }) => callNumber(phone))
  if (task.maskedPhone === undefined || !task.abilities.call)
    return <Paragraph className="invitation">{dispatchWords.noPhone}</Paragraph>
  return (
    <>
      <Button
        busy={call.busy}
        label={dispatchWords.callLabel(task.spokenTo)}
        onTap={() => call.run({ params: { code: task.code } })}
      >
        <Line>{dispatchWords.call(task.maskedPhone)}</Line>
      </Button>
      {call.error === undefined ? null : (
        <Paragraph className="card-error" role="alert">
          {call.error}
        </Paragraph>
      )}
    </>
  )
}
