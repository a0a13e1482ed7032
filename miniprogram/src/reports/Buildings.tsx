import { useState } from 'react'
import type { Figures as Shown } from '../api/routes/office.ts'
import { Button } from '../components/Button.tsx'
import { Item, Line, List, Paragraph } from '../components/elements.tsx'
import { Bars, stepsOf, Track } from './Bars.tsx'
import { Section } from './Section.tsx'
import { words } from './words.ts'

const FIRST = 8

/** The first few of many, and the button to the others. */
function useFirst<One>(items: readonly One[], title: string) {
  const [all, showAll] = useState(false)
  const more =
    all || items.length <= FIRST ? null : (
      <Button label={words.moreOf(title)} onTap={() => showAll(true)}>
        {words.moreBuildings}
      </Button>
    )
  return { shown: all ? items : items.slice(0, FIRST), more }
}

/** Buildings of the register from which nobody asked, and how many they are beside the others. */
export function NotServed({ notServed, served }: Pick<Shown, 'notServed' | 'served'>) {
  const { shown, more } = useFirst(notServed.items, words.notServed)
  const lines = [
    { word: words.nobodyAsked, count: notServed.buildings },
    { word: words.somebodyAsked, count: served.buildings },
  ]
  return (
    <Section title={words.notServed}>
      <Paragraph className="figure-large">{words.buildings(notServed.buildings)}</Paragraph>
      <Bars lines={lines} labelOf={words.buildingsLabel} />
      <Paragraph className="invitation">{notServed.buildings === 0 ? words.allServed : words.notServedText}</Paragraph>
      <List className="changes">
        {shown.map(({ word, residentsWord }) => (
          <Item key={word} className="fact fact-named">
            <Line className="fact-name">{word}</Line>
            <Line className="fact-value">{residentsWord}</Line>
          </Item>
        ))}
      </List>
      {more}
    </Section>
  )
}

/** Buildings from which somebody asked: how many of their people, as far as that may be told. */
export function Served({ served }: Pick<Shown, 'served'>) {
  const { shown, more } = useFirst(served.items, words.served)
  if (served.buildings === 0) return null
  return (
    <Section title={words.served}>
      <List className="bars">
        {shown.map(({ word, askersWord, askersPercent }) => (
          <Item key={word} className="bar-line" label={words.askersLabel(word, askersWord)}>
            <Line className="bar-word">{word}</Line>
            <Track steps={askersPercent === undefined ? undefined : stepsOf(askersPercent, 100)} />
            <Line className="bar-said">{askersWord}</Line>
          </Item>
        ))}
      </List>
      {more}
    </Section>
  )
}
