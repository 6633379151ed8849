import { expect, onTestFinished, test } from 'vitest'
import { createApp, defineComponent, effectScope, h, onMounted, type ShallowRef } from 'vue'
import type { SessionState } from '../../src/session/index.js'
import { useSession } from '../../src/vue.js'
import { createProfile } from './tabs.js'

test('a store that is made when its component is mounted already follows the session', async () => {
  const { session, logIn } = createProfile().openTab()
  await session.start()
  let state: Readonly<ShallowRef<SessionState>> | undefined
  const scope = effectScope(true)
  const component = defineComponent({
    setup() {
      onMounted(() => {
        state = scope.run(() => useSession(session))
      })
      return () => h('p')
    },
  })
  const app = createApp(component)
  onTestFinished(() => app.unmount())
  app.mount(document.createElement('div'))
  expect(state?.value.status).toBe('out')
  await logIn()
  expect(state?.value.status).toBe('in')
  scope.stop()
  await session.logOut({ local: true })
  expect(state?.value.status).toBe('in')
})
