import Taro from '@tarojs/taro'
import type { RequestView } from '../api/routes.ts'
import { Button } from '../components/Button.tsx'
import { openOne } from './links.ts'
import { requestWords as words } from './words.ts'

const UNDER_WAY: readonly RequestView['status'][] = ['reviewing', 'open', 'accepted', 'delivered']

/** On a phone the list stands below the tiles: whoever comes to see how far it is has one tap to go. */
export function UnderWay({ requests }: { requests: readonly RequestView[] }) {
  const going = requests.filter(({ status }) => UNDER_WAY.includes(status))
  const [first] = going
  if (first === undefined) return null
  const isOne = going.length === 1
  return (
    <Button
      className="under-way"
      onTap={() => (isOne ? openOne(first.code) : void Taro.pageScrollTo({ selector: '.mine', duration: 0 }))}
    >
      {isOne ? words.oneUnderWay(first.statusWord) : words.severalUnderWay(going.length)}
    </Button>
  )
}
