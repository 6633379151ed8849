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

export async function listenToSwitches() {
  form.addEventListener('change', async ({ target }) => {
    const response = await fetch(address, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ [target.name]: switchValue(target) }),
    })
    show(await response.json())
  })
  show(await (await fetch(address)).json())
}
