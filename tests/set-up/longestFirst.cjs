const Sequencer = require('@jest/test-sequencer').default

/** One of these begun last would keep one core waiting for minutes. */
const LONGEST = [
  'server/language/learned/model',
  'faults/killOne',
  'miniprogram/weapp/build',
  'faults/chaos',
  'look/age',
  'faults/away',
  'setup/invite',
  'secondOpinion/talk',
  'journeys/changing',
  'journeys/taking',
]

/** Where no earlier run has told how long each takes, as on a new machine, the longest begin first; the rest goes as Jest thinks best. */
module.exports = class LongestFirst extends Sequencer {
  sort(tests) {
    return [...super.sort(tests)].sort((one, other) => rank(one.path) - rank(other.path))
  }
}

function rank(path) {
  const at = LONGEST.findIndex((name) => path.endsWith(`${name}.test.ts`))
  return at < 0 ? LONGEST.length : at
}
