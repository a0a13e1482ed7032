import { Agenda } from '../../server/app/simulate/agenda.ts'
import { ASSUMPTIONS } from '../../server/app/simulate/assumptions.ts'
import { Lots } from '../../server/app/simulate/lots.ts'
import { readOptions } from '../../server/app/simulate/options.ts'

describe('lots', () => {
  const lots = new Lots(7)

  it('are the same for the same names and seed, whatever was drawn before', () => {
    const first = lots.share('v1', 'd3.4', 'goes')
    lots.share('something else')
    expect(lots.share('v1', 'd3.4', 'goes')).toBe(first)
    expect(new Lots(8).share('v1', 'd3.4', 'goes')).not.toBe(first)
  })

  it('keep names apart', () => {
    expect(lots.share('a', 'bc')).not.toBe(lots.share('ab', 'c'))
  })

  it('fall evenly', () => {
    const drawn = Array.from({ length: 4_000 }, (_, i) => lots.share('even', i))
    for (const tenth of [0, 3, 9]) {
      const inside = drawn.filter((share) => Math.floor(share * 10) === tenth).length
      expect(inside).toBeGreaterThan(330)
      expect(inside).toBeLessThan(470)
    }
  })

  it('follow weights', () => {
    const names = Array.from({ length: 3_000 }, (_, i) => lots.weighted({ often: 9, seldom: 1, never: 0 }, 'w', i))
    const often = names.filter((name) => name === 'often').length
    expect(often).toBeGreaterThan(2_600)
    expect(often).toBeLessThan(2_800)
    expect(names).not.toContain('never')
  })

  it('draw spans around their median', () => {
    const spans = Array.from({ length: 2_001 }, (_, i) => lots.span(10, 0.8, 's', i)).sort((a, b) => a - b)
    expect(spans[1_000]).toBeGreaterThan(9)
    expect(spans[1_000]).toBeLessThan(11)
    expect(spans[0]).toBeGreaterThan(0)
  })
})

describe('the agenda', () => {
  it('gives what is due in the order of time, and of one moment in the order in which it was put down', async () => {
    const agenda = new Agenda()
    const done: string[] = []
    const put = (at: number, name: string) => agenda.put(at, async () => void done.push(name))
    for (const [i, at] of [50, 10, 30, 10, 20, 10, 40].entries()) put(at, `${at}#${i}`)
    for (const act of agenda.due(30)) await act()
    expect(done).toEqual(['10#1', '10#3', '10#5', '20#4', '30#2'])
    expect(agenda.next).toBe(40)
    expect(agenda.due(100)).toHaveLength(2)
    expect(agenda.next).toBe(Infinity)
  })
})

describe('the assumptions', () => {
  it.each(Object.entries(ASSUMPTIONS))(
    '%s says in plain Chinese what it is, and where it is from',
    (name, assumption) => {
      expect(assumption.about).toMatch(/^\p{Script=Han}/u)
      expect(assumption.source === 'assumed' || assumption.source.length > 40).toBe(true)
      if (name.endsWith('Share')) {
        expect(assumption.value).toBeGreaterThan(0)
        expect(assumption.value).toBeLessThanOrEqual(1)
      }
    },
  )

  it('spread the helpers over their tempers as a whole', () => {
    const { often, sometimes, seldom } = ASSUMPTIONS.willingness.value
    expect(often.share + sometimes.share + seldom.share).toBeCloseTo(1)
    expect(ASSUMPTIONS.demandByHour.value).toHaveLength(24)
  })
})

describe('the options', () => {
  it('have the size of a real community where nothing is said', () => {
    const { size, policy, all, seeds } = readOptions([])
    expect(size).toEqual({ seed: 7, days: 30, residents: 3_000, volunteers: 60, enterprises: 5, requestsPerDay: 200 })
    expect([policy, all, seeds]).toEqual(['ladder', false, undefined])
  })

  it.each([
    [['--days', '0'], '--days'],
    [['--residents', 'many'], '--residents'],
    [['--requests-per-day', '1.5'], '--requests-per-day'],
    [['--seeds', '0'], '--seeds'],
    [['--policy', 'loudest'], '--policy'],
    [['--colour', 'red'], '--colour'],
  ])('refuse %j and name the option', (args, name) => {
    expect(() => readOptions(args)).toThrow(name)
  })

  it('take a community without any helper', () => {
    expect(readOptions(['--volunteers', '0', '--enterprises', '0']).size.volunteers).toBe(0)
  })
})
