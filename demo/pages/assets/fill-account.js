// Fills the demo's account into the form of a login page, so that Enter or one more click sends it.
const fill = document.querySelector('button[data-fill]')

if (fill) {
  fill.hidden = false
  fill.addEventListener('click', () => {
    const { name, password } = fill.dataset
    document.querySelector('input[autocomplete=username]').value = name
    document.querySelector('input[name=password]').value = password
    document.querySelector('button[type=submit]').focus()
  })
}
