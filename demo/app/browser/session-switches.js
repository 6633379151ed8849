// The switches of the demo's servers: what this page shows is what they say, and a change is theirs
// for every tab and every person.
const form = document.querySelector('#switches')
const address = '/demo/switches'

const switchValue = ({ type, checked, value }) => (type === 'checkbox' ? checked : Number(value))

function show(values) {
  for (const [name, value] of Object.entries(values)) {
    const field = form.elements[name]
    if (field.type === 'checkbox') field.checked = value
    else field.value = String(value)
  }
}

/** Asks the demo, and shows what it says. */
async function ask(request) {
  try {
    show(await (await fetch(address, request)).json())
  } catch {
    // the page is being left, or the demo was stopped: they stay as they are
  }
}

export function listenToSwitches() {
  form.addEventListener('change', ({ target }) =>
    ask({
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ [target.name]: switchValue(target) }),
    }),
  )
  ask()
}
