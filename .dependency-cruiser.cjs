// The law of the house: which room may look into which. Read top to bottom.
// A domain enters only the floors below it, and only by their index.ts; neighbours and upper floors learn by events.
const FLOORS = [
  ['organisations'],
  ['people'],
  ['messaging', 'photos'],
  ['duty'],
  ['catalogue', 'requests'],
  ['dispatch', 'recurring', 'orders', 'events', 'casework'],
  ['fund', 'evaluation'],
  ['chat'],
  ['reports', 'privacy'],
]
const PURE = 'language|moderation'
const ALL = FLOORS.flat().join('|')

const rule = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to })

const floorRules = FLOORS.flatMap((floor, i) =>
  floor.flatMap((domain) => {
    const notBelow = FLOORS.slice(i).flat().filter((other) => other !== domain).join('|')
    if (!notBelow) return []
    return [rule(`floor-of-${domain}`, `${domain} enters only the floors below it; upwards and sideways it announces an event.`, { path: `^server/${domain}/` }, { path: `^server/(${notBelow})/` })]
  }),
)

module.exports = {
  forbidden: [
    rule('no-cycles', 'Two files that need each other cannot be read in order.', {}, { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } }),
    ...floorRules,
    rule('front-door-only', 'Another domain is entered by its index.ts.', { path: `^server/(${ALL}|${PURE})/` }, { path: `^server/(${ALL}|${PURE})/.+`, pathNot: ['^server/$1/', `^server/(${ALL}|${PURE})/index[.]ts$`] }),
    rule('nobody-imports-app', 'app/ only plugs things together.', { pathNot: '^(server/app|tests)/' }, { path: '^server/app/' }),
    rule('pure-rooms', 'Reading or judging a sentence touches no database, queue, clock or domain.', { path: `^server/(${PURE})/` }, { path: '^(server/|node_modules/(mongodb|bullmq|koa|redis)/)', pathNot: '^server/$1/' }),
    rule('second-opinion-stands-aside', 'Who asks strangers sees one sentence and its frame: no record, no queue, no domain.', { path: '^server/secondOpinion/' }, { path: '^(server/|node_modules/(mongodb|bullmq|koa|redis)/)', pathNot: '^server/(secondOpinion/|language/index[.]ts$|moderation/index[.]ts$|platform/metrics[.]ts$)' }),
    rule('second-opinion-is-plugged-by-app', 'Rooms know the port on the platform; app/ opens it, by its index.ts.', { pathNot: '^(server/secondOpinion|tests)/' }, { path: '^server/secondOpinion/', pathNot: '^server/secondOpinion/index[.]ts$' }),
    rule('second-opinion-by-app-alone', 'Nobody but app/ and tests names who is asked.', { pathNot: '^(server/(app|secondOpinion)|tests)/' }, { path: '^server/secondOpinion/' }),
    rule('platform-knows-no-business', 'platform/ has no domain words.', { path: '^server/platform/' }, { path: `^server/(${ALL}|${PURE})/` }),
    rule('model-is-the-ground', 'A model imports no command, job, route, presenter or reaction.', { path: '[.]model[.]ts$' }, { path: '(/commands/|/queries/|/jobs/|[.](routes|presenter|reactions|policy)[.]ts$)' }),
    rule('policy-is-pure', 'A policy is a question about values; models come as types only.', { path: '[.]policy[.]ts$' }, { path: '^server/', pathNot: '[.]policy[.]ts$', dependencyTypesNot: ['type-only'] }),
    rule('presenter-only-shapes', 'A presenter reads values and asks the policy; it fetches nothing.', { path: '[.]presenter[.]ts$' }, { path: '^server/', pathNot: '[.](policy|presenter)[.]ts$', dependencyTypesNot: ['type-only'] }),
    rule('command-never-climbs', 'A command knows neither HTTP, nor how it is shown, nor who handles its jobs.', { path: '/(commands|queries)/' }, { path: '([.]handler[.]ts$|[.](routes|presenter|reactions)[.]ts$)' }),
    rule('route-goes-through-commands', 'A route never touches a model.', { path: '[.]routes[.]ts$' }, { path: '[.]model[.]ts$', dependencyTypesNot: ['type-only'] }),
    rule('handlers-are-plugged-by-app', 'Whoever enqueues imports the name tag; only app/ imports the handler.', { pathNot: '^(server/app|tests)/' }, { path: '[.]handler[.]ts$' }),
    rule('shared-knows-nobody', 'shared/ is read by phone, bot and server alike.', { path: '^shared/' }, { path: '^(server|bot|miniprogram)/' }),
    rule('shared-runs-on-a-phone', 'No Node built-ins in shared/.', { path: '^shared/' }, { dependencyTypes: ['core'] }),
    rule('clients-speak-through-contracts', 'Bot and mini program never reach into the server or each other.', { path: '^(bot|miniprogram)/' }, { path: '^(server|bot|miniprogram)/', pathNot: '^$1/' }),
    rule('phone-takes-contracts-as-types', 'The phone bundle must not carry zod schemas.', { path: '^miniprogram/' }, { path: '^shared/(.*contract|language/)', dependencyTypesNot: ['type-only'] }),
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|[.]data)/' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['types', 'import', 'node', 'default'], extensions: ['.ts', '.tsx', '.js', '.mjs', '.json'] },
  },
}
