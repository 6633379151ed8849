// Shows or hides what was typed. The button is in the page but hidden, so that without script there
// is none that does nothing.
const field = document.querySelector('input[name=password]')
const button = document.querySelector('button[data-reveal]')

if (field && button) {
  button.hidden = false
  button.addEventListener('click', () => {
    const shown = field.type === 'password'
    field.type = shown ? 'text' : 'password'
    button.setAttribute('aria-pressed', String(shown))
    button.textContent = shown ? 'Hide' : 'Show'
    field.focus()
  })
}
