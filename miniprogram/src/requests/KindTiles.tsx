import { Choice } from '../components/Choice.tsx'
import { openForm } from './links.ts'
import { requestWords as words, tiles } from './words.ts'

/** The kinds of help, large, on the first page: one tap and the form stands there, filled in as far as one can know. */
export function KindTiles() {
  return (
    <Choice
      label={words.whatHelp}
      quietLabel
      look="doors"
      options={tiles.map(({ value, word }) => ({ value, word }))}
      chosen={[]}
      onChoose={openForm}
    />
  )
}
