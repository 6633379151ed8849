// The tabs of this page tell each other what they show, and can be asked to call the API together.
import { create, find } from './views.js'

const channel = new BroadcastChannel('postern-demo.tabs')
const here = {
  id: crypto.randomUUID(),
  openedAt: Date.now(),
  who: '…',
  token: '–',
  answer: '–',
}
const tabs = new Map([[here.id, here]])

const cell = (text) => create('td', { textContent: text })

function showTabs() {
  const inOrder = [...tabs.values()].sort((one, other) => one.openedAt - other.openedAt)
  find('[data-tabs]').replaceChildren(
    ...inOrder.map((tab, index) => {
      const name = tab.id === here.id ? `${index + 1}, this one` : `${index + 1}`
      const row = create(
        'tr',
        {},
        create('th', { scope: 'row', textContent: name }),
        cell(tab.who),
        create('td', {}, create('code', { textContent: tab.token })),
        cell(tab.answer),
      )
      row.classList.toggle('here', tab.id === here.id)
      return row
    }),
  )
}

const sayHere = () => channel.postMessage({ tab: here })

/** What this tab shows has changed. */
export function tellOtherTabs(changes) {
  Object.assign(here, changes)
  sayHere()
  showTabs()
}

/** Every other tab calls the API now. */
export const askEveryTab = () => channel.postMessage({ call: true })

export function listenToTabs({ call }) {
  channel.onmessage = ({ data: { tab, gone, whoIsThere, call: asked } }) => {
    if (tab) tabs.set(tab.id, tab)
    if (gone) tabs.delete(gone)
    if (whoIsThere) sayHere()
    if (asked) call()
    showTabs()
  }
  addEventListener('pagehide', () => channel.postMessage({ gone: here.id }))
  addEventListener('pageshow', ({ persisted }) => persisted && sayHere())
  channel.postMessage({ whoIsThere: true })
  showTabs()
}
