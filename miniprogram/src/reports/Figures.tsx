import type { Figures as Shown } from '../api/routes/office.ts'
import { Box, Paragraph } from '../components/elements.tsx'
import { Facts } from '../components/Facts.tsx'
import { Notice } from '../components/Notice.tsx'
import { Bars } from './Bars.tsx'
import { NotServed, Served } from './Buildings.tsx'
import { Days } from './Days.tsx'
import { Section } from './Section.tsx'
import { words } from './words.ts'

function said(value: number | undefined, word: (n: number) => string): string {
  return value === undefined ? words.tooFew : word(value)
}

/** Figures of one span of time; each number with its word, and how many cases it stands on. */
export function Figures({ figures }: { figures: Shown }) {
  const { total, carriedOver, byKind, byStatus, acceptance, completion, satisfaction, followUp, late, helpers } =
    figures
  return (
    <Box className="office-grid">
      <Section title={words.total}>
        <Paragraph className="figure-large">{words.count(total)}</Paragraph>
        {carriedOver > 0 ? <Paragraph className="invitation">{words.carriedOver(carriedOver)}</Paragraph> : null}
        {total === 0 ? <Notice>{words.nothing}</Notice> : <Bars lines={byStatus} />}
      </Section>
      {total === 0 ? null : (
        <Section title={words.byKind}>
          <Bars lines={byKind} />
        </Section>
      )}
      <Days days={figures.byDay} />
      <Section title={words.acceptance}>
        <Bars lines={figures.byWait} />
        <Facts
          facts={[
            [words.accepted, words.count(acceptance.count)],
            [words.median, said(acceptance.medianMinutes, words.minutes)],
            [words.p90, said(acceptance.p90Minutes, words.minutes)],
            [words.late, words.lateOf(late.count, late.promised)],
          ]}
        />
      </Section>
      <Section title={words.completion}>
        <Bars lines={figures.byOutcome} />
        <Facts
          facts={[
            [words.done, words.count(completion.done)],
            [words.reopened, words.count(completion.reopened)],
            [words.donePercent, said(completion.donePercent, words.percent)],
          ]}
        />
      </Section>
      <Section title={words.satisfaction}>
        <Bars lines={satisfaction.stars ?? []} labelOf={words.starsLabel} />
        <Facts
          facts={[
            [words.average, said(satisfaction.average, String)],
            [words.answers, words.answersOf(satisfaction.answers, satisfaction.asked)],
            [words.responsePercent, said(satisfaction.responsePercent, words.percent)],
          ]}
        />
      </Section>
      <Section title={words.followUp}>
        <Facts
          facts={[
            [words.average, said(followUp.average, String)],
            [words.answers, words.answersOf(followUp.answers, followUp.asked)],
            [words.responsePercent, said(followUp.responsePercent, words.percent)],
          ]}
        />
      </Section>
      <Section title={words.helpers}>
        <Facts
          facts={[
            [words.helperCount, words.people(helpers.count)],
            [words.accepted, words.count(helpers.accepted)],
            [words.top(helpers.top), helpers.count === 0 ? undefined : said(helpers.topPercent, words.percent)],
          ]}
        />
      </Section>
      <NotServed notServed={figures.notServed} served={figures.served} />
      <Served served={figures.served} />
    </Box>
  )
}
