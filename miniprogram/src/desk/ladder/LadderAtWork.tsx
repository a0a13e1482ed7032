import type { LadderAtWork as AtWork } from '../../api/routes/desk.ts'
import { Box, Heading, Item, Line, List, Paragraph } from '../../components/elements.tsx'
import { clockWord, useNow } from '../time.ts'
import { useDeskRead } from '../useDesk.ts'
import { ladderWords } from './words.ts'

/** The search for one request, rung by rung: who was asked, when, why, and what he answered; live. */
export function LadderAtWork({ code }: { code: string }) {
  const { data } = useDeskRead('readLadderAtWork', { params: { code } })
  const now = useNow()
  if (data === undefined || data.code !== code) return null
  return (
    <Box className="ladder" role="region" label={ladderWords.heading}>
      <Heading className="section-title">{ladderWords.heading}</Heading>
      <Paragraph className="ladder-now">{data.now}</Paragraph>
      {data.trip === undefined ? null : <Paragraph className="ladder-now">{data.trip}</Paragraph>}
      <List className="ladder-rungs">
        {data.rungs.map((rung, i) => (
          <Item key={rung.id} className={`ladder-rung is-${rung.state}`}>
            <Box className="ladder-head">
              <Line className="ladder-word">{`${i + 1}. ${rung.word}`}</Line>
              <Line className="ladder-state">
                {[rung.stateWord, rung.climbedAt && clockWord(rung.climbedAt, now), rung.group && ladderWords.inGroup]
                  .filter(Boolean)
                  .join(' · ')}
              </Line>
            </Box>
            {rung.note === undefined ? null : <Paragraph className="field-note">{rung.note}</Paragraph>}
            <Asked asked={rung.asked} now={now} />
          </Item>
        ))}
      </List>
      {data.earlier.length === 0 ? null : (
        <>
          <Paragraph className="field-note">{ladderWords.earlier(data.round)}</Paragraph>
          <Asked asked={data.earlier} now={now} />
        </>
      )}
    </Box>
  )
}

function Asked({ asked, now }: { asked: AtWork['earlier']; now: number }) {
  if (asked.length === 0) return null
  return (
    <List className="ladder-asked">
      {asked.map(({ name, roleWord, at, why, answerWord, answeredAt }, i) => (
        <Item key={`${at} ${i}`} className="ladder-one">
          <Line className="suggestion-name">{[name, roleWord].filter(Boolean).join(' · ')}</Line>
          <Paragraph className="suggestion-load">
            {[clockWord(at, now), answerWord, answeredAt && clockWord(answeredAt, now)].filter(Boolean).join(' · ')}
          </Paragraph>
          {why === '' ? null : <Paragraph className="suggestion-why">{why}</Paragraph>}
        </Item>
      ))}
    </List>
  )
}
