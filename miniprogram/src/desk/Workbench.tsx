import { useCallback, useEffect, useMemo, useState } from 'react'
import { useRouter } from '@tarojs/taro'
import type { BoardRequest, Desk } from '../api/routes/desk.ts'
import { Box } from '../components/elements.tsx'
import { Button } from '../components/Button.tsx'
import { Choice } from '../components/Choice.tsx'
import { Notice } from '../components/Notice.tsx'
import { ReadNotice } from '../components/ReadNotice.tsx'
import { useOwnId } from '../hooks/useOwnId.ts'
import { useSignedIn } from '../session/SessionProvider.tsx'
import { BoardHeads, EVERYTHING, filterOf } from './BoardHeads.tsx'
import type { BoardWish } from './BoardHeads.tsx'
import { BoardList, rowId } from './BoardList.tsx'
import { DeskFrame } from './DeskFrame.tsx'
import { OneRequest } from './OneRequest.tsx'
import { useNow } from './time.ts'
import { useBoard } from './useBoard.ts'
import type { Board } from './useBoard.ts'
import { useDeskRead } from './useDesk.ts'
import { useKeys } from './useKeys.ts'
import { words } from './words.ts'
import { ZoneMap } from './ZoneMap.tsx'

const TABS = ['list', 'request', 'people'] as const
type Tab = (typeof TABS)[number]

const QUEUE: BoardWish = { ...EVERYTHING, head: 'reviewing' }

export interface WorkbenchProps {
  /** `queue`: what a worker has to look at first. `board`: everything, with filters and search. */
  shows: 'queue' | 'board'
}

/** The desk: what waits, one request, people and map; side by side on a wide screen, one after the other on a phone. */
export function Workbench({ shows }: WorkbenchProps) {
  const { me } = useSignedIn()
  const { params } = useRouter()
  const [wish, setWish] = useState(shows === 'queue' ? QUEUE : EVERYTHING)
  const [code, setCode] = useState(params.code)
  const [tab, setTab] = useState<Tab>(params.code === undefined ? 'list' : 'request')
  const [searches, setSearches] = useState(0)
  const [latest, setLatest] = useState<BoardRequest>()
  const list = useOwnId()
  const desk = useDeskRead('readDesk')
  const board = useNewest(useBoard(filterOf(useSettled(wish), me.id)), latest, shows)
  const chosen = code ?? board.items[0]?.code

  const choose = useCallback((next: string) => {
    setCode(next)
    setTab('request')
  }, [])
  const step = (by: 1 | -1) => {
    const at = board.items.findIndex((one) => one.code === chosen)
    const next = board.items[Math.min(Math.max(at + by, 0), board.items.length - 1)]
    if (next === undefined) return
    setCode(next.code)
    document.getElementById(rowId(list, next.code))?.focus()
  }
  const search = () => setSearches((now) => now + 1)
  useKeys({ j: () => step(1), k: () => step(-1), '/': shows === 'board' ? search : undefined })

  /** In the queue the next one is at hand as soon as one is decided. */
  const decided = (moved: BoardRequest) => {
    setLatest(moved)
    if (shows === 'queue' && moved.status !== 'reviewing') setCode(undefined)
  }
  const map = (place?: { zone: string | undefined }) => (
    <ZoneMap
      zones={desk.data?.zones ?? []}
      chosen={wish.zone}
      place={place}
      onChoose={(zone) => {
        setWish({ ...wish, zone })
        setCode(undefined)
        setTab('list')
      }}
    />
  )
  return (
    <DeskFrame said={latest && words.decided(latest.code, latest.statusWord)}>
      <Box className="desk-tabs">
        <Choice
          look="chips"
          quietLabel
          label={words.tabsLabel}
          options={TABS.map((name) => ({
            value: name,
            word: name === 'list' ? words.listTab(board.items.length) : words.tabs[name],
          }))}
          chosen={[tab]}
          onChoose={(name) => setTab(name)}
        />
      </Box>
      <Box className={`desk desk-shows-${tab}`}>
        <Box className="desk-column desk-list">
          <ListColumn
            {...{ list, shows, board, wish, chosen, searches }}
            desk={desk.data}
            onWish={(next) => {
              setWish(next)
              setCode(undefined)
            }}
            onChoose={choose}
          />
        </Box>
        <Box className="desk-matter">
          {chosen === undefined ? (
            <>
              <Box className="desk-column desk-request">
                <Notice title={words.pickTitle}>{words.pickText}</Notice>
              </Box>
              <Box className="desk-column desk-people">{map()}</Box>
            </>
          ) : (
            <OneRequest key={chosen} code={chosen} map={map} onDecided={decided} />
          )}
        </Box>
      </Box>
    </DeskFrame>
  )
}

interface ListColumnProps extends WorkbenchProps {
  list: string
  board: Board
  wish: BoardWish
  desk: Desk | undefined
  chosen: string | undefined
  searches: number
  onWish(wish: BoardWish): void
  onChoose(code: string): void
}

function ListColumn({ list, shows, board, wish, desk, chosen, searches, onWish, onChoose }: ListColumnProps) {
  const now = useNow()
  const n = board.items.length
  const empty =
    shows === 'queue' ? [words.queueEmptyTitle, words.queueEmptyText] : [words.boardEmptyTitle, words.boardEmptyText]
  return (
    <>
      {shows === 'board' ? <BoardHeads wish={wish} desk={desk} searches={searches} onWish={onWish} /> : null}
      {n === 0 ? null : (
        <Box className="section-title board-count" live>
          {shows === 'queue' ? words.queueTitle(n) : words.boardCount(n)}
        </Box>
      )}
      <ReadNotice
        state={board.state}
        known={n > 0}
        gone={{ title: words.goneTitle, text: words.goneText }}
        onRetry={board.refresh}
      />
      {board.state === 'ready' && n === 0 ? <Notice title={empty[0]}>{empty[1]}</Notice> : null}
      <BoardList name={list} items={board.items} chosen={chosen} now={now} onChoose={onChoose} />
      {board.hasMore ? <Button onTap={board.more}>{words.more}</Button> : null}
    </>
  )
}

/** What was just decided stands newly in the board, and no more in the queue, before the list is read again: nobody decides it twice. */
function useNewest(board: Board, latest: BoardRequest | undefined, shows: WorkbenchProps['shows']): Board {
  const items = useMemo(
    () =>
      board.items.flatMap((one) => {
        if (latest === undefined || one.code !== latest.code || one.version >= latest.version) return [one]
        return shows === 'queue' && latest.status !== 'reviewing' ? [] : [latest]
      }),
    [board.items, latest, shows],
  )
  return { ...board, items }
}

const SETTLED_MS = 250

/** What somebody is still writing is not searched for at every key. */
function useSettled(wish: BoardWish): BoardWish {
  const [settled, setSettled] = useState(wish)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(wish), SETTLED_MS)
    return () => clearTimeout(timer)
  }, [wish])
  return settled
}
