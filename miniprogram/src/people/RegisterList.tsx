import { useState } from 'react'
import type { RegisterLine } from '../api/routes/office.ts'
import { Bar } from '../components/Bar.tsx'
import { Button } from '../components/Button.tsx'
import { Choice } from '../components/Choice.tsx'
import { Box, Item, Line, List } from '../components/elements.tsx'
import { Notice } from '../components/Notice.tsx'
import { ReadNotice } from '../components/ReadNotice.tsx'
import { Tag } from '../components/Tag.tsx'
import { TextInput } from '../components/TextInput.tsx'
import { openPage } from '../session/places.ts'
import { PosterSheet } from './Poster.tsx'
import { useRegister } from './useRegister.ts'
import { words } from './words.ts'

const ALL = 'all'
const ROLE_OPTIONS = [
  { value: ALL, word: words.all },
  ...Object.entries(words.roles).map(([value, word]) => ({ value, word })),
]
const UNVERIFIED = 'no'

/** Find somebody of the station, or write somebody down. */
export function RegisterList() {
  const [search, setSearch] = useState('')
  const [role, setRole] = useState<string>()
  const [unverifiedOnly, setUnverifiedOnly] = useState(false)
  const [isPoster, setPoster] = useState(false)
  const register = useRegister({ search, role, unverifiedOnly })
  return (
    <Box className="columns">
      <Box className="column office-filters">
        <TextInput
          name="search"
          label={words.search}
          hint={words.searchHint}
          value={search}
          maxLength={40}
          onWrite={setSearch}
        />
        <Choice
          label={words.role}
          look="chips"
          options={ROLE_OPTIONS}
          chosen={[role ?? ALL]}
          onChoose={(value) => setRole(value === ALL ? undefined : value)}
        />
        <Choice
          label={words.unverifiedOnly}
          quietLabel
          look="chips"
          options={[{ value: UNVERIFIED, word: words.unverifiedOnly }]}
          chosen={unverifiedOnly ? [UNVERIFIED] : []}
          onChoose={() => setUnverifiedOnly((only) => !only)}
        />
        <Box className="acts">
          <Button kind="quiet" onTap={() => openPage('/people/pages/key/index')}>
            {words.key}
          </Button>
          <Button kind="quiet" onTap={() => setPoster(true)}>
            {words.poster}
          </Button>
        </Box>
        {isPoster ? <PosterSheet onClose={() => setPoster(false)} /> : null}
      </Box>
      <Box className="column">
        <ReadNotice
          state={register.state}
          known={register.items.length > 0}
          gone={words.registerGone}
          onRetry={register.refresh}
        />
        {register.state === 'ready' && register.items.length === 0 ? <Notice>{words.empty}</Notice> : null}
        <List className="list">
          {register.items.map((line) => (
            <Entry key={line.id} line={line} />
          ))}
        </List>
        {register.more === undefined ? null : <Button onTap={register.more}>{words.more}</Button>}
        {register.mayRegister ? (
          <Bar>
            <Button kind="main" className="bar-main" onTap={() => openPage('/people/pages/walkin/index')}>
              {words.register}
            </Button>
          </Bar>
        ) : null}
      </Box>
    </Box>
  )
}

function Entry({ line }: { line: RegisterLine }) {
  return (
    <Item className="register-item">
      <Button className="register-line" onTap={() => openPage('/people/pages/person/index', { id: line.id })}>
        <Line className="register-name">{line.name}</Line>
        <Line className="register-about">{[line.roleWord, line.place].filter(Boolean).join(' · ')}</Line>
        {line.pausedUntil === undefined ? null : <Tag tone="ended">{words.paused}</Tag>}
        <Tag tone={line.verified ? 'done' : 'wait'}>{line.verifiedWord}</Tag>
      </Button>
    </Item>
  )
}
