import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { qualityLines, readSet, writeDifference } from '../../../../server/app/bench/language/quality.ts'
import { isLinear, speedLines } from '../../../../server/app/bench/language/speed.ts'
import { atLeast, atMost, lineOf, writeLines } from '../../../../server/app/bench/language/table.ts'
import { readOwn, readUtterances, type Utterance } from '../../../../server/app/utterances.ts'

describe('a line of the bench', () => {
  it('holds or misses its bar', () => {
    expect(atLeast('intent', 0.95, 0.95).held).toBe(true)
    expect(atLeast('intent', 0.949, 0.95).held).toBe(false)
    expect(atMost('talk', 0, 0).held).toBe(true)
    expect(atMost('talk', 0.001, 0).held).toBe(false)
  })

  it('holds where there was nothing to be measured', () => {
    expect(atLeast('intent', undefined, 0.95)).toMatchObject({ figure: '–', held: true })
  })

  it('sets the peer beside us, and holds its share as our bar where one is asked', () => {
    expect(lineOf({ what: 'dates', ours: 0.9, peer: 0.8, bar: 0.8 })).toEqual({
      what: 'dates',
      figure: '90.0 %, peer 80.0 %',
      bar: '≥ 80.0 %',
      held: true,
    })
    expect(lineOf({ what: 'dates', ours: 0.7, note: 'no use' })).toEqual({
      what: 'dates',
      figure: '70.0 %',
      note: 'no use',
    })
  })

  it('says at its end whether the bar is held', () => {
    const written = writeLines([atLeast('a', 1, 0.5), atLeast('b', 0, 0.5), { what: 'c', figure: '1' }]).split('\n')
    expect(written[0]).toMatch(/held$/)
    expect(written[1]).toMatch(/MISSED$/)
    expect(written[2]).toMatch(/1$/)
  })
})

describe('growth with length', () => {
  it('is linear where time grows no faster than length', () => {
    expect(isLinear([10, 100, 1_000].map((length) => ({ length, took: length })))).toBe(true)
    expect(isLinear([10, 100, 1_000].map((length) => ({ length, took: 5 })))).toBe(true)
  })

  it('is not where time grows with the square', () => {
    expect(isLinear([10, 100, 1_000].map((length) => ({ length, took: length ** 2 / 10 })))).toBe(false)
  })

  it('misses the bars of speed where a machine is too slow', () => {
    const lines = speedLines({
      ready: 600,
      perSecond: 4_000,
      p50: 1,
      p99: 3,
      memory: 300,
      byLength: [],
      slowest: { name: 'x', took: 51 },
    })
    expect(lines.map(({ held }) => held)).toEqual([false, false, false, false, true, false])
  })
})

describe('labelled sentences', () => {
  it('are read as the reader would be asked, and scored', () => {
    const meant: Utterance[] = [{ id: '1', text: '今天真冷', now: '2026-11-22T10:00', chat: 'group', intent: 'other' }]
    const read = readSet('one', meant)
    expect(read.score.messages).toBe(1)
    expect(qualityLines(read)).toHaveLength(9)
    expect(writeDifference(read, read)).not.toContain('APART')
  })

  it('of the project are apart: nothing is learned that is held out, but what everybody says (好嘞)', () => {
    const short = 8
    const learned = new Set(
      readOwn('learn')
        .map(({ text }) => text)
        .filter((text) => text.length > short),
    )
    const held = readOwn('held')
    expect(held.length).toBeGreaterThan(1_000)
    expect(held.filter(({ text }) => learned.has(text))).toEqual([])
  })

  it('name file and line where one is no JSON', () => {
    const file = path.join(mkdtempSync(path.join(tmpdir(), 'yimin-bench-')), 'x.jsonl')
    writeFileSync(file, '{"id":"1"}\n{"id":')
    expect(() => readUtterances(file)).toThrow(/x\.jsonl:2: /)
  })
})
