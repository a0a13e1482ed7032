import { ASSUMPTIONS } from '../assumptions.ts'
import type { Bar } from '../bars.ts'
import type { Figures } from '../measure.ts'
import type { Play } from '../playMonth.ts'
import type { Policy } from '../policies.ts'
import { escaped, lineChart } from './charts.ts'
import type { Line } from './charts.ts'
import { pageWords as words } from './words.ts'

/** What a run came to: its size, the figures of each policy, and the bars. */
export type Result = Omit<Play, 'policy'> & { policies: Figures[]; bars: Bar[] }

const COLOURS: { readonly [policy in Policy]: string } = {
  ladder: '#b3261e',
  nearest: '#3d6db5',
  broadcast: '#8a6d1d',
  random: '#5f6b66',
}

const percent = (share: number) => `${(100 * share).toFixed(1)}%`
/** A share of nobody is none. */
const shareOf = (share: number, count: number) => (count === 0 ? words.nobody : percent(share))
const fixed = (value: number) => value.toFixed(1)

type Row = readonly [keyof typeof words.rows, (figures: Figures) => string]
const ROWS: readonly Row[] = [
  ['needs', ({ needs }) => String(needs)],
  ['requests', ({ requests }) => String(requests)],
  ['ownedAtOnce', ({ ownedAtOnce }) => percent(ownedAtOnce)],
  ['in10', ({ acceptedIn }) => percent(acceptedIn.ten)],
  ['in30', ({ acceptedIn }) => percent(acceptedIn.thirty)],
  ['in60', ({ acceptedIn }) => percent(acceptedIn.sixty)],
  ['median', ({ toAccept }) => fixed(toAccept.median)],
  ['p90', ({ toAccept }) => fixed(toAccept.p90)],
  ['asks', ({ asksPerAcceptance }) => fixed(asksPerAcceptance)],
  ['groupCalls', ({ groupCalls }) => String(groupCalls)],
  ['byWorker', ({ byWorker }) => percent(byWorker)],
  ['done', ({ done }) => percent(done)],
  ['top', ({ topTenth }) => percent(topTenth.volunteers)],
  ['topAll', ({ topTenth }) => percent(topTenth.everybody)],
  ['in7', ({ newcomers }) => shareOf(newcomers.in7, newcomers.count7)],
  ['in14', ({ newcomers }) => shareOf(newcomers.in14, newcomers.count14)],
  ['promises', ({ promises }) => percent(promises.kept)],
  ['buildingsDone', ({ buildings }) => `${percent(buildings.doneLow)}，${percent(buildings.doneHigh)}`],
  ['buildingsWait', ({ buildings }) => `${fixed(buildings.waitLow)}，${fixed(buildings.waitHigh)}`],
  ['mutes', ({ mutes }) => String(mutes)],
  ['lost', ({ lost }) => String(lost)],
  ['double', ({ double }) => String(double)],
  ['faults', ({ faults }) => String(faults)],
]

/** The page: one file, nothing to load, readable without a script. */
export function pageOf(result: Result): string {
  const { policies, bars } = result
  return `<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${words.title}</title><style>${STYLE}</style></head><body><main>
<h1>${words.title}</h1>
<p>${escaped(words.lead(result))}</p>
<p class="limit">${words.limit}</p>
<ul>${policies.map(({ policy }) => `<li><b>${words.policies[policy]}</b>：${words.policyAbout[policy]}</li>`).join('')}</ul>
<h2>${words.figures}</h2>
${figuresTable(policies)}
${bars.length > 0 ? `<h2>${words.bars}</h2>${barsTable(bars)}` : ''}
<h2>${words.charts}</h2>
${waitsChart(policies)}
${daysChart(policies)}
${loadChart(policies)}
<h2>${words.assumptions}</h2>
${assumptionsTable()}
</main></body></html>
`
}

function figuresTable(policies: readonly Figures[]): string {
  const head = policies.map(({ policy }) => `<th>${words.policies[policy]}</th>`).join('')
  const rows = ROWS.map(
    ([name, value]) =>
      `<tr><th>${words.rows[name]}</th>${policies.map((figures) => `<td>${value(figures)}</td>`).join('')}</tr>`,
  )
  return `<div class="wide"><table><tr><td></td>${head}</tr>${rows.join('')}</table></div>`
}

function barsTable(bars: readonly Bar[]): string {
  const rows = bars.map(
    ({ name, measured, held }) =>
      `<tr><th>${words.barNames[name]}</th><td>${escaped(measured)}</td><td class="${held ? 'held' : 'missed'}">${held ? words.held : words.missed}</td></tr>`,
  )
  return `<div class="wide"><table>${rows.join('')}</table></div>`
}

const lineOf = (policy: Policy, points: Line['points']): Line => ({
  name: words.policies[policy],
  colour: COLOURS[policy],
  points,
})

const HOUR = 60

function waitsChart(policies: readonly Figures[]): string {
  const lines = policies.map(({ policy, waits, requests }) => {
    const within = (minutes: number) => waits.filter((wait) => wait <= minutes).length / Math.max(1, requests)
    return lineOf(
      policy,
      Array.from({ length: HOUR + 1 }, (_, minute) => [minute, within(minute)] as const),
    )
  })
  return lineChart({ title: words.waits, maxX: HOUR, maxY: 1, label: percent }, lines)
}

function daysChart(policies: readonly Figures[]): string {
  const most = Math.max(1, ...policies.flatMap(({ waitByDay }) => waitByDay))
  const lines = policies.map(({ policy, waitByDay }) =>
    lineOf(
      policy,
      waitByDay.map((wait, day) => [day + 1, wait] as const),
    ),
  )
  const maxX = Math.max(1, ...policies.map(({ waitByDay }) => waitByDay.length))
  return lineChart({ title: words.days, maxX, maxY: most, label: fixed }, lines)
}

function loadChart(policies: readonly Figures[]): string {
  const most = Math.max(1, ...policies.flatMap(({ load }) => load))
  const lines = policies.map(({ policy, load }) =>
    lineOf(
      policy,
      load.map((count, i) => [i + 1, count] as const),
    ),
  )
  const maxX = Math.max(1, ...policies.map(({ load }) => load.length))
  return lineChart({ title: words.load, maxX, maxY: most, label: (y) => String(Math.round(y)) }, lines)
}

function assumptionsTable(): string {
  const rows = Object.values(ASSUMPTIONS).map(
    ({ about, value, source }) =>
      `<tr><th>${escaped(about)}</th><td><code>${escaped(JSON.stringify(value))}</code></td><td>${escaped(source === 'assumed' ? words.assumed : source)}</td></tr>`,
  )
  return `<div class="wide"><table class="assumptions">${rows.join('')}</table></div>`
}

const STYLE = `
:root{color-scheme:light dark;--ink:#22262a;--paper:#fbfaf7;--line:#d8d4ca;--soft:#6a6f73}
@media (prefers-color-scheme:dark){:root{--ink:#e9e6df;--paper:#1d1f21;--line:#44484b;--soft:#a9adb0}}
body{margin:0;background:var(--paper);color:var(--ink);font:17px/1.7 system-ui,"PingFang SC","Noto Sans CJK SC","Microsoft YaHei",sans-serif}
main{max-width:60rem;margin:0 auto;padding:1.5rem 1rem 4rem}
h1{font-size:1.7rem;margin:.5rem 0}h2{font-size:1.25rem;margin:2rem 0 .5rem}
.limit{border-left:4px solid #b3261e;padding-left:.8rem}
.wide{overflow-x:auto}table{border-collapse:collapse;width:100%}
th,td{text-align:left;padding:.35rem .6rem;border-bottom:1px solid var(--line);vertical-align:top}
tr>th:first-child{font-weight:400}td{font-variant-numeric:tabular-nums}
.held{color:#2f6b3a}.missed{color:#b3261e;font-weight:700}
@media (prefers-color-scheme:dark){.held{color:#8fce9b}.missed{color:#ff9a90}}
.assumptions code{font-size:.8rem;word-break:break-all}.assumptions{font-size:.9rem}
figure{margin:1.5rem 0}figcaption{margin-bottom:.3rem}svg{width:100%;height:auto}
.grid{stroke:var(--line)}text{fill:var(--soft);font-size:12px}.side{text-anchor:end;dominant-baseline:middle}.below{text-anchor:middle}
.legend span{margin-right:1.2rem}.legend i{display:inline-block;width:1.2rem;height:.3rem;margin-right:.4rem;vertical-align:middle}
`
