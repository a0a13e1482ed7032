import type { LadderTrial } from '../../api/routes/desk.ts'
import { Card } from '../../components/Card.tsx'
import { Box, Heading, Item, List, Paragraph } from '../../components/elements.tsx'
import { Facts } from '../../components/Facts.tsx'
import { ladderWords } from './words.ts'

/** What a changed ladder would have done last month, beside the saved one, with what that cannot tell. */
export function TrialBox({ trial: { searches, from, to, asItIs, changed, limits } }: { trial: LadderTrial }) {
  const { trial } = ladderWords
  const minutes = ({ medianMinutes }: LadderTrial['changed']) =>
    medianMinutes === undefined ? trial.nobody : trial.minutes(medianMinutes)
  return (
    <Card>
      <Box live>
        <Heading className="section-title">{trial.title(searches, from, to)}</Heading>
      </Box>
      <Facts
        facts={[
          [trial.asks, trial.both(String(asItIs.asksEach), String(changed.asksEach))],
          [trial.taken, trial.both(String(asItIs.taken), String(changed.taken))],
          [trial.wait, trial.both(minutes(asItIs), minutes(changed))],
          [trial.toWorker, trial.both(String(asItIs.toWorker), String(changed.toWorker))],
        ]}
      />
      <Paragraph className="field-note">{trial.limits}</Paragraph>
      <List className="changes">
        {limits.map((limit) => (
          <Item key={limit} className="change">
            {limit}
          </Item>
        ))}
      </List>
    </Card>
  )
}
