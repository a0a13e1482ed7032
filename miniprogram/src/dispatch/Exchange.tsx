import { Box, Paragraph } from '../components/elements.tsx'
import { Button } from '../components/Button.tsx'
import { Notice } from '../components/Notice.tsx'
import { ReadNotice } from '../components/ReadNotice.tsx'
import { Sheet } from '../components/Sheet.tsx'
import { useAct } from '../hooks/useAct.ts'
import { useRead } from '../hooks/useRead.ts'
import { dispatchWords } from './words.ts'

export interface ExchangeSheetProps {
  code: string
  onAsked(): void
  onClose(): void
}

/** Who fits, and what one would get: area and kind alone. One tap asks. */
export function ExchangeSheet({ code, onAsked, onClose }: ExchangeSheetProps) {
  const { data, state, refresh } = useRead('listExchanges', { params: { code } })
  const propose = useAct('proposeExchange', () => {
    onClose()
    onAsked()
  })
  return (
    <Sheet title={dispatchWords.exchange} onClose={onClose}>
      <Paragraph>{data?.items.length === 0 ? dispatchWords.exchangeNobody : dispatchWords.exchangeText}</Paragraph>
      <ReadNotice state={state} known={data !== undefined} gone={dispatchWords.gone} onRetry={refresh} />
      {data?.items.map((one) => (
        <Box key={one.code} className="task-others">
          <Paragraph>{one.word}</Paragraph>
          <Button busy={propose.busy} onTap={() => propose.run({ params: { code }, body: { with: one.code } })}>
            {dispatchWords.exchangeWith(one.who)}
          </Button>
        </Box>
      ))}
      {propose.error === undefined ? null : (
        <Paragraph className="card-error" role="alert">
          {propose.error}
        </Paragraph>
      )}
    </Sheet>
  )
}

export interface ExchangeProposalProps {
  /** What he has in hand, and what he would get for it. */
  code: string
  from: string
  word: string
  onAnswered(): void
  /** It is the other's now. */
  onExchanged(reply: string): void
}

/** A fellow volunteer would exchange: yes or no, without a reason. */
export function ExchangeProposal({ code, from, word, onAnswered, onExchanged }: ExchangeProposalProps) {
  const agree = useAct('answerExchange', ({ reply }) => onExchanged(reply))
  const refuse = useAct('answerExchange', onAnswered)
  const answer = (yes: boolean) => ({ params: { code }, body: { with: from, yes } })
  return (
    <Notice
      tone="wait"
      title={dispatchWords.exchangeTitle}
      act={
        <Box className="task-others">
          <Button kind="strong" busy={agree.busy} onTap={() => agree.run(answer(true))}>
            {dispatchWords.exchangeYes}
          </Button>
          <Button busy={refuse.busy} onTap={() => refuse.run(answer(false))}>
            {dispatchWords.exchangeNo}
          </Button>
        </Box>
      }
    >
      {agree.error ?? refuse.error ?? word}
    </Notice>
  )
}
