import { declareValuePlugin, PluginKind } from '@stryker-mutator/api/plugin'

/**
 * Where each function that raises an error takes its text for people, which may change at any time:
 * no test should pin it.
 */
const textArgument = { check: 2, createError: 1, attempt: 2, AuthError: 1 }

export const strykerPlugins = [
  declareValuePlugin(PluginKind.Ignore, 'messages', {
    shouldIgnore({ key, listKey, parent }) {
      if (
        listKey !== 'arguments' ||
        (parent.type !== 'CallExpression' && parent.type !== 'NewExpression')
      )
        return undefined
      const { name } = parent.callee
      return Object.hasOwn(textArgument, name ?? '') && textArgument[name] === key
        ? 'a text for people'
        : undefined
    },
  }),
]
