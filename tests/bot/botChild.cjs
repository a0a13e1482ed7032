// A whole bot as a child process, from source; its settings are its environment.
process.env.WECHATY_LOG = 'silent'
require('./fromSource.cjs')
require('../../bot/app/bot.ts')
