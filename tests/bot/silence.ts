// Imported first: Wechaty's log reads its level when it is loaded.
process.env['WECHATY_LOG'] = 'silent'
