import { useState } from 'react'
import { Box, List, Paragraph } from '../components/elements.tsx'
import { Notice } from '../components/Notice.tsx'
import { ReadNotice } from '../components/ReadNotice.tsx'
import { useRead } from '../hooks/useRead.ts'
import { RhythmForm } from './RhythmForm.tsx'
import { TaskCard } from './TaskCard.tsx'
import { words } from './words.ts'

/** Mine, or the station's. */
const ROUTES = {
  mine: { list: 'listMyRecurringTasks', repeat: 'repeatMyRequest', decide: 'decideOnMyRecurringTask' },
  station: { list: 'listRecurringTasks', repeat: 'repeatRequest', decide: 'decideOnRecurringTask' },
} as const

export interface TaskListProps {
  whose: keyof typeof ROUTES
  /** A request that is to come again: its form stands first. */
  code?: string
}

/** What comes again, the next one first; with a request's code, the form by which it does. */
export function TaskList({ whose, code }: TaskListProps) {
  const routes = ROUTES[whose]
  const { data, state, refresh } = useRead(routes.list)
  const [said, setSaid] = useState<string>()
  const asked = said === undefined ? code : undefined
  return (
    <Box className={asked === undefined ? 'narrow' : 'columns'}>
      <Box className="column">
        <ReadNotice state={state} known={data !== undefined} gone={words.gone} onRetry={refresh} />
        <Box live>{said === undefined ? null : <Notice title={said} />}</Box>
        {asked === undefined ? null : (
          <RhythmForm
            code={asked}
            route={routes.repeat}
            onBegun={({ reply }) => {
              setSaid(reply)
              refresh()
            }}
          />
        )}
      </Box>
      <Box className="column">
        {data === undefined ? null : data.items.length === 0 ? (
          <Paragraph className="invitation">{whose === 'mine' ? words.none : words.noneInStation}</Paragraph>
        ) : (
          <List className="list">
            {data.items.map((task) => (
              <TaskCard
                key={task.id}
                task={task}
                route={routes.decide}
                named={whose === 'station'}
                onDecided={refresh}
              />
            ))}
          </List>
        )}
      </Box>
    </Box>
  )
}
