// Lets a plain Node child process run the TypeScript sources, transformed as Jest does it. CommonJS, because it hooks `require`.
const { readFileSync } = require('node:fs')
const Module = require('node:module')
const { join } = require('node:path')
const { transformSync } = require('@swc/core')

const root = join(__dirname, '..', '..')
const resolveFilename = Module._resolveFilename
Module._resolveFilename = function resolve(request, ...rest) {
  const shared = /^@yimin\/shared\/(.*)$/.exec(request)
  return resolveFilename.call(this, shared ? join(root, 'shared', `${shared[1]}.ts`) : request, ...rest)
}
Module._extensions['.ts'] = (module, path) => {
  const { code } = transformSync(readFileSync(path, 'utf8'), {
    filename: path,
    swcrc: false,
    jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
    module: { type: 'commonjs' },
  })
  module._compile(code, path)
}
