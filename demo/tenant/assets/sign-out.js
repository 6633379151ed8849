// The app proved with an ID Token whose session this is, so nobody needs to be asked.
document.querySelector('button[name=logout]').click()
